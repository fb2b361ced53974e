"""Which index answers this workspace's questions, and is it the newest?

Each process keeps one index a workspace and follows what it is made of: the knowledge base by the version counter that
every edit bumps, the questions that people marked as answered, and the workspace's synonyms. Questions go on against
the old state while a new one is made.
"""

import logging
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy.orm import Session

from bot import memory
from bot.answers import service
from bot.answers.service.meanings import Meanings
from bot.answers.service.saved import Progress, Saved, Synonyms
from bot.articles import service as articles
from bot.articles.rules.readers import EVERYONE, Audience, Reader
from bot.ids import ArticleId, WorkspaceId
from bot.runtime import Runtime
from bot.search import parts
from bot.search.article import Article
from bot.search.findings import Findings
from bot.search.index import Index

#: Above this many changed articles a fresh index is made; below, the running one is updated in place.
FEW = 50

Helped = Mapping[ArticleId, tuple[str, ...]]

log = logging.getLogger(__name__)


_EMPTY = Index()


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A workspace's index, and what it was made of."""

    #: Of what is for everyone.
    index: Index
    #: Of what is not, by its audience; each to be asked as a part of the whole.
    closed: Mapping[Audience, Index]
    #: Whose eyes each of those articles is for.
    audiences: Mapping[ArticleId, Audience]
    version: int
    #: The number that goes with `helped`; see `service.learned`.
    learned: int
    helped: Helped
    synonyms: Synonyms

    @cached_property
    def parts(self) -> Mapping[Audience, Index]:
        """What can be asked, by who may read it."""
        return {EVERYONE: self.index, **{one: index.within(self.index) for one, index in self.closed.items()}}


class Library:
    def __init__(self, saved: Saved, meanings: Meanings | None = None) -> None:
        self._saved = saved
        #: What the articles mean, where there is a model that can tell.
        self.meanings = meanings
        self._copies: dict[WorkspaceId, Copy] = {}
        self._making = threading.Lock()

    def search(
        self, runtime: Runtime, workspace: WorkspaceId, question: str, reader: Reader, *, limit: int = 10
    ) -> Findings:
        """Return what somebody may read of what the knowledge base has; the first one asked waits for the index.

        Who may read but what is for everyone is answered by the index of that alone: nothing in what they see, no
        score and no correction, depends on what else there is.
        """
        copy = self._copies.get(workspace) or self.follow(runtime, workspace)
        near = self.meanings.near(workspace) if self.meanings else None
        asked = [index for audience, index in copy.parts.items() if reader.may_read(audience)]
        if not asked:
            return _EMPTY.search(question, limit=limit)
        found = [asked[0].search(question, limit=limit, near=near)]
        rivals = [hit.score for hit in found[0].hits]
        found += [one.search(question, limit=limit, near=near, rivals=rivals) for one in asked[1:]]
        return parts.together(found, limit=limit) if len(found) > 1 else found[0]

    def follow(self, runtime: Runtime, workspace: WorkspaceId, *, progress: Progress | None = None) -> Copy:
        """Bring a workspace's index to what its knowledge base is now, and return it."""
        with self._making:
            known = self._copies.get(workspace)
            copy = runtime.reading(lambda session: _newest(session, workspace, known, self._saved, progress))
            copy.index.warm()
            if self.meanings:
                self.meanings.follow(runtime, workspace)
            self._copies[workspace] = copy
            if known is None or known.index is not copy.index:
                memory.keep()
            return copy

    def refresh(self, runtime: Runtime) -> None:
        """Follow every workspace that has been asked a question; called by the clock."""
        for workspace in tuple(self._copies):
            self.follow(runtime, workspace)

    def size(self) -> int:
        """Count the articles in all indexes."""
        return sum(len(one) for copy in self._copies.values() for one in (copy.index, *copy.closed.values()))


def _newest(
    session: Session, workspace: WorkspaceId, known: Copy | None, saved: Saved, progress: Progress | None
) -> Copy:
    version = articles.version(session, workspace)
    learned = service.learned(session, workspace)
    synonyms = service.synonyms(session, workspace)
    if known is not None and (known.version, known.learned, known.synonyms) == (version, learned, synonyms):
        return known
    is_same = known is not None and known.learned == learned
    helped = known.helped if known is not None and is_same else service.helped(session, workspace)
    if known is not None and (known.version, known.helped, known.synonyms) == (version, helped, synonyms):
        return replace(known, learned=learned)
    now = Copy(
        index=_EMPTY, closed={}, audiences={}, version=version, learned=learned, helped=helped, synonyms=synonyms
    )
    if known is not None and known.synonyms == synonyms and not known.index.is_worn:
        updated = _updated(session, workspace, known, now)
        if updated is not None:
            return updated
    snapshot = articles.snapshot(session, workspace)
    whose = snapshot.audiences
    published = [one for one in snapshot.articles if _id(one) not in whose]
    apart: dict[Audience, list[Article]] = {}
    for one in snapshot.articles:
        if _id(one) in whose:
            apart.setdefault(whose[_id(one)], []).append(one)
    index = saved.index(workspace, published, closed=whose.keys(), synonyms=synonyms, progress=progress)
    index.put(*_asked((one for one in published if _id(one) in helped), helped))
    index.tidy()
    log.info("index made", extra={"articles": len(snapshot.articles), "version": version})
    closed = {one: Index.build(_asked(those, helped), synonyms=synonyms) for one, those in apart.items()}
    return replace(now, index=index, closed=closed, audiences=whose)


def _updated(session: Session, workspace: WorkspaceId, known: Copy, now: Copy) -> Copy | None:
    """Bring the running index up to date; None when a fresh one is better.

    That is so when much has changed, and when something was for everyone and is not any more: an index that has held
    it is not quite what it would be if it never had.
    """
    changes = articles.changes(session, workspace, since=known.version)
    helped = now.helped
    relearned = {id for id in {*known.helped, *helped} if known.helped.get(id) != helped.get(id)}
    relearned -= {_id(article) for article in changes.changed}
    if len(changes.changed) + len(changes.removed) + len(relearned) > FEW:
        return None
    if any(str(id) in known.index for id in changes.audiences):
        return None
    gone = {*changes.removed, *map(_id, changes.changed)}
    whose = {id: one for id, one in known.audiences.items() if id not in gone}
    whose |= {id: one for id, one in changes.audiences.items() if id not in changes.removed}
    touched = {one for id, one in known.audiences.items() if id in gone | relearned}
    touched |= {one for id, one in whose.items() if id in gone | relearned}
    for id in changes.removed:
        known.index.remove(str(id))
    opened = [one for one in changes.changed if _id(one) not in whose]
    again = articles.several(session, workspace, [id for id in relearned if id not in whose])
    known.index.put(*_asked((*opened, *again), helped))
    known.index.tidy()
    closed = {one: index for one, index in known.closed.items() if one not in touched}
    for audience in touched & set(whose.values()):
        those = articles.several(session, workspace, [id for id, one in whose.items() if one == audience])
        closed[audience] = Index.build(_asked(those, helped), synonyms=now.synonyms)
    return replace(now, index=known.index, closed=dict(sorted(closed.items())), audiences=whose)


def _asked(found: Iterable[Article], helped: Helped) -> Iterable[Article]:
    """Add the questions that an article has answered, as a field of their own."""
    for article in found:
        questions = helped.get(_id(article))
        yield replace(article, asked=questions) if questions else article


def _id(article: Article) -> ArticleId:
    return ArticleId(int(article.id))
