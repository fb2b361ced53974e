"""How often has somebody called in this minute?"""

from datetime import datetime

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from bot.db import MANY, insert
from bot.doors.store.tables import CallRow
from bot.ids import UserId, WorkspaceId

EVERYBODY = UserId("")  #: counts for all together


def count(session: Session, workspace: WorkspaceId, user: UserId, *, minute: datetime) -> int:
    """Count one call more, and return how many there are."""
    row = insert(session, CallRow).values(workspace=workspace, user=user, minute=minute, count=1)
    more = row.on_conflict_do_update(
        index_elements=["workspace", "user", "minute"], set_={"count": CallRow.count + 1}
    ).returning(CallRow.count)
    return int(session.scalars(more).one())


def tidy(session: Session, *, before: datetime) -> int:
    """Remove some counts of earlier minutes; return how many."""
    old = select(CallRow.workspace, CallRow.user, CallRow.minute).where(CallRow.minute < before).limit(MANY)
    some = [tuple(found) for found in session.execute(old.with_for_update(skip_locked=True))]
    if some:
        session.execute(delete(CallRow).where(tuple_(CallRow.workspace, CallRow.user, CallRow.minute).in_(some)))
    return len(some)


def forget(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    session.execute(delete(CallRow).where(CallRow.workspace == workspace, CallRow.user == user))
