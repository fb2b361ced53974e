"""Where is an index between two runs? In a file of the cache folder; whatever is wrong with it, a fresh one is made.

It holds articles for everyone, which are the company's own text, and nothing that people asked: erasing a person leaves
it alone.
"""

import logging
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from bot.ids import ArticleId, WorkspaceId
from bot.search import saving
from bot.search.article import Article
from bot.search.index import Index

#: Fewer articles are read again in less than a second.
WORTH_IT = 200
#: When more than one article in so many is another than in the file, the index is made and written anew.
SHARE = 20

Synonyms = Mapping[str, tuple[str, ...]]
Progress = Callable[[int], None]

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Saved:
    folder: Path

    def index(
        self,
        workspace: WorkspaceId,
        articles: Sequence[Article],
        *,
        closed: Collection[ArticleId] = (),
        synonyms: Synonyms,
        progress: Progress | None = None,
    ) -> Index:
        """Return an index of these articles: the saved one brought up to date, or a fresh one, which is saved.

        `closed`: articles that are not for everyone; an index that has held one of them is not used.
        """
        if len(articles) < WORTH_IT:
            return Index.build(articles, synonyms=synonyms, progress=progress)
        path = self.folder / f"{workspace}.index"
        digests = {article.id: saving.digest(article) for article in articles}
        index = _loaded(path, articles, digests, set(map(str, closed)), synonyms)
        if index is None:
            index = Index.build(articles, synonyms=synonyms, progress=progress)
            log.info("articles read", extra={"articles": len(articles)})
            _save(path, saving.dumped(index, digests))
        return index


def _loaded(
    path: Path, articles: Sequence[Article], digests: Mapping[str, str], closed: Set[str], synonyms: Synonyms
) -> Index | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    try:
        index, known = saving.loaded(data, synonyms=synonyms)
    except saving.Unusable as reason:
        log.info("saved index not used", extra={"reason": str(reason)})
        return None
    changed = [article for article in articles if known.get(article.id) != digests[article.id]]
    gone = known.keys() - digests.keys()
    if not closed.isdisjoint(gone) or SHARE * (len(changed) + len(gone)) > len(articles):
        return None
    for id in gone:
        index.remove(id)
    if changed:
        index.put(*changed)
    index.tidy()
    log.info("saved index used", extra={"articles": len(index), "changed": len(changed) + len(gone)})
    return index


def _save(path: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            new = Path(folder, path.name)
            new.write_bytes(data)
            new.replace(path)
    except OSError as error:
        log.warning("index not saved", extra={"reason": str(error)})
