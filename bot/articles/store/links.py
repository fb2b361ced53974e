"""Where do the links in an article lead? To other articles, by what is written in the text."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import and_, delete, func, insert, select
from sqlalchemy.orm import Session, aliased

from bot.articles import rules
from bot.articles.rules.leads import Lead, deep
from bot.articles.rules.readers import Reader
from bot.articles.store.forwards import ForwardRow
from bot.articles.store.readers import may_read
from bot.articles.store.tables import IS_CURRENT, ArticleRow, LinkRow, RevisionRow
from bot.db import many
from bot.ids import ArticleId, WorkspaceId

#: By article, and by what is written: the articles that are meant, and the heading in each; somebody is led to the
#: first that they may read.
Links = Mapping[ArticleId, Mapping[str, tuple[tuple[ArticleId, str], ...]]]


def leads(
    session: Session, workspace: WorkspaceId, articles: Collection[ArticleId], reader: Reader
) -> dict[ArticleId, dict[str, Lead]]:
    """Return where the links of these articles lead, by what is written; to what is published and may be read."""
    meant, gone = func.coalesce(ForwardRow.target, LinkRow.target), aliased(ArticleRow)
    columns = (LinkRow.article, LinkRow.address, LinkRow.anchor, meant, RevisionRow.title, RevisionRow.url)
    asked = (
        select(*columns)
        .join(gone, and_(gone.workspace == LinkRow.workspace, gone.id == LinkRow.target))
        .outerjoin(
            ForwardRow,
            and_(
                ForwardRow.workspace == gone.workspace,
                ForwardRow.article == gone.id,
                gone.state == rules.State.RETIRED,
            ),
        )
        .join(ArticleRow, and_(ArticleRow.workspace == LinkRow.workspace, ArticleRow.id == meant))
        .join(
            RevisionRow,
            IS_CURRENT,
        )
        .where(
            LinkRow.workspace == workspace,
            LinkRow.article.in_(articles),
            ArticleRow.state == rules.State.PUBLISHED,
            may_read(reader),
        )
        .order_by(LinkRow.rank)
    )
    found: dict[ArticleId, dict[str, Lead]] = {}
    for article, address, anchor, target, title, url in session.execute(asked):
        lead = Lead(article=ArticleId(target), title=title, url=deep(url, anchor))
        found.setdefault(ArticleId(article), {}).setdefault(address, lead)
    return found


def kept(session: Session, workspace: WorkspaceId, articles: Collection[ArticleId]) -> Links:
    """Return the links of these articles as they are written down."""
    found: dict[ArticleId, dict[str, tuple[tuple[ArticleId, str], ...]]] = {}
    columns = (LinkRow.article, LinkRow.address, LinkRow.target, LinkRow.anchor)
    for some in many(list(articles)):
        asked = select(*columns).where(LinkRow.workspace == workspace, LinkRow.article.in_(some))
        for article, address, target, anchor in session.execute(asked.order_by(LinkRow.rank)):
            those = found.setdefault(ArticleId(article), {})
            those[address] = (*those.get(address, ()), (ArticleId(target), anchor))
    return found


def replace(session: Session, workspace: WorkspaceId, links: Links) -> None:
    """Write these articles' links down, in the place of those they had."""
    for some in many(list(links)):
        session.execute(delete(LinkRow).where(LinkRow.workspace == workspace, LinkRow.article.in_(some)))
        if rows := list(_rows(workspace, {id: links[ArticleId(id)] for id in map(ArticleId, some)})):
            session.execute(insert(LinkRow), rows)


def _rows(workspace: WorkspaceId, links: Links) -> Iterable[dict[str, object]]:
    for article, those in links.items():
        for address, targets in those.items():
            for rank, (target, anchor) in enumerate(targets):
                yield {
                    "workspace": workspace,
                    "article": article,
                    "address": address,
                    "rank": rank,
                    "target": target,
                    "anchor": anchor,
                }
