"""What is a text made of, once its notation is gone? Blocks of spans: the values every surface draws from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

#: Written out it is no word that anybody looks for.
_ADDRESS = re.compile(r"https?://[^\s<>)\]|]+")


class BlockKind(StrEnum):
    """What a block is to a reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CODE = "code"
    QUOTE = "quote"
    TABLE = "table"


@dataclass(frozen=True, kw_only=True)
class Span:
    """A run of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    #: http, https or mailto; any other address is dropped and its words stay.
    link: str | None = None
    #: A link all the same, to a place that cannot be reached from a message: another page, as it is written there.
    target: str | None = None
    #: One of the words that were asked for.
    marked: bool = False

    @property
    def is_inner(self) -> bool:
        return self.target is not None


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, an item, a table: what stands on its own line."""

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    #: Of a heading 1..6; of an item, and of what stands in one, its depth, 0 outermost.
    level: int = 0
    #: Of an ordered item.
    number: int | None = None
    #: Of a table, the header first; a cell is one line.
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A block of a document, and what follows from it."""

    block: Block
    #: Is it a heading at which the document can be cut?
    is_cut: bool = False
    #: Of a heading that says itself what it is linked by.
    anchor: str = ""
    #: The notes it refers to.
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file, read."""

    entries: tuple[Entry, ...]
    #: By number.
    notes: Mapping[int, tuple[Entry, ...]] = field(default_factory=dict)
    #: What its tool exported about it, by name in lower case.
    properties: Mapping[str, str] = field(default_factory=dict)

    def noted(self, entries: Sequence[Entry], above: Sequence[int] = ()) -> tuple[Block, ...]:
        """The blocks of some entries, and the notes they and the heading `above` them refer to below them."""
        found = [entry.block for entry in entries]
        waiting = [*above, *(number for entry in entries for number in entry.notes)]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop(0)
            if number not in seen:
                seen.add(number)
                note = self.notes.get(number, ())
                found += _numbered(number, note)
                waiting += [further for entry in note for further in entry.notes]
        return tuple(found)


def words_of(block: Block) -> str:
    """The readable text of a block."""
    if block.rows:
        return "\n".join(" | ".join(row) for row in block.rows)
    text = text_of(block)
    if block.kind is BlockKind.ITEM:
        return f"{'  ' * block.level}{f'{block.number}.' if block.number is not None else '•'} {text}"
    return text


def text_of(block: Block) -> str:
    """The text of a block's spans, without a bullet or a number."""
    return "".join(span.text for span in block.spans)


def searched(blocks: Iterable[Block]) -> str:
    """The words that are searched: what is read, but for bullets and addresses."""
    text = "\n".join(words_of(block) if block.rows else text_of(block) for block in blocks)
    return _ADDRESS.sub(" ", text) if "://" in text else text


def has_words(block: Block) -> bool:
    """Is there anything in it to read?"""
    return any(map(any, block.rows)) or bool(text_of(block).strip())


def _numbered(number: int, note: Sequence[Entry]) -> list[Block]:
    found = [entry.block for entry in note]
    if found and not found[0].rows:
        found[0] = replace(found[0], spans=(Span(text=f"[{number}] "), *found[0].spans))
    return found
