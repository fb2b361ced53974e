"""What can be done with the knowledge base? Read it for the index and for people; say that an article is right."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.articles import rules, store
from bot.articles.rules import topics as folding
from bot.articles.rules.readers import Audience, Reader
from bot.articles.service import pages, readers
from bot.articles.store import forwards, links, saving, standing
from bot.ids import ArticleId, UserId, WorkspaceId
from bot.people import service as people
from bot.search import article as search


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Everything that can be searched, at one version."""

    version: int
    articles: tuple[search.Article, ...]
    #: Whose eyes each is for that is not for everyone's.
    audiences: Mapping[ArticleId, Audience]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What an index must do to come to `version`."""

    version: int
    #: Published ones that are new or different.
    changed: tuple[search.Article, ...]
    #: Archived and emptied ones; some may never have been in the index.
    removed: tuple[ArticleId, ...]
    #: Whose eyes each is for that is not for everyone's.
    audiences: Mapping[ArticleId, Audience]


def version(session: Session, workspace: WorkspaceId) -> int:
    """Return the version of the knowledge base; 0 before anything was put in."""
    return store.version(session, workspace)


def snapshot(session: Session, workspace: WorkspaceId) -> Snapshot:
    """Return all published articles as search knows them; call it in a `reading`, which sees one moment."""
    return Snapshot(
        version=store.version(session, workspace),
        articles=tuple(article for article in store.searchable(session, workspace).values() if article is not None),
        audiences=store.audiences(session, workspace),
    )


def changes(session: Session, workspace: WorkspaceId, since: int) -> Changes:
    """Return what changed after version `since`; call it in a `reading`."""
    found = store.searchable(session, workspace, since=since)
    return Changes(
        version=store.version(session, workspace),
        changed=tuple(article for article in found.values() if article is not None),
        removed=tuple(id for id, article in found.items() if article is None),
        audiences=store.audiences(session, workspace, since=since),
    )


def several(session: Session, workspace: WorkspaceId, ids: Collection[ArticleId]) -> tuple[search.Article, ...]:
    """Return those of these articles that are published, as search knows them."""
    return store.several(session, workspace, ids)


def passages(
    session: Session,
    workspace: WorkspaceId,
    places: Sequence[rules.Place],
    reader: Reader,
    *,
    words: Set[str] = frozenset(),
) -> dict[rules.Place, rules.Passage]:
    """Return what stands at these places now, in their order, as far as somebody may read it.

    What is not published, or is gone, is left out.

    `words`: the question's; of short sections that are searched as one they tell which was meant.
    An index that is behind may mean another text: then `passage.article.changed_in` is greater than its version.
    """
    texts = pages.texts(session, workspace, {place.article for place in places}, reader)
    found = ((place, texts[place.article].passage(place, words)) for place in places if place.article in texts)
    there = {place: passage for place, passage in found if passage is not None}
    leading = {place.article for place in there if texts[place.article].has_leads}
    leads = links.leads(session, workspace, leading, reader) if leading else {}
    return {
        place: replace(passage, leads=leads[place.article]) if place.article in leads else passage
        for place, passage in there.items()
    }


def article(session: Session, workspace: WorkspaceId, id: ArticleId, reader: Reader) -> rules.Page:
    """Return an article whole, archived or not; raise `NoArticle` when there is none, or none for this reader."""
    return store.page(session, workspace, id, reader)


def published(session: Session, workspace: WorkspaceId, id: ArticleId, reader: Reader) -> rules.Page:
    """Return a published article whole, or the one that it was merged into; raise `NoArticle` when there is neither.

    One that was taken out is as one that never was.
    """
    page = store.page(session, workspace, id, reader)
    for _ in range(forwards.HOPS):
        if page.article.state is rules.State.PUBLISHED:
            return replace(
                page, leads=links.leads(session, workspace, [page.article.id], reader).get(page.article.id, {})
            )
        target = forwards.target(session, workspace, page.article.id)
        if target is None:
            break
        page = store.page(session, workspace, target, reader)
    raise rules.NoArticle


def without_text(
    session: Session, workspace: WorkspaceId, ids: Collection[ArticleId], reader: Reader
) -> tuple[rules.Article, ...]:
    """Return those of these articles that are published and that somebody may read, without their text."""
    return store.published(session, workspace, reader, ids=ids) if ids else ()


def any_state(
    session: Session, workspace: WorkspaceId, ids: Collection[ArticleId], reader: Reader
) -> tuple[rules.Article, ...]:
    """Return those of these articles that somebody may read, published or not, without their text."""
    return store.any_state(session, workspace, reader, ids=ids) if ids else ()


def sizes(session: Session, workspace: WorkspaceId, reader: Reader) -> dict[str, int]:
    """Return how many published articles each collection has that somebody may read."""
    return store.sizes(session, workspace, reader)


def topics(session: Session, workspace: WorkspaceId, reader: Reader) -> tuple[rules.Topic, ...]:
    """Return the topics of the published articles that somebody may read, the fullest first.

    What explains the bot itself is not among them; `articles_in` finds it for who asks.
    """
    return folding.merged(store.topics(session, workspace, reader))


def articles_in(session: Session, workspace: WorkspaceId, topic: str, reader: Reader) -> tuple[rules.Article, ...]:
    """Return the published articles of a topic (its key or label) that somebody may read, by title."""
    key = folding.key(topic)
    same = next((one.keys for one in topics(session, workspace, reader) if key in one.keys), (key,))
    found = store.published(session, workspace, reader, topics=same)
    return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.id)))


def most_recent(
    session: Session, workspace: WorkspaceId, reader: Reader, *, limit: int = 5
) -> tuple[rules.Article, ...]:
    """Return the published articles that changed last and that somebody may read, the last first."""
    return store.published(session, workspace, reader, newest=limit)


def titled(session: Session, workspace: WorkspaceId, title: str, reader: Reader) -> ArticleId | None:
    """Return the published article of a title as somebody types it, among those they may read; None: there is none."""
    return store.titled(session, workspace, title, reader)


def history(session: Session, workspace: WorkspaceId, article: ArticleId) -> tuple[rules.Revision, ...]:
    """Return every state an article was in, the newest first."""
    return store.revisions(session, workspace, article)


def retired(
    session: Session, workspace: WorkspaceId, reader: Reader, *, skip: int, most: int
) -> tuple[rules.Article, ...]:
    """Return what curators took out, of what somebody may read, the last first."""
    return store.retired(session, workspace, reader, skip=skip, most=most)


def count_retired(session: Session, workspace: WorkspaceId, reader: Reader) -> int:
    """Count what curators took out, of what somebody may read."""
    return store.count_retired(session, workspace, reader)


def verifications(session: Session, workspace: WorkspaceId, article: ArticleId) -> tuple[rules.Verification, ...]:
    """Return what people have recorded of an article, the newest first."""
    return standing.verifications(session, workspace, article)


def verify(session: Session, workspace: WorkspaceId, article: ArticleId, *, by: UserId, now: datetime) -> rules.Article:
    """Note that somebody has read an article and it is right; its owner and curators may.

    The version stays: what is searched does not change.
    """
    reader = readers.person(session, workspace, by)
    found = next(iter(store.published(session, workspace, reader, ids=[article])), None)
    if found is None:
        raise rules.NoArticle
    if found.owner_user != by and not people.is_curator(session, workspace, by):
        raise rules.NotYours
    saving.verify(session, workspace, found, by=by, now=now)
    return next(iter(store.published(session, workspace, reader, ids=[article])))
