"""What has use shown of an article: how many people has it helped, and since when?"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from bot.answers.store.reactions import FeedbackRow
from bot.ids import ArticleId, WorkspaceId


def helped(
    session: Session, workspace: WorkspaceId, since: Mapping[ArticleId, datetime | None]
) -> dict[ArticleId, int]:
    """Count the people each article has helped since a moment, or ever; those that helped nobody are left out."""
    if not since:
        return {}
    each = [
        FeedbackRow.article == article
        if at is None
        else and_(FeedbackRow.article == article, FeedbackRow.given_at >= at)
        for article, at in since.items()
    ]
    rows = session.execute(
        select(FeedbackRow.article, func.count(FeedbackRow.user.distinct()))
        .where(FeedbackRow.workspace == workspace, FeedbackRow.is_helpful, or_(*each))
        .group_by(FeedbackRow.article)
    )
    return {ArticleId(article): count for article, count in rows if article is not None}


def people(session: Session, workspace: WorkspaceId, articles: Collection[ArticleId], *, since: datetime) -> int:
    """Count the people whom any of these articles has helped since a moment."""
    rows = select(func.count(FeedbackRow.user.distinct())).where(
        FeedbackRow.workspace == workspace,
        FeedbackRow.is_helpful,
        FeedbackRow.article.in_(articles),
        FeedbackRow.given_at >= since,
    )
    return session.scalar(rows) or 0
