"""Which index answers this workspace's questions, and is it the newest?

Each process keeps one index a workspace and follows the version counter that every edit of the knowledge base bumps.
Questions go on against the old state while a new one is made.
"""

import logging
import threading
from collections.abc import Callable

from bot.articles import service as articles
from bot.ids import WorkspaceId
from bot.runtime import Runtime
from bot.search.findings import Findings
from bot.search.index import Index

#: Above this many changed articles a fresh index is made; below, the running one is updated in place.
FEW = 50

log = logging.getLogger(__name__)


class _Copy:
    """A workspace's index as of a version of its knowledge base."""

    def __init__(self, version: int, index: Index) -> None:
        self.version = version
        self.index = index


class Library:
    def __init__(self) -> None:
        self._copies: dict[WorkspaceId, _Copy] = {}
        self._making = threading.Lock()

    def search(self, runtime: Runtime, workspace: WorkspaceId, question: str, *, limit: int = 10) -> Findings:
        """Return what the knowledge base has for a question; the first one asked waits for the index."""
        copy = self._copies.get(workspace) or self.follow(runtime, workspace)
        return copy.index.search(question, limit=limit)

    def follow(
        self, runtime: Runtime, workspace: WorkspaceId, *, progress: Callable[[int], None] | None = None
    ) -> _Copy:
        """Bring a workspace's index to the newest version and return it."""
        with self._making:
            copy = self._copies.get(workspace)
            if copy is None:
                copy = _fresh(runtime, workspace, progress)
            elif runtime.reading(lambda session: articles.version(session, workspace)) != copy.version:
                copy = _updated(runtime, workspace, copy)
            self._copies[workspace] = copy
            return copy

    def refresh(self, runtime: Runtime) -> None:
        """Follow every workspace that has been asked a question; called by the clock."""
        for workspace in tuple(self._copies):
            self.follow(runtime, workspace)

    def size(self) -> int:
        """Count the articles in all indexes."""
        return sum(len(copy.index) for copy in self._copies.values())


def _fresh(runtime: Runtime, workspace: WorkspaceId, progress: Callable[[int], None] | None = None) -> _Copy:
    snapshot = runtime.reading(lambda session: articles.snapshot(session, workspace))
    index = Index.build(snapshot.articles, progress=progress)
    log.info("index made", extra={"articles": len(index), "version": snapshot.version})
    return _Copy(snapshot.version, index)


def _updated(runtime: Runtime, workspace: WorkspaceId, copy: _Copy) -> _Copy:
    changes = runtime.reading(lambda session: articles.changes(session, workspace, since=copy.version))
    if len(changes.changed) + len(changes.removed) > FEW:
        return _fresh(runtime, workspace)
    for gone in changes.removed:
        copy.index.remove(str(gone))
    for article in changes.changed:
        copy.index.put(article)
    return _Copy(changes.version, copy.index)
