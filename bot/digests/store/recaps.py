"""Whose month has been told? A row a person and month: whoever makes it tells it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.db import insert
from bot.digests.store.tables import RecapRow
from bot.ids import UserId, WorkspaceId


def claim(session: Session, workspace: WorkspaceId, user: UserId, period: str, *, now: datetime) -> bool:
    """Claim a person's month; False when it was told before."""
    row = insert(session, RecapRow).values(workspace=workspace, user=user, period=period, told_at=now)
    return session.scalar(row.on_conflict_do_nothing().returning(RecapRow.user)) is not None


def claimed(session: Session, workspace: WorkspaceId, periods: Sequence[str]) -> frozenset[tuple[UserId, str]]:
    """Return whose months are told."""
    asked = select(RecapRow.user, RecapRow.period).where(RecapRow.workspace == workspace, RecapRow.period.in_(periods))
    return frozenset((UserId(user), period) for user, period in session.execute(asked))


def of(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[tuple[str, datetime], ...]:
    """Return the months a person was told of, and when; the newest first."""
    mine = select(RecapRow.period, RecapRow.told_at).where(RecapRow.workspace == workspace, RecapRow.user == user)
    return tuple((row.period, row.told_at) for row in session.execute(mine.order_by(RecapRow.period.desc())))


def forget(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    session.execute(delete(RecapRow).where(RecapRow.workspace == workspace, RecapRow.user == user))
