"""What of an article is read at once for its meaning? Some sentences of one section, after the headings above them."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.markup.sections import Section
from bot.search import units
from bot.search.article import Article
from bot.search.focus import neighbours
from bot.search.terms import raw_words

#: Characters of a piece, and those that it shares with the one before it.
SIZE, SHARED = 450, 150
#: Headings that stand before a piece.
HEADINGS = 2
#: Of an article without end so many are read.
MOST = 2_000
#: Changes when articles are cut in another way.
FORM = "1"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some sentences of a section."""

    #: Its ordinal.
    section: int
    #: That of the section which it is searched under: short neighbours are searched as one.
    under: int
    #: What the model reads.
    text: str


def digest(article: Article) -> str:
    """Tells whether what an article means may have changed: its names and past questions do not count."""
    said = (FORM, article.title, [(one.ordinal, one.path, one.said) for one in article.sections])
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def pieces(article: Article) -> list[Piece]:
    """The pieces of an article; none of one that says nothing but its title, which past questions tell more of."""
    return list(islice(_pieces(article), MOST)) if any(section.said for section in article.sections) else []


def _pieces(article: Article) -> Iterator[Piece]:
    for group in neighbours(article.sections):
        under = max(group, key=lambda section: (len(raw_words(section.searched)), -section.ordinal)).ordinal
        for section in group:
            names = list(dict.fromkeys(filter(None, (article.title, *section.path))))[-HEADINGS:]
            for text in _runs(section) or [""]:
                yield Piece(section=section.ordinal, under=under, text="\n".join(filter(None, (*names, text))))


def _runs(section: Section) -> list[str]:
    """Runs of whole units, each beginning with the end of the one before."""
    cut = units.cut(section.blocks)
    told = [" ".join(cut.text(at).split()) for at in range(len(cut.units))]
    found: list[str] = []
    run: list[str] = []
    is_new = False
    for text in filter(None, told):
        if is_new and _size(run) + len(text) > SIZE:
            found.append(" ".join(run))
            run, is_new = _end(run), False
            if _size(run) + len(text) > SIZE:
                run = []
        run.append(text)
        is_new = True
    return [*found, " ".join(run)] if is_new else found


def _end(run: Sequence[str]) -> list[str]:
    """The last units that a run shares with the next."""
    kept: list[str] = []
    for text in reversed(run[1:]):
        if _size(kept) + len(text) > SHARED:
            break
        kept.insert(0, text)
    return kept


def _size(run: Sequence[str]) -> int:
    return sum(len(text) + 1 for text in run)
