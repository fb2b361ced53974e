"""What is old enough to be forgotten? Settled flags, corrections that everybody has heard of, and letters."""

from datetime import datetime

from sqlalchemy import delete, exists, select, tuple_
from sqlalchemy.orm import Session

from bot.desk.store.tables import CorrectionRow, FlagRow, LetterRow, ReaderRow
from bot.ids import WorkspaceId

MANY = 500


def forget(session: Session, workspace: WorkspaceId, *, before: datetime) -> int:
    """Remove some of what is older than a moment; return how many rows went."""
    flags = select(FlagRow.id).where(FlagRow.workspace == workspace, FlagRow.closed_at < before).limit(MANY)
    one = delete(FlagRow).where(FlagRow.workspace == workspace, FlagRow.id.in_(list(session.scalars(flags))))
    gone = len(session.execute(one.returning(FlagRow.id)).all())
    told = select(ReaderRow.correction, ReaderRow.user).where(
        ReaderRow.workspace == workspace, ReaderRow.told_at < before
    )
    some = [tuple(row) for row in session.execute(told.limit(MANY))]
    if some:
        key = tuple_(ReaderRow.correction, ReaderRow.user)
        session.execute(delete(ReaderRow).where(ReaderRow.workspace == workspace, key.in_(some)))
    letters = delete(LetterRow).where(LetterRow.workspace == workspace, LetterRow.written_at < before)
    gone += len(session.execute(letters.returning(LetterRow.user)).all())
    left = exists().where(ReaderRow.workspace == CorrectionRow.workspace, ReaderRow.correction == CorrectionRow.id)
    known = delete(CorrectionRow).where(
        CorrectionRow.workspace == workspace, CorrectionRow.found_at < before, CorrectionRow.at < before, ~left
    )
    return gone + len(some) + len(session.execute(known.returning(CorrectionRow.id)).all())
