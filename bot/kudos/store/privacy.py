"""Where does a person stand in the ledger, and how does a tombstone take their place?"""

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.db import insert
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


def forget_some(session: Session, erasure: Erasure, touched: frozenset[GestureId]) -> None:
    """Replace a person by a tombstone in these kudos, and their words by nothing."""
    _stand_in(session, erasure)
    _reword(session, erasure, touched)
    for row, gesture in ((GestureRow, GestureRow.id), (GiftRow, GiftRow.gesture)):
        here = (row.workspace == erasure.workspace, gesture.in_(touched))
        session.execute(update(row).where(*here, row.giver == erasure.user).values(giver=erasure.tombstone))
    for told in (GiftRow, PublicationRow, PostRow):
        which = (told.workspace == erasure.workspace, told.gesture.in_(touched), told.receiver == erasure.user)
        session.execute(update(told).where(*which).values(receiver=erasure.tombstone))
    session.flush()
    session.expire_all()


def forget_person(session: Session, erasure: Erasure) -> None:
    """Replace a person by a tombstone in the rest of the ledger: its order, its notes, its keys."""
    _stand_down(session, erasure)
    own = (ReversalRow.workspace == erasure.workspace, ReversalRow.by == erasure.user)
    session.execute(update(ReversalRow).where(*own).values(note=""))
    erasure.replace(session, ReversalRow.by, GuardRow.name)
    erasure.replace_in(session, GestureRow.key)
    erasure.sweep(session, GestureRow.reason, ReversalRow.note)
    session.flush()


def _stand_in(session: Session, erasure: Erasure) -> None:
    """Let the tombstone's moves be counted as far as the person's: their gifts become its, one after the other."""
    asked = select(GuardRow.moves).where(GuardRow.workspace == erasure.workspace, GuardRow.name == erasure.user)
    moves = session.scalar(asked)
    if moves is not None:
        row = insert(session, GuardRow).values(workspace=erasure.workspace, name=erasure.tombstone, moves=moves)
        session.execute(row.on_conflict_do_update(index_elements=["workspace", "name"], set_={"moves": moves}))


def _stand_down(session: Session, erasure: Erasure) -> None:
    """Make room for the person's own count under the tombstone's name."""
    own = aliased(GuardRow)
    is_there = select(own.name).where(own.workspace == erasure.workspace, own.name == erasure.user).exists()
    stood_in = (GuardRow.workspace == erasure.workspace, GuardRow.name == erasure.tombstone)
    session.execute(delete(GuardRow).where(*stood_in, is_there))


def _reword(session: Session, erasure: Erasure, touched: frozenset[GestureId]) -> None:
    """Remove what they wrote, and their name from what others wrote about them."""
    concerned = select(GestureRow).where(GestureRow.workspace == erasure.workspace, GestureRow.id.in_(touched))
    for row in session.scalars(concerned):
        row.reason = "" if row.giver == erasure.user else erasure.out_of(row.reason, is_about=True)
    session.flush()
