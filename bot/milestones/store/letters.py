"""Which letters did leaders get? A row a leader and week: whoever makes it writes the letter."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.db import insert
from bot.ids import UserId, WorkspaceId
from bot.milestones.rules import MilestoneId
from bot.milestones.store.tables import LetterRow


def claim(
    session: Session,
    workspace: WorkspaceId,
    user: UserId,
    *,
    period: str,
    milestones: Sequence[MilestoneId],
    now: datetime,
) -> bool:
    """Claim a leader's letter of a week; False when it was written before."""
    row = insert(session, LetterRow).values(
        workspace=workspace, user=user, period=period, milestones=list(milestones), written_at=now
    )
    return session.scalar(row.on_conflict_do_nothing().returning(LetterRow.user)) is not None


def claimed(session: Session, workspace: WorkspaceId, *, period: str) -> frozenset[UserId]:
    """Return whose letter of this week is written."""
    asked = select(LetterRow.user).where(LetterRow.workspace == workspace, LetterRow.period == period)
    return frozenset(UserId(user) for user in session.scalars(asked))


def of(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[tuple[str, datetime], ...]:
    """Return the weeks whose letter a leader got, and when; the newest first."""
    mine = select(LetterRow.period, LetterRow.written_at)
    mine = mine.where(LetterRow.workspace == workspace, LetterRow.user == user)
    return tuple((row.period, row.written_at) for row in session.execute(mine.order_by(LetterRow.written_at.desc())))


def forget(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    session.execute(delete(LetterRow).where(LetterRow.workspace == workspace, LetterRow.user == user))
