"""How is the ledger written? Gestures with their gifts, and reversals; nothing else about them is ever changed."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from bot import ids
from bot.db import insert
from bot.ids import UserId, WorkspaceId
from bot.kudos.rules import Audience, Cause, GestureId, Gift, Place
from bot.kudos.rules.budget import Count, Limits
from bot.kudos.rules.wishes import Wish
from bot.kudos.store.tables import GestureRow, GiftRow, GuardRow, PublicationRow, ReversalRow

# What every gift does is built once: putting a statement together costs more than running it.
_GUARDS: Any = GuardRow.__table__
_GESTURES: Any = GestureRow.__table__
_GIFTS: Any = GiftRow.__table__
_TURNS: dict[str, Any] = {}  #: by dialect
_OPEN = _GESTURES.insert()
_ADD = _GIFTS.insert()
_COUNT = (
    _GESTURES.update()
    .where(_GESTURES.c.workspace == bindparam("in_workspace"), _GESTURES.c.id == bindparam("gesture"))
    .values(gifts_written=_GESTURES.c.gifts_written + bindparam("more"))
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A gift to be written."""

    receiver: UserId
    value: str
    group: str
    charge: int
    charged_at: datetime
    count: Count
    audience: Audience


def lock(session: Session, workspace: WorkspaceId, name: str) -> int:
    """Take one's turn until the transaction ends. Returns the turn's number."""
    dialect = session.get_bind().dialect.name
    if dialect not in _TURNS:
        row = insert(session, _GUARDS).values(workspace=bindparam("workspace"), name=bindparam("name"), moves=1)
        taken = row.on_conflict_do_update(index_elements=["workspace", "name"], set_={"moves": _GUARDS.c.moves + 1})
        _TURNS[dialect] = taken.returning(_GUARDS.c.moves)
    turn: int = session.scalars(_TURNS[dialect], {"workspace": workspace, "name": name}).one()
    return turn


def lock_kudos(session: Session, workspace: WorkspaceId, gesture: GestureId) -> None:
    """Take one's turn with a kudos that others may change too; always after the giver's own lock."""
    lock(session, workspace, f"kudos:{gesture}")


def open_gesture(session: Session, wish: Wish, *, now: datetime) -> GestureId:
    """Write a gesture whose key nobody has used; its giver is locked, and gifts follow."""
    gesture = GestureId(ids.fresh())
    facts = {
        "workspace": wish.workspace,
        "id": gesture,
        "key": wish.key,
        "giver": wish.giver,
        "source": wish.source,
        "channel": wish.channel,
        "ts": wish.ts,
        "thread": wish.thread,
        "place": wish.place,
        "reason": wish.reason,
        "seconds": wish.seconds,
        "given_at": now,
        "gifts_written": 0,
        "reversals_written": 0,
    }
    session.execute(_OPEN, facts)
    return gesture


def add_gifts(
    session: Session,
    gesture: tuple[WorkspaceId, GestureId, UserId],
    entries: Iterable[Entry],
    *,
    turns: dict[tuple[UserId, str], int],
    move: int,
    limits: Limits,
    now: datetime,
) -> tuple[Gift, ...]:
    """Write gifts. `turns`: how often each (receiver, value) was in this gesture before."""
    workspace, number, giver = gesture
    gifts = tuple(
        Gift(
            id=ids.fresh(),
            receiver=entry.receiver,
            value=entry.value,
            group=entry.group,
            charge=entry.charge,
            charged_at=entry.charged_at,
            count=entry.count,
            audience=entry.audience,
        )
        for entry in entries
    )
    rows = [
        {
            "workspace": workspace,
            "id": gift.id,
            "gesture": number,
            "giver": giver,
            "receiver": gift.receiver,
            "value": gift.value,
            "group": gift.group,
            "turn": turns.get((gift.receiver, gift.value), 0),
            "charge": gift.charge,
            "charged_at": gift.charged_at,
            "tally": gift.count,
            "audience": gift.audience,
            "move": move,
            "allowance": limits.allowance,
            "per_person": limits.per_person,
            "given_at": now,
        }
        for gift in gifts
    ]
    if rows:
        session.execute(_ADD, rows)
        session.execute(_COUNT, {"in_workspace": workspace, "gesture": number, "more": len(rows)})
    return gifts


def reverse(
    session: Session,
    workspace: WorkspaceId,
    gifts: Collection[int],
    *,
    cause: Cause,
    by: UserId,
    move: int,
    now: datetime,
    note: str = "",
) -> None:
    """Write reversals; a gift is reversed once."""
    rows = [
        {"workspace": workspace, "gift": gift, "cause": cause, "by": by, "note": note, "move": move, "at": now}
        for gift in gifts
    ]
    if not rows:
        return
    written = insert(session, ReversalRow).on_conflict_do_nothing().returning(ReversalRow.gift)
    fresh = tuple(session.scalars(written, rows))
    times = Counter(
        session.scalars(select(GiftRow.gesture).where(GiftRow.workspace == workspace, GiftRow.id.in_(fresh)))
    )
    for gesture, count in sorted(times.items()):
        session.execute(
            update(GestureRow)
            .where(GestureRow.workspace == workspace, GestureRow.id == gesture)
            .values(reversals_written=GestureRow.reversals_written + count)
        )


def publish(session: Session, workspace: WorkspaceId, gesture: GestureId, receiver: UserId, *, now: datetime) -> bool:
    """Note that a receiver lets others see it; False when that was noted before."""
    row = insert(session, PublicationRow).values(workspace=workspace, gesture=gesture, receiver=receiver, at=now)
    return session.execute(row.on_conflict_do_nothing().returning(PublicationRow.gesture)).first() is not None


def reword(session: Session, workspace: WorkspaceId, gesture: GestureId, reason: str) -> None:
    _change(session, workspace, gesture, reason=reason)


def place(session: Session, workspace: WorkspaceId, gesture: GestureId, place: Place) -> None:
    _change(session, workspace, gesture, place=place)


def _change(session: Session, workspace: WorkspaceId, gesture: GestureId, **values: str) -> None:
    session.execute(
        update(GestureRow).where(GestureRow.workspace == workspace, GestureRow.id == gesture).values(**values)
    )
