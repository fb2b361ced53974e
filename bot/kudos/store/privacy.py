"""Where does a person stand in the ledger, and how does a tombstone take their place?"""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId
from bot.kudos.rules import GestureId
from bot.kudos.store.tables import GestureRow, GiftRow, GuardRow, PostRow, PublicationRow, ReversalRow


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


def forget_person(session: Session, erasure: Erasure, touched: frozenset[GestureId]) -> None:
    """Replace a person by a tombstone everywhere in the ledger, and their words by nothing."""
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


def _reword(session: Session, erasure: Erasure, touched: frozenset[GestureId]) -> None:
    """Remove what they wrote, and their name from what others wrote about them."""
    concerned = select(GestureRow).where(GestureRow.workspace == erasure.workspace, GestureRow.id.in_(touched))
    for row in session.scalars(concerned):
        row.reason = "" if row.giver == erasure.user else erasure.out_of(row.reason, is_about=True)
    notes = select(ReversalRow).where(ReversalRow.workspace == erasure.workspace)
    for reversal in session.scalars(notes.where(ReversalRow.by == erasure.user)):
        reversal.note = ""
    session.flush()
