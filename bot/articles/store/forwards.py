"""Where does an article lead that was merged into another one?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKeyConstraint, String, and_, delete, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from bot.articles import rules
from bot.articles.store.tables import IS_CURRENT, ArticleRow, RevisionRow
from bot.db import Base, UtcDateTime, insert
from bot.ids import ArticleId, WorkspaceId

HOPS = 5  #: an article may be merged into one that is merged in its turn


class ForwardRow(Base):
    __tablename__ = "article_forwards"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "article"],
            ["articles.workspace", "articles.id"],
            name="fk_article_forwards_workspace_article",
        ),
        ForeignKeyConstraint(
            ["workspace", "target"], ["articles.workspace", "articles.id"], name="fk_article_forwards_workspace_target"
        ),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    article: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    target: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, kw_only=True)
class Merged:
    """What an article was called that is a part of another one now."""

    target: ArticleId
    names: tuple[str, ...]


def add(session: Session, workspace: WorkspaceId, article: ArticleId, target: ArticleId, *, now: datetime) -> None:
    row = insert(session, ForwardRow).values(workspace=workspace, article=article, target=target, at=now)
    session.execute(
        row.on_conflict_do_update(index_elements=["workspace", "article"], set_={"target": target, "at": now})
    )


def remove(session: Session, workspace: WorkspaceId, article: ArticleId) -> None:
    own = (ForwardRow.workspace == workspace, ForwardRow.article == article)
    session.execute(delete(ForwardRow).where(*own))


def target(session: Session, workspace: WorkspaceId, article: ArticleId) -> ArticleId | None:
    """Return the article that one was merged into; None for one that was not."""
    rows = select(ForwardRow.target).where(ForwardRow.workspace == workspace, ForwardRow.article == article)
    found = session.scalar(rows)
    return None if found is None else ArticleId(found)


def merged(session: Session, workspace: WorkspaceId) -> Mapping[ArticleId, Merged]:
    """Return what articles were called that are a part of another one now; the last of a row of merges counts.

    Not of one that came back with its file, or is for other readers by now.
    """
    kept = aliased(ArticleRow)
    rows = session.execute(
        select(ForwardRow.article, ForwardRow.target, RevisionRow.title, RevisionRow.aliases)
        .join(ArticleRow, and_(ArticleRow.workspace == ForwardRow.workspace, ArticleRow.id == ForwardRow.article))
        .join(kept, and_(kept.workspace == ForwardRow.workspace, kept.id == ForwardRow.target))
        .join(
            RevisionRow,
            IS_CURRENT,
        )
        .where(
            ForwardRow.workspace == workspace,
            ArticleRow.state == rules.State.RETIRED,
            ArticleRow.audience == kept.audience,
        )
        .order_by(ForwardRow.article)
    ).all()
    targets = {article: target for article, target, _, _ in rows}
    found: dict[ArticleId, Merged] = {}
    for article, target, title, aliases in rows:
        for _ in range(HOPS):
            target = targets.get(target, target)
        found[ArticleId(article)] = Merged(target=ArticleId(target), names=(title, *aliases))
    return found
