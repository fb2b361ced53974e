"""How are articles read back? Values out, never rows."""

from collections.abc import Collection

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, defer

from bot.articles import rules
from bot.articles.rules.readers import EVERYONE, Audience, Reader
from bot.articles.store import cuts, standing
from bot.articles.store.readers import may_read
from bot.articles.store.tables import IS_CURRENT, ArticleRow, KnowledgeVersionRow, RevisionRow, TopicRow
from bot.circles.rules import Name
from bot.db import many
from bot.ids import ArticleId, UserId, WorkspaceId
from bot.markup.sections import Section
from bot.search import article as search

Current = Select[ArticleRow, RevisionRow]

WITHOUT_SOURCE = defer(RevisionRow.source, raiseload=True)


def version(session: Session, workspace: WorkspaceId) -> int:
    """Return the version of the knowledge base; 0 before anything was put in."""
    found = session.scalar(select(KnowledgeVersionRow.version).where(KnowledgeVersionRow.workspace == workspace))
    return found or 0


def audiences(session: Session, workspace: WorkspaceId, *, since: int = 0) -> dict[ArticleId, Audience]:
    """Return whose eyes each article is for that changed after a version; those for everyone are left out."""
    asked = select(ArticleRow.id, ArticleRow.audience).where(
        ArticleRow.workspace == workspace, ArticleRow.changed_in > since, ArticleRow.audience != EVERYONE
    )
    return {ArticleId(id): Audience(one) for id, one in session.execute(asked)}


def searchable(session: Session, workspace: WorkspaceId, *, since: int = 0) -> dict[ArticleId, search.Article | None]:
    """Return what changed after a version as search knows it; None stands for one that is not to be found.

    Whose eyes each is for is told by `audiences`.
    """
    asked = current(workspace).where(ArticleRow.changed_in > since).order_by(ArticleRow.id)
    if not since:
        asked = asked.where(ArticleRow.state == rules.State.PUBLISHED)
    rows = session.execute(asked.options(WITHOUT_SOURCE)).all()
    cut = cuts.sections(session, workspace, [ArticleId(row.id) for row, _ in rows] if since else None)
    return {ArticleId(row.id): _searchable(row, revision, cut.get(ArticleId(row.id), ())) for row, revision in rows}


def several(session: Session, workspace: WorkspaceId, ids: Collection[ArticleId]) -> tuple[search.Article, ...]:
    """Return those of these articles that can be found, as search knows them."""
    published = current(workspace).where(ArticleRow.state == rules.State.PUBLISHED).order_by(ArticleRow.id)
    published = published.options(WITHOUT_SOURCE)
    rows = [row for some in many(sorted(ids)) for row in session.execute(published.where(ArticleRow.id.in_(some)))]
    cut = cuts.sections(session, workspace, ids)
    found = (_searchable(row, revision, cut.get(ArticleId(row.id), ())) for row, revision in rows)
    return tuple(article for article in found if article is not None)


def published(
    session: Session,
    workspace: WorkspaceId,
    reader: Reader,
    *,
    ids: Collection[ArticleId] | None = None,
    topics: Collection[str] | None = None,
    newest: int | None = None,
) -> tuple[rules.Article, ...]:
    """Return published articles that somebody may read: these, those of a topic, or the last that changed."""
    asked = current(workspace).where(ArticleRow.state == rules.State.PUBLISHED, may_read(reader))
    if ids is not None:
        asked = asked.where(ArticleRow.id.in_(ids))
    if topics is not None:
        tagged = select(TopicRow.article).where(TopicRow.workspace == workspace, TopicRow.topic.in_(topics))
        asked = asked.where(ArticleRow.id.in_(tagged))
    if newest is not None:
        last_first = (ArticleRow.changed_at.desc(), ArticleRow.changed_in.desc(), ArticleRow.id.desc())
        asked = asked.order_by(*last_first).limit(newest)
    rows = session.execute(asked.options(WITHOUT_SOURCE)).all()
    known = standing.recorded(session, workspace, [row.id for row, _ in rows])
    return tuple(_article(row, revision, known.get(ArticleId(row.id))) for row, revision in rows)


def titled(session: Session, workspace: WorkspaceId, title: str, reader: Reader) -> ArticleId | None:
    """Return the published article of a title, the newest of several, that somebody may read."""
    wanted = " ".join(title.casefold().split())
    asked = current(workspace).where(ArticleRow.state == rules.State.PUBLISHED, may_read(reader))
    rows = session.execute(asked.with_only_columns(ArticleRow.id, RevisionRow.title).order_by(ArticleRow.id.desc()))
    return next((ArticleId(id) for id, one in rows if " ".join(one.casefold().split()) == wanted), None)


def any_state(
    session: Session, workspace: WorkspaceId, reader: Reader, *, ids: Collection[ArticleId]
) -> tuple[rules.Article, ...]:
    """Return those of these articles that somebody may read, published or not."""
    asked = current(workspace).where(may_read(reader), ArticleRow.id.in_(ids)).options(WITHOUT_SOURCE)
    return tuple(_article(row, revision, None) for row, revision in session.execute(asked))


def retired(
    session: Session, workspace: WorkspaceId, reader: Reader, *, skip: int, most: int
) -> tuple[rules.Article, ...]:
    """Return what curators took out, of what somebody may read, the last first."""
    asked = current(workspace).where(ArticleRow.state == rules.State.RETIRED, may_read(reader)).options(WITHOUT_SOURCE)
    last_first = asked.order_by(ArticleRow.changed_at.desc(), ArticleRow.id.desc()).offset(skip).limit(most)
    return tuple(_article(row, revision, None) for row, revision in session.execute(last_first))


def count_retired(session: Session, workspace: WorkspaceId, reader: Reader) -> int:
    gone = (ArticleRow.workspace == workspace, ArticleRow.state == rules.State.RETIRED, may_read(reader))
    return session.scalar(select(func.count()).select_from(ArticleRow).where(*gone)) or 0


def page(session: Session, workspace: WorkspaceId, id: ArticleId, reader: Reader) -> rules.Page:
    found = session.execute(current(workspace).where(ArticleRow.id == id, may_read(reader))).first()
    if found is None:
        raise rules.NoArticle
    row, current_revision = found
    known = standing.recorded(session, workspace, [row.id])
    return rules.Page(
        article=_article(row, current_revision, known.get(id)),
        text=revision(current_revision).text,
        sections=cuts.sections(session, workspace, [id]).get(id, ()),
    )


def sources(session: Session, workspace: WorkspaceId, collection: str | None) -> tuple[tuple[str, str, str], ...]:
    """Return the collection, path and source of published articles, of one collection or of all."""
    asked = current(workspace).where(ArticleRow.state == rules.State.PUBLISHED).order_by(RevisionRow.path)
    if collection is not None:
        asked = asked.where(ArticleRow.collection == collection)
    columns = asked.with_only_columns(ArticleRow.collection, RevisionRow.path, RevisionRow.source)
    return tuple((name, path, source) for name, path, source in session.execute(columns))


def current(workspace: WorkspaceId) -> Current:
    """Ask for the articles of a workspace, each with its current revision."""
    return select(ArticleRow, RevisionRow).join(RevisionRow, IS_CURRENT).where(ArticleRow.workspace == workspace)


def revisions(session: Session, workspace: WorkspaceId, article: ArticleId) -> tuple[rules.Revision, ...]:
    """Return every state an article was in, the newest first."""
    one = (RevisionRow.workspace == workspace, RevisionRow.article == article)
    return tuple(map(revision, session.scalars(select(RevisionRow).where(*one).order_by(RevisionRow.number.desc()))))


def sizes(session: Session, workspace: WorkspaceId, reader: Reader) -> dict[str, int]:
    """Return how many published articles each collection has that somebody may read."""
    published = (ArticleRow.workspace == workspace, ArticleRow.state == rules.State.PUBLISHED, may_read(reader))
    counted = select(ArticleRow.collection, func.count()).where(*published).group_by(ArticleRow.collection)
    return dict(session.execute(counted).all())


def topics(session: Session, workspace: WorkspaceId, reader: Reader) -> tuple[rules.Topic, ...]:
    """Return the topics of the published articles that somebody may read; what explains the bot is left out."""
    count = func.count()
    about_the_bot = select(TopicRow.article).where(TopicRow.workspace == workspace, TopicRow.topic == rules.ABOUT_ME)
    is_own = and_(ArticleRow.collection == rules.STARTER, ArticleRow.id.in_(about_the_bot))
    asked = (
        select(TopicRow.topic, func.min(TopicRow.label), count)
        .join(ArticleRow, and_(ArticleRow.workspace == TopicRow.workspace, ArticleRow.id == TopicRow.article))
        .where(TopicRow.workspace == workspace, ArticleRow.state == rules.State.PUBLISHED, may_read(reader), ~is_own)
        .group_by(TopicRow.topic)
        .order_by(count.desc(), TopicRow.topic)
    )
    return tuple(rules.Topic(key=key, label=label, count=number) for key, label, number in session.execute(asked))


def facts(row: RevisionRow) -> rules.Facts:
    return rules.Facts(
        title=row.title,
        tags=tuple(row.tags),
        aliases=tuple(row.aliases),
        owner=row.owner,
        url=row.url,
        language=row.language,
        verified_on=row.verified_on,
        review_every=row.review_every,
        readers=None if row.readers is None else tuple(map(Name, row.readers)),
    )


def revision(row: RevisionRow) -> rules.Revision:
    return rules.Revision(
        number=row.number,
        made_at=row.made_at,
        made_by=None if row.made_by is None else UserId(row.made_by),
        origin=row.origin,
        why=row.why or "",
        path=row.path,
        source=row.source,
        hash=row.hash,
        starts_at=row.starts_at,
        facts=facts(row),
    )


def _searchable(row: ArticleRow, current: RevisionRow, cut: tuple[Section, ...]) -> search.Article | None:
    if row.state != rules.State.PUBLISHED or rules.is_silent(cut, current.url):
        return None
    return search.Article(
        id=str(row.id),
        title=current.title,
        cut=cut,
        tags=tuple(current.tags),
        aliases=tuple(current.aliases),
        is_bundled=row.collection == rules.STARTER,
        language=current.language or None,
    )


def _article(row: ArticleRow, current: RevisionRow, recorded: rules.Verification | None) -> rules.Article:
    return rules.Article(
        id=ArticleId(row.id),
        collection=row.collection,
        path=current.path,
        state=rules.State(row.state),
        revision=row.revision,
        changed_in=row.changed_in,
        changed_at=row.changed_at,
        facts=facts(current),
        audience=Audience(row.audience),
        verification=rules.newest(current.verified_on, recorded),
    )
