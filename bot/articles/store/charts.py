"""Which pages does a collection have, as links see them? And in which collections is it to be found out anew?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from bot import db
from bot.articles.rules import State
from bot.articles.store.tables import IS_CURRENT, ArticleRow, AudienceRow, CollectionRow, RevisionRow, SectionRow
from bot.circles.rules import Name
from bot.ids import ArticleId, WorkspaceId


@dataclass(frozen=True, kw_only=True)
class Charted:
    """A published article: what it is called, the headings it has (path and anchor), and for whom it is."""

    id: ArticleId
    key: str
    path: str
    title: str
    aliases: tuple[str, ...]
    headings: tuple[tuple[tuple[str, ...], str], ...]
    readers: tuple[Name, ...]


def outdate(session: Session, workspace: WorkspaceId, collection: str) -> None:
    """Have it found out anew what the links of a collection mean."""
    row = db.insert(session, CollectionRow).values(
        workspace=workspace, collection=collection, readers=[], has_old_links=True
    )
    changed = {"has_old_links": True}
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "collection"], set_=changed))


def outdated(session: Session) -> tuple[tuple[WorkspaceId, str], ...]:
    """Return the collections whose links are to be found out anew, of every workspace."""
    rows = select(CollectionRow.workspace, CollectionRow.collection).where(CollectionRow.has_old_links)
    ordered = rows.order_by(CollectionRow.workspace, CollectionRow.collection)
    return tuple((WorkspaceId(workspace), collection) for workspace, collection in session.execute(ordered))


def update_done(session: Session, workspace: WorkspaceId, collection: str) -> None:
    """The links of a collection mean what they should."""
    one = (CollectionRow.workspace == workspace, CollectionRow.collection == collection)
    session.execute(update(CollectionRow).where(*one).values(has_old_links=False))


def of(session: Session, workspace: WorkspaceId, collection: str) -> Iterator[Charted]:
    """Return the published articles of a collection."""
    here = (
        ArticleRow.workspace == workspace,
        ArticleRow.collection == collection,
        ArticleRow.state == State.PUBLISHED,
    )
    circles: dict[str, tuple[Name, ...]] = defaultdict(tuple)
    named = select(AudienceRow.audience, AudienceRow.circle).where(AudienceRow.workspace == workspace)
    for audience, circle in session.execute(named.order_by(AudienceRow.circle)):
        circles[audience] += (Name(circle),)
    headings: dict[int, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    cut = select(SectionRow.article, SectionRow.path, SectionRow.anchor).join(
        ArticleRow, and_(ArticleRow.workspace == SectionRow.workspace, ArticleRow.id == SectionRow.article)
    )
    for article, above, anchor in session.execute(cut.where(*here)):
        headings[article].append((tuple(above), anchor))
    rows = select(
        ArticleRow.id, ArticleRow.key, ArticleRow.audience, RevisionRow.path, RevisionRow.title, RevisionRow.aliases
    ).join(
        RevisionRow,
        IS_CURRENT,
    )
    for id, key, audience, path, title, aliases in session.execute(rows.where(*here).order_by(ArticleRow.id)):
        yield Charted(
            id=ArticleId(id),
            key=key,
            path=path,
            title=title,
            aliases=tuple(aliases),
            headings=tuple(headings[id]),
            readers=circles[audience],
        )
