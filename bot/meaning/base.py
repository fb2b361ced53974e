"""How near are a base's articles to a question? Those whose vectors are there can be told; the others wait for theirs.

Vectors are kept in a file of the cache folder: an article that has not changed is never read twice, not even by the
next process. The file holds numbers and digests, no words, and nothing that people asked.
"""

import hashlib
import io
import json
import logging
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.meaning.models import Floats, Model, Unusable
from bot.meaning.pieces import digest, pieces
from bot.meaning.vectors import Vectors
from bot.search.article import Article
from bot.search.nearness import Near, Nearness

#: Pieces that are read at once; between two batches others may have the machine.
BATCH = 8
#: The file is written when so many pieces are new, or when nothing is left to read.
WORTH_IT = 2_000

_CHECKSUM = 32
_COLUMNS = ("sections", "under", "codes", "scales")

log = logging.getLogger(__name__)


class Base:
    """The vectors of a base's articles. One thread writes; any number asks."""

    def __init__(self, model: Model, path: Path) -> None:
        self._model = model
        self._path = path
        self._known: dict[str, tuple[str, Vectors]] = _loaded(path, model)
        self._unsaved = 0

    @classmethod
    def of(
        cls,
        model: Model,
        articles: Collection[Article],
        path: Path,
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> "Base":
        """A base that knows all these articles, and waits until it does; `progress` hears how many of how many."""
        base = cls(model, path)
        waiting = base.keep({article.id: digest(article) for article in articles})
        for done, article in enumerate((one for one in articles if one.id in waiting), 1):
            for _ in base.read(article):
                pass
            if progress:
                progress(done, len(waiting))
        base.save()
        return base

    def __len__(self) -> int:
        return len(self._known)

    def keep(self, digests: Mapping[str, str]) -> set[str]:
        """Forget what is not one of these articles as it is now; return the ids of those that are to be read."""
        for id in [id for id, (said, _) in self._known.items() if digests.get(id) != said]:
            self.forget(id)
        return {id for id in digests if id not in self._known}

    def is_known(self, article: Article) -> bool:
        """Whether an article has been read as it is now."""
        known = self._known.get(article.id)
        return known is not None and known[0] == digest(article)

    def forget(self, id: str) -> None:
        """Forget an article."""
        if self._known.pop(id, None) is not None:
            self._unsaved += 1

    def read(self, article: Article) -> Iterator[int]:
        """Read an article, a batch of pieces a step, and tell how many these were; it is known when all are read."""
        self.forget(article.id)
        those = pieces(article)
        order = sorted(range(len(those)), key=lambda at: len(those[at].text))  # alike in length: less is read in vain
        vectors = np.zeros((len(those), self._model.size), np.float32)
        for first in range(0, len(order), BATCH):
            places = order[first : first + BATCH]
            vectors[places] = self._model.passages([those[at].text for at in places])
            yield len(places)
        self._known[article.id] = (digest(article), Vectors.of(those, vectors))
        self._unsaved += len(those)
        if self._unsaved >= WORTH_IT:
            self.save()

    def near(self) -> Near:
        """What tells one search how near articles are; the question is read once, and only when something was found."""
        asked: dict[str, Floats] = {}

        def near(question: str, ids: Sequence[str]) -> Mapping[str, Nearness]:
            there = {id: known[1] for id in ids if (known := self._known.get(id)) and len(known[1].sections)}
            if not there:
                return {}
            try:
                if question not in asked:
                    asked[question] = self._model.question(question)
            except Unusable as reason:
                log.warning("a question was not read by its meaning", extra={"reason": str(reason)})
                return {}
            return {id: vectors.near(asked[question], self._model) for id, vectors in there.items()}

        return near

    def save(self) -> None:
        """Write what is new to the file."""
        if self._unsaved:
            _save(self._path, _dumped(self._known, self._model))
            self._unsaved = 0


def _dumped(known: Mapping[str, tuple[str, Vectors]], model: Model) -> bytes:
    those = list(known.items())
    told = {
        "model": model.mark,
        "articles": [(id, said, len(vectors.sections)) for id, (said, vectors) in those],
    }
    columns: dict[str, Any] = {
        name: np.concatenate([getattr(vectors, name) for _, (_, vectors) in those]) for name in _COLUMNS if those
    }
    buffer = io.BytesIO()
    np.savez(buffer, told=np.frombuffer(json.dumps(told).encode(), np.uint8), **columns)
    content = buffer.getvalue()
    return hashlib.sha256(content).digest() + content


def _loaded(path: Path, model: Model) -> dict[str, tuple[str, Vectors]]:
    """What a file holds; nothing when it is damaged or another model wrote it, and the log says so."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    content = memoryview(data)[_CHECKSUM:]
    if hashlib.sha256(content).digest() != data[:_CHECKSUM]:
        log.warning("saved vectors not used", extra={"reason": "the checksum is another"})
        return {}
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        columns = dict(arrays)
    told = json.loads(columns.pop("told").tobytes())
    if told["model"] != model.mark:
        log.warning("saved vectors not used", extra={"reason": "another model made them; all articles are read again"})
        return {}
    known, first = {}, 0
    for id, said, count in told["articles"]:
        rows = slice(first, first + count)
        known[id] = (said, Vectors(**{name: columns[name][rows] for name in _COLUMNS}))
        first += count
    return known


def _save(path: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            new = Path(folder, path.name)
            new.write_bytes(data)
            new.replace(path)
    except OSError as error:
        log.warning("vectors not saved", extra={"reason": str(error)})
