"""Which article is it that goes by this key?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.articles.rules import State
from bot.articles.store.tables import ArticleRow
from bot.ids import ArticleId, WorkspaceId


def by_key(session: Session, workspace: WorkspaceId, collection: str, key: str) -> ArticleId | None:
    """Return the published article of a collection that has this key."""
    found = session.scalar(
        select(ArticleRow.id).where(
            ArticleRow.workspace == workspace,
            ArticleRow.collection == collection,
            ArticleRow.key == key,
            ArticleRow.state == State.PUBLISHED,
        )
    )
    return None if found is None else ArticleId(found)
