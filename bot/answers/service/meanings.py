"""What do a workspace's articles mean? Read by a model in the background, a little at a time; words never wait for it.

Articles that are not read yet, or not any more, are found by their words alone.
"""

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from bot.articles import service as articles
from bot.ids import ArticleId, WorkspaceId
from bot.meaning import models
from bot.meaning.base import Base
from bot.meaning.models import Model
from bot.meaning.pieces import digest
from bot.runtime import Runtime
from bot.search.article import Article
from bot.search.nearness import Near

#: Pieces that are read at one tick of the clock: about a second's work, and the bot can stop after it.
PIECES = 32
#: Articles whose text is fetched at once.
FETCHED = 20

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class _Reading:
    """What is known of a workspace's base, and what is still to be read."""

    base: Base
    #: The version of the knowledge base that is followed; None before the first look.
    version: int | None = None
    #: Articles to read, in order.
    waiting: dict[ArticleId, None]
    #: The work that goes on at the next tick; each step tells how many pieces it has read.
    steps: Iterator[int]


class Meanings:
    def __init__(self, model: Model, folder: Path) -> None:
        self._model = model
        self._folder = folder
        self._readings: dict[WorkspaceId, _Reading] = {}
        self._changing = threading.Lock()

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._model.name

    def near(self, workspace: WorkspaceId) -> Near | None:
        """Return what tells one search how near articles are."""
        reading = self._readings.get(workspace)
        return reading.base.near() if reading else None

    def follow(self, runtime: Runtime, workspace: WorkspaceId) -> None:
        """Note what is to be read of a workspace's knowledge base as it is now; what has changed is forgotten."""
        known = self._readings.get(workspace)
        if known is None:
            path = self._folder / f"{workspace}.vectors"
            known = _Reading(base=Base(self._model, path), waiting={}, steps=iter(()))
        runtime.reading(lambda session: self._look(session, workspace, known))
        self._readings[workspace] = known

    def read(self, runtime: Runtime) -> None:
        """Read a little of what waits; called by the clock."""
        for workspace, reading in tuple(self._readings.items()):
            left = PIECES
            try:
                while left > 0 and (count := next(reading.steps, 0) or self._begun(runtime, workspace, reading)):
                    left -= count
            except models.Unusable as reason:
                log.warning("articles are not read by their meaning any more", extra={"reason": str(reason)})
                reading.waiting.clear()

    def _look(self, session: Session, workspace: WorkspaceId, known: _Reading) -> None:
        version = articles.version(session, workspace)
        if known.version == version:
            return
        with self._changing:
            if known.version is None:
                published = articles.snapshot(session, workspace).articles
                wanted = known.base.keep({article.id: digest(article) for article in published})
                known.waiting.update({ArticleId(int(one.id)): None for one in published if one.id in wanted})
            else:
                found = articles.changes(session, workspace, since=known.version)
                for id in found.removed:
                    known.base.forget(str(id))
                for article in found.changed:
                    if not known.base.is_known(article):
                        known.base.forget(article.id)
                        known.waiting[ArticleId(int(article.id))] = None
        known.version = version

    def _begun(self, runtime: Runtime, workspace: WorkspaceId, reading: _Reading) -> int:
        """Begin with what waits now; return how many pieces were read, 0 when nothing waits."""
        reading.steps = self._steps(runtime, workspace, reading) if reading.waiting else iter(())
        return next(reading.steps, 0)

    def _steps(self, runtime: Runtime, workspace: WorkspaceId, reading: _Reading) -> Iterator[int]:
        """Read what waits, a batch a step."""
        count = len(reading.waiting)
        while reading.waiting:
            with self._changing:
                ids = list(islice(reading.waiting, FETCHED))
                for id in ids:
                    del reading.waiting[id]
            for article in _several(runtime, workspace, ids):
                yield from reading.base.read(article)
        reading.base.save()
        log.info("articles read by their meaning", extra={"articles": count})


def opened(folder: Path | None, cache: Path) -> Meanings | None:
    """Open the model in a folder; one that cannot be used is a warning, and words alone do."""
    if folder is None:
        return None
    try:
        return Meanings(models.opened(folder), cache)
    except models.Unusable as reason:
        log.warning("search by words alone", extra={"POLLEN_MODEL": str(folder), "reason": str(reason)})
        return None


def _several(runtime: Runtime, workspace: WorkspaceId, ids: list[ArticleId]) -> tuple[Article, ...]:
    return runtime.reading(lambda session: articles.several(session, workspace, ids))
