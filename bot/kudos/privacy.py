"""What is kept of a person's kudos, for them to read; and how is it erased?

Their words go and their id becomes a tombstone; everybody's sums stay as they were.
"""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.erasure import Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.kudos.rules import GestureId
from bot.kudos.service import export, options, posts
from bot.kudos.store import drafts, reading
from bot.kudos.store.tables import GestureRow, GiftRow, GuardRow, PostRow, PublicationRow, ReversalRow


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    lines = export.mine(session, workspace, user)[::-1]
    return {
        "Kudos you gave": [_told(line, "to", "receiver") for line in lines if line["giver"] == user],
        "Kudos you got": [_told(line, "from", "giver") for line in lines if line["receiver"] == user],
        "Kudos you have begun": [
            {"at": one.made_at, "reason": one.wish.reason} for one in drafts.waiting(session, workspace, user)
        ],
    }


def _told(line: export.Line, label: str, other: str) -> dict[str, object]:
    """Say a gift as the one reads it who gave or got it."""
    return {
        "at": datetime.fromisoformat(line["given_at"]),
        label: line[f"{other}_name"] or line[other],
        "value": line["value"],
        "reason": line["reason"],
        "counts": line["counts"],
        "way": line["source"],
    }


def forget_person(session: Session, erasure: Erasure) -> None:
    """Replace a person by a tombstone everywhere in the ledger, and their words by nothing."""
    touched = concerning(session, erasure.workspace, erasure.user)
    _reword(session, erasure, touched)
    erasure.replace(
        session,
        GestureRow.giver,
        GiftRow.giver,
        GiftRow.receiver,
        ReversalRow.by,
        PublicationRow.receiver,
        PostRow.receiver,
        GuardRow.name,
    )
    erasure.replace_in(session, GestureRow.key)
    erasure.sweep(session, GestureRow.reason, ReversalRow.note)
    session.flush()
    session.expire_all()
    chosen = options.of(session, erasure.workspace)
    for number in touched:
        gesture = reading.find(session, erasure.workspace, number)
        if gesture is not None and gesture.seconds is None:
            posts.tell(session, gesture, options=chosen, now=erasure.now, opens=())
    drafts.forget(session, erasure.workspace, erasure.user)


def given(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[GestureId]:
    """Return the kudos a person gave."""
    found = select(GestureRow.id).where(GestureRow.workspace == workspace, GestureRow.giver == user)
    return frozenset(map(GestureId, session.scalars(found)))


def concerning(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[GestureId]:
    """Return the kudos a person gave, or was thanked or mentioned in."""
    got = select(GiftRow.gesture).where(GiftRow.workspace == workspace, GiftRow.receiver == user)
    found = select(GestureRow.id).where(
        GestureRow.workspace == workspace,
        or_(GestureRow.giver == user, GestureRow.id.in_(got), GestureRow.reason.contains(f"<@{user}>")),
    )
    return frozenset(map(GestureId, session.scalars(found)))


def _reword(session: Session, erasure: Erasure, touched: frozenset[GestureId]) -> None:
    """Remove what they wrote, and their name from what others wrote about them."""
    concerned = select(GestureRow).where(GestureRow.workspace == erasure.workspace, GestureRow.id.in_(touched))
    for row in session.scalars(concerned):
        row.reason = "" if row.giver == erasure.user else erasure.out_of(row.reason, is_about=True)
    notes = select(ReversalRow).where(ReversalRow.workspace == erasure.workspace)
    for reversal in session.scalars(notes.where(ReversalRow.by == erasure.user)):
        reversal.note = ""
    session.flush()
