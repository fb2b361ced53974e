"""Which articles has somebody said are not theirs to check, and who has had their letter?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import insert
from bot.desk.store.tables import LetterRow, PassedRow
from bot.ids import ArticleId, UserId, WorkspaceId


def pass_on(session: Session, workspace: WorkspaceId, article: ArticleId, user: UserId, *, now: datetime) -> None:
    row = insert(session, PassedRow).values(workspace=workspace, article=article, user=user, at=now)
    session.execute(row.on_conflict_do_nothing())


def passed(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[ArticleId]:
    """Return what somebody passed on."""
    rows = select(PassedRow.article).where(PassedRow.workspace == workspace, PassedRow.user == user)
    return frozenset(map(ArticleId, session.scalars(rows)))


def passed_on(
    session: Session, workspace: WorkspaceId, articles: Sequence[ArticleId]
) -> frozenset[tuple[ArticleId, UserId]]:
    """Return who passed on which of these articles."""
    rows = select(PassedRow.article, PassedRow.user).where(
        PassedRow.workspace == workspace, PassedRow.article.in_(articles)
    )
    return frozenset((ArticleId(article), UserId(user)) for article, user in session.execute(rows))


def claim(session: Session, workspace: WorkspaceId, user: UserId, *, period: str, now: datetime) -> bool:
    """Claim somebody's letter of a week or month; False when it was written before."""
    row = insert(session, LetterRow).values(workspace=workspace, user=user, period=period, written_at=now)
    return session.scalar(row.on_conflict_do_nothing().returning(LetterRow.user)) is not None


def claimed(session: Session, workspace: WorkspaceId, *, period: str) -> frozenset[UserId]:
    """Return whose letter of this week or month is written."""
    rows = select(LetterRow.user).where(LetterRow.workspace == workspace, LetterRow.period == period)
    return frozenset(UserId(user) for user in session.scalars(rows))
