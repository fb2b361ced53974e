"""Does the ledger hold together? Every decision is made again from what was written, in the order it was made.

A giver's guard numbers their moves, and every gift keeps the limits of its moment, so each can be judged once more.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.ids import WorkspaceId
from bot.kudos.rules.budget import WINDOW, Count
from bot.kudos.store.reading import with_reversals
from bot.kudos.store.tables import GestureRow, GiftRow, GuardRow, ReversalRow

#: how far the clocks of two processes may be apart
SKEW = timedelta(days=1)


def drift(session: Session, workspace: WorkspaceId) -> tuple[str, ...]:
    """Return what is wrong, a sentence each."""
    rows = session.execute(
        select(
            GiftRow.id,
            GiftRow.giver,
            GiftRow.receiver,
            GiftRow.charge,
            GiftRow.charged_at,
            GiftRow.given_at,
            GiftRow.tally,
            GiftRow.move,
            GiftRow.allowance,
            GiftRow.per_person,
            GestureRow.giver.label("author"),
            ReversalRow.move.label("reversed"),
        )
        .outerjoin(GestureRow, (GestureRow.workspace == GiftRow.workspace) & (GestureRow.id == GiftRow.gesture))
        .outerjoin(ReversalRow, with_reversals())
        .where(GiftRow.workspace == workspace)
        .order_by(GiftRow.giver, GiftRow.move, GiftRow.id)
    ).all()
    by_giver: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_giver[row.giver].append(row)
    latest = {giver: max(row.move for row in gifts) for giver, gifts in by_giver.items()}
    return (
        *(sentence for row in rows for sentence in _gift(row)),
        *(sentence for giver, gifts in by_giver.items() for sentence in _budget(giver, gifts)),
        *_guards(session, workspace, latest),
        *_orphans(session, workspace),
    )


def _gift(row: Any) -> Iterator[str]:
    if row.author is None:
        yield f"Gift {row.id} belongs to no gesture."
    elif row.author != row.giver:
        yield f"Gift {row.id} and its gesture name different givers."
    if row.receiver == row.giver:
        yield f"Gift {row.id} thanks its own giver."


def _budget(giver: str, gifts: list[Any]) -> Iterator[str]:
    """Count again at each move what counted then: no more than the limits of that moment."""
    counted = sorted((row for row in gifts if row.tally == Count.COUNTED), key=lambda row: row.charged_at)
    moments = [row.charged_at for row in counted]
    seen: set[int] = set()
    for row in gifts:
        if row.tally != Count.COUNTED or row.charge in seen:
            continue
        seen.add(row.charge)
        first = bisect_right(moments, row.charged_at - WINDOW)
        last = bisect_right(moments, row.given_at + SKEW)  # what was charged later was not there at this move
        then = [
            one
            for one in counted[first:last]
            if one.move <= row.move and (one.reversed is None or one.reversed > row.move)
        ]
        if (spent := len({one.charge for one in then})) > row.allowance:
            yield f"{spent} kudos of {giver} count within seven days where {row.allowance} may (gift {row.id})."
        pair = {one.charge for one in then if one.receiver == row.receiver}
        if len(pair) > row.per_person:
            yield f"{len(pair)} kudos of {giver} to {row.receiver} count where {row.per_person} may (gift {row.id})."


def _guards(session: Session, workspace: WorkspaceId, latest: dict[str, int]) -> Iterator[str]:
    rows = session.execute(select(GuardRow.name, GuardRow.moves).where(GuardRow.workspace == workspace))
    moves = {row.name: row.moves for row in rows}
    for giver, move in latest.items():
        if moves.get(giver, 0) < move:
            yield f"The guard of {giver} stands at {moves.get(giver, 0)}, behind the ledger's {move}."


def _orphans(session: Session, workspace: WorkspaceId) -> Iterator[str]:
    lost = session.scalar(
        select(func.count())
        .select_from(ReversalRow)
        .outerjoin(GiftRow, with_reversals())
        .where(ReversalRow.workspace == workspace, GiftRow.id.is_(None))
    )
    if lost:
        yield f"{lost} reversals belong to no gift."
