"""Which kudos are shown together: on the wall, in a week's stories, on somebody's page, to an admin?"""

import dataclasses
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.engines import fixed
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.kudos.rules import Cause, Gesture, GestureId, Place
from bot.kudos.store import reading
from bot.kudos.store.tables import GestureRow, GiftRow, ReversalRow

#: Where everybody can read along.
_OPEN = (Place.PUBLIC, Place.DIRECT)


def between(
    session: Session,
    workspace: WorkspaceId,
    *,
    audience: ChannelId | None,
    since: datetime,
    until: datetime,
    person: UserId | None,
    most: int,
) -> tuple[Gesture, ...]:
    """Return what was given where everybody, or a channel, reads along: `since` <= given < `until`, oldest first."""
    got = select(GiftRow.gesture).where(GiftRow.workspace == workspace, GiftRow.receiver == person)
    return reading.load(
        session,
        GestureRow.workspace == workspace,
        GestureRow.given_at >= since,
        GestureRow.given_at < until,
        GestureRow.seconds.is_(None),
        GestureRow.place.in_(_OPEN) | (GestureRow.channel == audience),
        *([(GestureRow.giver == person) | GestureRow.id.in_(got)] if person else []),
        most=most,
    )


def given(session: Session, workspace: WorkspaceId, *, since: datetime, until: datetime) -> tuple[Gesture, ...]:
    """Return all that was given in a time, oldest first, whoever may see it."""
    return reading.load(
        session,
        GestureRow.workspace == workspace,
        GestureRow.given_at >= since,
        GestureRow.given_at < until,
        GestureRow.seconds.is_(None),
    )


def latest(session: Session, workspace: WorkspaceId, *, most: int) -> tuple[Gesture, ...]:
    """Return what was given last where everybody can read along, oldest first."""
    return reading.load(
        session,
        GestureRow.workspace == workspace,
        GestureRow.seconds.is_(None),
        GestureRow.place.in_(_OPEN),
        most=most,
    )


def latest_of(session: Session, workspace: WorkspaceId, user: UserId, *, most: int) -> tuple[Gesture, ...]:
    """Return what somebody gave or got last where everybody can read along, oldest first."""
    return reading.several(session, workspace, _latest_open(session, workspace, user, most=most))


def latest_got(session: Session, workspace: WorkspaceId, user: UserId, *, most: int) -> tuple[Gesture, ...]:
    """Return what somebody was thanked with last, in private as well, oldest first."""
    return reading.several(session, workspace, _latest_got(session, workspace, user, most=most))


def hidden(session: Session, workspace: WorkspaceId, *, most: int) -> tuple[Gesture, ...]:
    """Return what was hidden last and still is, as it was, the newest first."""
    ids = (
        select(GiftRow.gesture)
        .join(ReversalRow, reading.with_reversals())
        .where(GiftRow.workspace == workspace, ReversalRow.cause == fixed(Cause.HIDDEN))
    )
    found = reading.load(
        session, GestureRow.workspace == workspace, GestureRow.id.in_(ids), GestureRow.seconds.is_(None), most=most
    )
    return tuple(as_it_was(session, one) for one in reversed(found) if one.is_hidden)


def as_it_was(session: Session, gesture: Gesture) -> Gesture:
    """Return a hidden gesture with the gifts it had."""
    rows = session.execute(
        select(*GiftRow.__table__.columns)
        .join(ReversalRow, reading.with_reversals())
        .where(
            GiftRow.workspace == gesture.workspace,
            GiftRow.gesture == gesture.id,
            ReversalRow.cause == fixed(Cause.HIDDEN),
        )
        .order_by(GiftRow.id)
    )
    times = reading.turns(session, gesture.workspace, gesture.id)
    last = [reading.gift(row) for row in rows if row.turn == times[UserId(row.receiver), row.value] - 1]
    return dataclasses.replace(gesture, gifts=tuple(last))


def _latest_got(session: Session, workspace: WorkspaceId, user: UserId, *, most: int) -> tuple[GestureId, ...]:
    """Return the kudos somebody was thanked in last and still is, the latest first; no "+1"s."""
    rows = session.execute(
        select(GiftRow.gesture)
        .join(GestureRow, (GestureRow.workspace == GiftRow.workspace) & (GestureRow.id == GiftRow.gesture))
        .outerjoin(ReversalRow, reading.with_reversals())
        .where(
            GiftRow.workspace == workspace,
            GiftRow.receiver == user,
            GestureRow.seconds.is_(None),
            reading.IS_LIVE,
        )
        .group_by(GiftRow.gesture)
        .order_by(func.max(GestureRow.given_at).desc(), GiftRow.gesture.desc())
        .limit(most)
    )
    return tuple(GestureId(gesture) for (gesture,) in rows)


def _latest_open(session: Session, workspace: WorkspaceId, user: UserId, *, most: int) -> tuple[GestureId, ...]:
    """Return the kudos that somebody gave or got last where everybody may read along; no "+1"s."""
    is_open = (GestureRow.seconds.is_(None), GestureRow.place.in_(_OPEN))
    gave = (
        select(GestureRow.id, GestureRow.given_at)
        .where(GestureRow.workspace == workspace, GestureRow.giver == user, *is_open)
        .order_by(GestureRow.given_at.desc(), GestureRow.id.desc())
        .limit(most)
    )
    got = (
        select(GestureRow.id, GestureRow.given_at)
        .join(GiftRow, (GiftRow.workspace == GestureRow.workspace) & (GiftRow.gesture == GestureRow.id))
        .where(GiftRow.workspace == workspace, GiftRow.receiver == user, *is_open)
        .distinct()
        .order_by(GestureRow.given_at.desc(), GestureRow.id.desc())
        .limit(most)
    )
    found = {(at, number) for asked in (gave, got) for number, at in session.execute(asked)}
    return tuple(GestureId(number) for _, number in sorted(found, reverse=True)[:most])
