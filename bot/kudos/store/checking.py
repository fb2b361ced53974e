"""Does the ledger hold together? Every decision is made again from what was written, in the order it was made.

A giver's guard numbers their moves, every gift keeps the limits of its moment, and every kudos how many gifts and
reversals were written to it: so each decision can be judged once more, and what is lost is missed. Each finding names
its row and says what to do.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from bot.ids import WorkspaceId
from bot.kudos.rules import Audience, Cause, Place, Source
from bot.kudos.rules.budget import WINDOW, Count
from bot.kudos.store.reading import with_reversals
from bot.kudos.store.tables import GestureRow, GiftRow, GuardRow, PostRow, PublicationRow, ReversalRow

#: how far the clocks of two processes may be apart
SKEW = timedelta(days=1)

RESTORE = "Restore it from a backup."
REMOVE = "Delete that row, or restore what it belongs to from a backup."


def drift(session: Session, workspace: WorkspaceId) -> tuple[str, ...]:
    """Return what is wrong, a sentence each with its row, and what to do."""
    gestures = {
        row.id: row
        for row in session.execute(
            select(*GestureRow.__table__.columns).where(GestureRow.workspace == workspace).order_by(GestureRow.id)
        )
    }
    gifts = session.execute(
        select(
            *GiftRow.__table__.columns,
            ReversalRow.move.label("reversed"),
            ReversalRow.cause.label("cause"),
        )
        .outerjoin(ReversalRow, with_reversals())
        .where(GiftRow.workspace == workspace)
        .order_by(GiftRow.giver, GiftRow.move, GiftRow.id)
    ).all()
    by_gesture, by_giver = _grouped(gifts, "gesture"), _grouped(gifts, "giver")
    return (
        *(one for gift in gifts for one in _gift(gift, gestures.get(gift.gesture))),
        *(one for gesture in gestures.values() for one in _gesture(gesture, by_gesture.get(gesture.id, []), gestures)),
        *(one for given in by_giver.values() for one in _budget(given)),
        *_guards(session, workspace, by_giver),
        *_orphans(session, workspace),
    )


def _grouped(rows: Iterable[Any], by: str) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, by)].append(row)
    return found


def _gift(gift: Any, gesture: Any) -> Iterator[str]:
    name = f"kudos_gifts {gift.id}"
    if gesture is None:
        yield f"{name} belongs to no kudos: kudos_gestures {gift.gesture} is missing. {RESTORE}"
        return
    if gesture.giver != gift.giver:
        yield f"{name} and its kudos_gestures {gesture.id} name different givers. Restore both from a backup."
    if gift.receiver == gift.giver:
        yield f"{name} thanks its own giver. {RESTORE}"
    is_free = gift.tally == Count.FREE
    if is_free != (gesture.source == Source.SECOND):
        yield f"{name} is counted as {gift.tally}, which a kudos by {gesture.source} never is. {RESTORE}"
    for value, kind in ((gift.tally, Count), (gift.audience, Audience), (gift.cause or Cause.UNDONE, Cause)):
        if value not in set(kind):
            yield f"{name} says {value!r}, which means nothing. {RESTORE}"
    if gift.reversed is not None and not is_free and gift.reversed < gift.move:
        yield f"{name} was taken back before it was given, says kudos_reversals {gift.id}. Restore that row."


def _gesture(gesture: Any, gifts: list[Any], gestures: dict[int, Any]) -> Iterator[str]:
    name = f"kudos_gestures {gesture.id}"
    lost = "Restore the lost rows from a backup; until then it shows and counts other than it was given."
    if not gifts:
        yield f"{name} thanks nobody: its kudos_gifts are missing. {lost}"
    elif gesture.gifts_written not in (None, len(gifts)):
        yield f"{name} has {len(gifts)} of the {gesture.gifts_written} kudos_gifts written to it. {lost}"
    reversals = sum(gift.reversed is not None for gift in gifts)
    if gifts and gesture.reversals_written not in (None, reversals):
        yield f"{name} has {reversals} of the {gesture.reversals_written} kudos_reversals written to it. {lost}"
    for value, kind in ((gesture.source, Source), (gesture.place, Place)):
        if value not in set(kind):
            yield f"{name} says {value!r}, which means nothing. {RESTORE}"
    yield from _turns(name, gifts)
    root = None if gesture.seconds is None else gestures.get(gesture.seconds)
    if gesture.seconds is not None and root is None:
        yield f"{name} joins kudos_gestures {gesture.seconds}, which is missing. {RESTORE}"
    if root is not None and root.giver == gesture.giver:
        yield f"{name} joins a kudos of its own giver, kudos_gestures {root.id}. {RESTORE}"


def _turns(name: str, gifts: list[Any]) -> Iterator[str]:
    """A person is thanked for a value once at a time: what is given again was taken back before."""
    by_pair: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for gift in gifts:
        by_pair[gift.receiver, gift.value].append(gift)
    for again in by_pair.values():
        again.sort(key=lambda gift: gift.turn)
        if [gift.turn for gift in again] != list(range(len(again))):
            yield f"{name} misses an earlier gift of kudos_gifts {again[-1].id}. Restore it from a backup."
        for gift in again[:-1]:
            if gift.reversed is None:
                yield f"{name} gives kudos_gifts {gift.id} twice: its kudos_reversals row is missing. {RESTORE}"


def _budget(gifts: list[Any]) -> Iterator[str]:
    """Judge each charge again at its move: whether it counts is what the limits of that moment say."""
    counted = sorted((gift for gift in gifts if gift.tally == Count.COUNTED), key=lambda gift: gift.charged_at)
    moments = [gift.charged_at for gift in counted]
    seen: dict[tuple[int, str], str] = {}
    judged: set[tuple[int, str]] = set()
    for gift in gifts:
        name = f"kudos_gifts {gift.id}"
        kept = seen.setdefault((gift.charge, gift.receiver), gift.tally)
        if kept != gift.tally:
            yield f"{name} is {gift.tally} where the same thanks was {kept}. {RESTORE}"
        if gift.tally == Count.FREE or (gift.charge, gift.receiver) in judged:
            continue
        judged.add((gift.charge, gift.receiver))
        first = bisect_right(moments, gift.charged_at - WINDOW)
        last = bisect_right(moments, gift.given_at + SKEW)  # what was charged later was not there at this move
        then = [
            one
            for one in counted[first:last]
            if one.move <= gift.move and (one.reversed is None or one.reversed > gift.move)
        ]
        spent = {one.charge for one in then}
        pair = {one.charge for one in then if one.receiver == gift.receiver}
        limits = f"where {gift.allowance} and {gift.per_person} to one person may"
        if gift.tally == Count.COUNTED and (len(spent) > gift.allowance or len(pair) > gift.per_person):
            yield f"{name} counts as one of {len(spent)} in seven days, {len(pair)} to one person, {limits}. {RESTORE}"
        is_new = gift.charged_at == gift.given_at
        has_room = len(spent - {gift.charge}) < gift.allowance and len(pair) < gift.per_person
        if gift.tally == Count.BEYOND and is_new and has_room:
            yield f"{name} does not count, though only {len(spent)} in seven days did {limits}. {RESTORE}"


def _guards(session: Session, workspace: WorkspaceId, by_giver: dict[str, list[Any]]) -> Iterator[str]:
    rows = session.execute(select(GuardRow.name, GuardRow.moves).where(GuardRow.workspace == workspace))
    moves = {row.name: row.moves for row in rows}
    for giver, gifts in by_giver.items():
        counted = [gift for gift in gifts if gift.tally != Count.FREE]
        latest = max((max(gift.move, gift.reversed or 0) for gift in counted), default=0)
        if moves.get(giver, 0) < latest:
            yield (
                f"kudos_guards {giver!r} stands at {moves.get(giver, 0)}, behind the ledger's {latest}. "
                f"Set its moves to {latest}."
            )


def _orphans(session: Session, workspace: WorkspaceId) -> Iterator[str]:
    """Whatever tells of a kudos or a gift that is not there."""
    reversals = (
        select(ReversalRow.gift)
        .outerjoin(GiftRow, with_reversals())
        .where(ReversalRow.workspace == workspace, GiftRow.id.is_(None))
    )
    for gift in session.scalars(reversals.order_by(ReversalRow.gift)):
        yield f"kudos_reversals {gift} takes back a gift that is missing: kudos_gifts {gift}. {RESTORE}"
    posts = (
        select(PostRow.promise, PostRow.gesture)
        .outerjoin(GestureRow, _of(PostRow.workspace, PostRow.gesture))
        .where(PostRow.workspace == workspace, GestureRow.id.is_(None))
    )
    for promise, gesture in session.execute(posts.order_by(PostRow.promise)):
        yield f"kudos_posts {promise} announces kudos_gestures {gesture}, which is missing. {REMOVE}"
    publications = (
        select(PublicationRow.gesture, PublicationRow.receiver)
        .outerjoin(
            GiftRow,
            and_(
                GiftRow.workspace == PublicationRow.workspace,
                GiftRow.gesture == PublicationRow.gesture,
                GiftRow.receiver == PublicationRow.receiver,
            ),
        )
        .where(PublicationRow.workspace == workspace, GiftRow.id.is_(None))
    )
    for gesture, receiver in session.execute(publications.order_by(PublicationRow.gesture)):
        yield f"kudos_publications {gesture} of {receiver!r} publishes what was never given. {REMOVE}"


def _of(workspace: Any, gesture: Any) -> ColumnElement[bool]:
    return and_(GestureRow.workspace == workspace, GestureRow.id == gesture)
