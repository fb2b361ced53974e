"""Which index answers this workspace's questions, and is it the newest?

Each process keeps one index a workspace and follows what it is made of: the knowledge base by the version counter that
every edit bumps, the questions that people marked as answered, and the workspace's synonyms. Questions go on against
the old state while a new one is made.
"""

import gc
import logging
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from bot.answers import service
from bot.answers.service.meanings import Meanings
from bot.answers.service.saved import Progress, Saved, Synonyms
from bot.articles import service as articles
from bot.ids import ArticleId, WorkspaceId
from bot.runtime import Runtime
from bot.search.article import Article
from bot.search.findings import Findings
from bot.search.index import Index

#: Above this many changed articles a fresh index is made; below, the running one is updated in place.
FEW = 50

Helped = Mapping[ArticleId, tuple[str, ...]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A workspace's index, and what it was made of."""

    index: Index
    version: int
    #: The number that goes with `helped`; see `service.learned`.
    learned: int
    helped: Helped
    synonyms: Synonyms


class Library:
    def __init__(self, saved: Saved, meanings: Meanings | None = None) -> None:
        self._saved = saved
        #: What the articles mean, where there is a model that can tell.
        self.meanings = meanings
        self._copies: dict[WorkspaceId, Copy] = {}
        self._making = threading.Lock()

    def search(self, runtime: Runtime, workspace: WorkspaceId, question: str, *, limit: int = 10) -> Findings:
        """Return what the knowledge base has for a question; the first one asked waits for the index."""
        copy = self._copies.get(workspace) or self.follow(runtime, workspace)
        near = self.meanings.near(workspace) if self.meanings else None
        return copy.index.search(question, limit=limit, near=near)

    def follow(self, runtime: Runtime, workspace: WorkspaceId, *, progress: Progress | None = None) -> Copy:
        """Bring a workspace's index to what its knowledge base is now, and return it."""
        with self._making:
            known = self._copies.get(workspace)
            copy = runtime.reading(lambda session: _newest(session, workspace, known, self._saved, progress))
            copy.index.warm()
            if self.meanings:
                self.meanings.follow(runtime, workspace)
            self._copies[workspace] = copy
            if gc.get_freeze_count() and (known is None or known.index is not copy.index):
                gc.freeze()  # like the rest of a bot that serves: an index is large, and stays
            return copy

    def refresh(self, runtime: Runtime) -> None:
        """Follow every workspace that has been asked a question; called by the clock."""
        for workspace in tuple(self._copies):
            self.follow(runtime, workspace)

    def size(self) -> int:
        """Count the articles in all indexes."""
        return sum(len(copy.index) for copy in self._copies.values())


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
    index = None
    if known is not None and known.synonyms == synonyms and not known.index.is_worn:
        index = _updated(session, workspace, known, helped)
    if index is None:
        published = articles.snapshot(session, workspace).articles
        index = saved.index(workspace, published, synonyms=synonyms, progress=progress)
        index.put(*_asked((one for one in published if ArticleId(int(one.id)) in helped), helped))
        index.tidy()
        log.info("index made", extra={"articles": len(index), "version": version})
    return Copy(index=index, version=version, learned=learned, helped=helped, synonyms=synonyms)


def _updated(session: Session, workspace: WorkspaceId, known: Copy, helped: Helped) -> Index | None:
    """Bring the running index up to date; None when so much has changed that a fresh one is better."""
    changes = articles.changes(session, workspace, since=known.version)
    relearned = {id for id in {*known.helped, *helped} if known.helped.get(id) != helped.get(id)}
    relearned -= {ArticleId(int(article.id)) for article in changes.changed}
    if len(changes.changed) + len(changes.removed) + len(relearned) > FEW:
        return None
    for gone in changes.removed:
        known.index.remove(str(gone))
    known.index.put(*_asked((*changes.changed, *articles.several(session, workspace, relearned)), helped))
    known.index.tidy()
    return known.index


def _asked(found: Iterable[Article], helped: Helped) -> Iterable[Article]:
    """Add the questions that an article has answered, as a field of their own."""
    for article in found:
        questions = helped.get(ArticleId(int(article.id)))
        yield replace(article, asked=questions) if questions else article
