"""Where does a text divide? Into sections at its headings, the pieces that are searched, shown and linked to.

The text is read whole and then cut: a section has its links and notes even where the file defines them elsewhere.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.markup import notation
from bot.markup.document import Block, BlockKind, Document, Entry, Span, searched, text_of, words_of
from bot.markup.markdown import read
from bot.markup.source import clean

_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, kw_only=True)
class Section:
    """The text from one heading to the next."""

    ordinal: int
    #: The headings above the text, outermost first, its own last; empty for what precedes the first heading.
    path: tuple[str, ...]
    #: GitHub's slug of its own heading, '' for the lead.
    anchor: str
    #: Its blocks without its heading, written down by `notation`: small while it waits; '' when it says nothing.
    said: str = ""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What it says, in reading order."""
        return _read(self.said)

    @property
    def text(self) -> str:
        """What it says as plain text, a line a block."""
        return "\n".join(map(words_of, self.blocks))

    @property
    def searched(self) -> str:
        """The words in it that are searched: those that are read, but for bullets and addresses."""
        return searched(notation.read(self.said))


def sections(text: str, *, markdown: bool = True) -> tuple[Section, ...]:
    """The sections of a text in order, at least one; plain text, or one without headings, is a single one."""
    if markdown:
        return cut(read(text))
    parts = (part.strip() for part in _PARAGRAPHS.split(clean(text)))
    blocks = (Block(kind=BlockKind.PARAGRAPH, spans=(Span(text=part),)) for part in parts if part)
    return (Section(ordinal=0, path=(), anchor="", said=notation.written(blocks)),)


def cut(document: Document) -> tuple[Section, ...]:
    """The sections of a document; one that says nothing is left out, unless nothing else is left."""
    found: list[Section] = []
    path: list[tuple[int, str]] = []
    anchors: dict[str, int] = {}
    anchor = ""
    for heading, entries in _parts(document.entries):
        if heading is not None:
            block = heading.block
            name = " ".join(text_of(block).split())
            while path and path[-1][0] >= block.level:
                path.pop()
            path.append((block.level, name))
            anchor = _unique(heading.anchor or slug(name), anchors)
        names = tuple(name for _, name in path)
        notes = heading.notes if heading is not None else ()
        if entries or notes:
            said = notation.written(document.noted(entries, notes))
            found.append(Section(ordinal=len(found), path=names, anchor=anchor, said=said))
    return tuple(found) or (Section(ordinal=0, path=tuple(name for _, name in path), anchor=anchor),)


def title(document: Document) -> str:
    """A document's first heading, of whatever level; '' when it has none."""
    first = next((entry.block for entry in document.entries if entry.block.kind is BlockKind.HEADING), None)
    return " ".join(text_of(first).split()) if first else ""


def opening(document: Document) -> str:
    """A document's first words; '' when it has none."""
    return next((words_of(entry.block) for entry in document.entries if not entry.is_cut), "")


def slug(heading: str) -> str:
    """The anchor GitHub gives a heading."""
    kept = (c for c in heading.lower().strip() if c in "-_ " or unicodedata.category(c)[0] in "LNM")
    return "".join(kept).replace(" ", "-")


def _parts(entries: Iterable[Entry]) -> Sequence[tuple[Entry | None, list[Entry]]]:
    """What stands before the first heading, and under each."""
    parts: list[tuple[Entry | None, list[Entry]]] = [(None, [])]
    for entry in entries:
        if entry.is_cut:
            parts.append((entry, []))
        else:
            parts[-1][1].append(entry)
    return parts


def _unique(anchor: str, seen: dict[str, int]) -> str:
    count = seen.get(anchor, 0)
    seen[anchor] = count + 1
    return f"{anchor}-{count}" if count else anchor


@lru_cache(maxsize=512)  # the passages people ask for are asked for again
def _read(said: str) -> tuple[Block, ...]:
    return notation.read(said)
