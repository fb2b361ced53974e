"""How is the ledger read? Whole gestures with what is left of their gifts, and what a giver has spent."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, false, func, or_, select, true, union_all
from sqlalchemy.orm import Session

from bot import db
from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos.rules import AGAIN_WITHIN, Audience, Cause, Gesture, GestureId, Gift, Place, Source
from bot.kudos.rules.budget import WINDOW, Count, Spent
from bot.kudos.rules.wishes import Wish
from bot.kudos.store.tables import GestureRow, GiftRow, PublicationRow, ReversalRow


@dataclass(frozen=True, kw_only=True)
class Before:
    """What there was when a wish came."""

    #: the gesture of its key: the wish was granted before
    same: GestureId | None
    #: the giver's gestures of the last minute with these very words
    twins: tuple[GestureId, ...]
    #: the giver's counted, unreversed gifts of the window
    spent: tuple[Spent, ...]


#: A gift that nobody has reversed, where its reversal is joined.
IS_LIVE = ReversalRow.gift.is_(None)


def with_reversals() -> ColumnElement[bool]:
    """The condition that joins a gift's reversal, if it has one."""
    return and_(ReversalRow.workspace == GiftRow.workspace, ReversalRow.gift == GiftRow.id)


# What every gift asks is built once: putting a statement together costs more than running it.
_GIFTS: Any = GiftRow.__table__
_GESTURES: Any = GestureRow.__table__
_REVERSALS: Any = ReversalRow.__table__
_PUBLICATIONS: Any = PublicationRow.__table__
_IS_WORDY = _GESTURES.c.source.in_(
    [bindparam(one.value, one) for one in Source if one not in (Source.REACTION, Source.SECOND)]
)
_SPENT = (
    select(_GIFTS.c.charge, _GIFTS.c.receiver, _GIFTS.c.charged_at)
    .outerjoin(_REVERSALS, and_(_REVERSALS.c.workspace == _GIFTS.c.workspace, _REVERSALS.c.gift == _GIFTS.c.id))
    .where(
        _GIFTS.c.workspace == bindparam("workspace"),
        _GIFTS.c.giver == bindparam("giver"),
        _GIFTS.c.charged_at > bindparam("since"),
        _GIFTS.c.tally == Count.COUNTED,
        _REVERSALS.c.gift.is_(None),
    )
)
_RECENT = select(_GESTURES.c.id, _GESTURES.c.key, _GESTURES.c.given_at, false().label("is_spent")).where(
    _GESTURES.c.workspace == bindparam("workspace"),
    or_(
        _GESTURES.c.key == bindparam("key"),
        and_(
            _GESTURES.c.giver == bindparam("giver"),
            _GESTURES.c.given_at > bindparam("moment"),
            _GESTURES.c.reason == bindparam("reason"),
            _IS_WORDY,
        ),
    ),
)
_GIFTS_OF = (
    select(_GIFTS, _REVERSALS.c.cause)
    .outerjoin(_REVERSALS, and_(_REVERSALS.c.workspace == _GIFTS.c.workspace, _REVERSALS.c.gift == _GIFTS.c.id))
    .where(_GIFTS.c.workspace == bindparam("workspace"), _GIFTS.c.gesture.in_(bindparam("gestures", expanding=True)))
    .order_by(_GIFTS.c.id)
)
_PUBLISHED_OF = select(_PUBLICATIONS.c.gesture, _PUBLICATIONS.c.receiver).where(
    _PUBLICATIONS.c.workspace == bindparam("workspace"),
    _PUBLICATIONS.c.gesture.in_(bindparam("gestures", expanding=True)),
)
_BEFORE = union_all(_RECENT, _SPENT.add_columns(true()))  # one journey to the database instead of two


def turns(session: Session, workspace: WorkspaceId, gesture: GestureId) -> dict[tuple[UserId, str], int]:
    """Count how often each (receiver, value) was given in a gesture."""
    rows = session.execute(
        select(GiftRow.receiver, GiftRow.value, func.count())
        .where(GiftRow.workspace == workspace, GiftRow.gesture == gesture)
        .group_by(GiftRow.receiver, GiftRow.value)
    )
    return {(UserId(receiver), value): count for receiver, value, count in rows}


def spent(session: Session, workspace: WorkspaceId, giver: UserId, *, now: datetime) -> tuple[Spent, ...]:
    """Return the giver's counted, unreversed gifts of the window."""
    rows = session.execute(_SPENT, {"workspace": workspace, "giver": giver, "since": now - WINDOW})
    return tuple(Spent(charge=charge, receiver=UserId(receiver), at=at) for charge, receiver, at in rows)


def before(session: Session, wish: Wish, *, now: datetime) -> Before:
    """Return what a giver's ledger says before a wish is granted."""
    facts = {
        "workspace": wish.workspace,
        "key": wish.key,
        "giver": wish.giver,
        "since": now - WINDOW,
        "moment": now - AGAIN_WITHIN,
        "reason": wish.reason,
    }
    same, twins, spent = None, [], []
    for number, name, at, is_spent in session.execute(_BEFORE, facts):
        if is_spent:
            spent.append(Spent(charge=number, receiver=UserId(name), at=at))
        elif name == wish.key:
            same = GestureId(number)
        else:
            twins.append(GestureId(number))
    return Before(same=same, twins=tuple(twins), spent=tuple(spent))


def find_by_key(session: Session, workspace: WorkspaceId, key: str) -> Gesture | None:
    return _one(session, GestureRow.workspace == workspace, GestureRow.key == key)


def find_gesture(session: Session, workspace: WorkspaceId, gesture: GestureId) -> Gesture | None:
    return _one(session, GestureRow.workspace == workspace, GestureRow.id == gesture)


def seconds(session: Session, workspace: WorkspaceId, gesture: GestureId) -> tuple[Gesture, ...]:
    """Return the "+1"s of a kudos, oldest first."""
    return load(session, GestureRow.workspace == workspace, GestureRow.seconds == gesture)


def about(
    session: Session, workspace: WorkspaceId, channel: ChannelId, ts: Ts, *sources: Source
) -> tuple[Gesture, ...]:
    """Return the gestures that came in a message or are about it, oldest first."""
    return load(
        session,
        GestureRow.workspace == workspace,
        GestureRow.channel == channel,
        GestureRow.ts == ts,
        GestureRow.source.in_(sources),
    )


def given_by(session: Session, workspace: WorkspaceId, giver: UserId, *, most: int) -> tuple[Gesture, ...]:
    """Return what somebody gave last, oldest first; no "+1"s."""
    return load(
        session,
        GestureRow.workspace == workspace,
        GestureRow.giver == giver,
        GestureRow.seconds.is_(None),
        most=most,
    )


def every(session: Session, workspace: WorkspaceId, user: UserId | None = None) -> tuple[Gesture, ...]:
    """Return all that was given, or all that one person gave or got; oldest first."""
    if user is None:
        return load(session, GestureRow.workspace == workspace)
    gave = select(GestureRow.id).where(GestureRow.workspace == workspace, GestureRow.giver == user)
    got = select(GiftRow.gesture).where(GiftRow.workspace == workspace, GiftRow.receiver == user)
    return several(session, workspace, {GestureId(one) for asked in (gave, got) for one in session.scalars(asked)})


def load(session: Session, *which: ColumnElement[bool], most: int | None = None) -> tuple[Gesture, ...]:
    """Return whole gestures, oldest first; with `most`, the newest of them."""
    newest = select(GestureRow).where(*which).order_by(GestureRow.given_at.desc(), GestureRow.id.desc())
    found = session.execute(newest.limit(most).with_only_columns(*GestureRow.__table__.columns)).all()
    gifts: dict[int, list[Any]] = defaultdict(list)
    published: dict[int, set[UserId]] = defaultdict(set)
    for numbers in db.many([row.id for row in found]):
        here = found[0].workspace
        for one in session.execute(_GIFTS_OF, {"workspace": here, "gestures": numbers}):
            gifts[one.gesture].append(one)
        for one in session.execute(_PUBLISHED_OF, {"workspace": here, "gestures": numbers}):
            published[one.gesture].add(UserId(one.receiver))
    return tuple(
        _gesture(row, gifts=gifts.get(row.id, []), published=frozenset(published.get(row.id, ())))
        for row in reversed(found)
    )


def several(session: Session, workspace: WorkspaceId, gestures: Collection[GestureId]) -> tuple[Gesture, ...]:
    """Return the gestures of these numbers, oldest first."""
    found = [
        one
        for numbers in db.many(sorted(gestures))
        for one in load(session, GestureRow.workspace == workspace, GestureRow.id.in_(numbers))
    ]
    return tuple(sorted(found, key=lambda one: (one.given_at, one.id)))


def _one(session: Session, *which: ColumnElement[bool]) -> Gesture | None:
    return next(iter(load(session, *which)), None)


def _gesture(row: Any, *, gifts: list[Any], published: frozenset[UserId]) -> Gesture:
    latest = {(one.receiver, one.value): one for one in sorted(gifts, key=lambda one: one.turn)}
    return Gesture(
        id=GestureId(row.id),
        workspace=WorkspaceId(row.workspace),
        giver=UserId(row.giver),
        source=Source(row.source),
        key=row.key,
        channel=None if row.channel is None else ChannelId(row.channel),
        ts=None if row.ts is None else Ts(row.ts),
        thread=None if row.thread is None else Ts(row.thread),
        place=Place(row.place),
        reason=row.reason,
        seconds=None if row.seconds is None else GestureId(row.seconds),
        given_at=row.given_at,
        gifts=tuple(gift(one) for one in gifts if one.cause is None),
        published=published,
        causes=frozenset(Cause(one.cause) for one in latest.values() if one.cause is not None),
    )


def gift(row: Any) -> Gift:
    """Read a gift's columns."""
    return Gift(
        id=row.id,
        receiver=UserId(row.receiver),
        value=row.value,
        group=row.group,
        charge=row.charge,
        charged_at=row.charged_at,
        count=Count(row.tally),
        audience=Audience(row.audience),
    )
