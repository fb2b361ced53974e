"""How does an index survive a restart? As bytes: the words of its articles as numbers, and the words.

What follows from them (postings, counts) is made again, which is quick; reading the texts is what takes long. The bytes
are data and nothing else: no object is unpickled. They hold a checksum, and the mark of the code that made them.
"""

import hashlib
import io
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import numpy as np

from bot.markup import mark as markup
from bot.search.article import Article
from bot.search.index import Held, Index
from bot.search.vocabulary import Words

_CHECKSUM = 32
_TOLD = "told"


class Unusable(Exception):
    """These bytes are damaged, or were made by other code; a fresh index is needed."""


def digest(article: Article) -> str:
    """Tells whether an article is still what it was."""
    return hashlib.sha256(repr(article).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def dumped(index: Index, digests: Mapping[str, str]) -> bytes:
    """An index that was never changed as bytes, with the digests of its articles; synonyms are not in it."""
    held = index.held
    told = {
        "mark": _mark(),
        "ids": held.ids,
        "languages": held.languages,
        "digests": dict(digests),
        "words": asdict(held.words),
    }
    buffer = io.BytesIO()
    columns: dict[str, Any] = {**held.columns, _TOLD: np.frombuffer(json.dumps(told).encode(), np.uint8)}
    np.savez(buffer, **columns)
    content = buffer.getvalue()
    return hashlib.sha256(content).digest() + content


def loaded(data: bytes, *, synonyms: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Index, dict[str, str]]:
    """The index that these bytes were made of, and its articles' digests; raise `Unusable` when in doubt."""
    content = memoryview(data)[_CHECKSUM:]
    if hashlib.sha256(content).digest() != data[:_CHECKSUM]:
        raise Unusable("the checksum is another")
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        columns = dict(arrays)
    told = json.loads(columns.pop(_TOLD).tobytes())
    if told["mark"] != _mark():
        raise Unusable("it was made by another version")
    held = Held(ids=told["ids"], languages=told["languages"], columns=columns, words=Words(**told["words"]))
    return Index.holding(held, synonyms=synonyms), told["digests"]


@cache
def _mark() -> str:
    """Changes with everything that decides how a text is read: code, parser, stemmers, Unicode, arrays."""
    mark = hashlib.sha256(markup.mark().encode())
    for source in sorted(files("bot.search").iterdir(), key=lambda one: one.name):
        if source.name.endswith(".py"):
            mark.update(source.name.encode() + source.read_bytes())
    for part in (version("PyStemmer"), np.__version__, unicodedata.unidata_version):
        mark.update(part.encode())
    return mark.hexdigest()
