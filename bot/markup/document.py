"""What is a text made of, once its notation is gone? Blocks of spans: the values every surface draws from."""

from dataclasses import dataclass
from enum import StrEnum


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
    #: One of the words that were asked for.
    marked: bool = False


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, an item, a table: what stands on its own line."""

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    #: Of a heading 1..6; of an item its depth, 0 outermost.
    level: int = 0
    #: Of an ordered item.
    number: int | None = None
    #: Of a table, the header first.
    rows: tuple[tuple[str, ...], ...] = ()


def words_of(block: Block) -> str:
    """The readable text of a block."""
    if block.rows:
        return "\n".join(" | ".join(row) for row in block.rows)
    text = "".join(span.text for span in block.spans)
    if block.kind is BlockKind.ITEM:
        return f"{'  ' * block.level}{f'{block.number}.' if block.number is not None else '•'} {text}"
    return text
