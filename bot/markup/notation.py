"""How are blocks written down and read again? As short as they can be; what is read is what was written."""

import json
import re
from collections.abc import Iterable
from typing import Any

from bot.markup.document import Block, BlockKind, Span

_LETTERS = {
    BlockKind.HEADING: "h",
    BlockKind.PARAGRAPH: "p",
    BlockKind.ITEM: "i",
    BlockKind.CODE: "c",
    BlockKind.QUOTE: "q",
    BlockKind.TABLE: "t",
}
#: The styles and the address of such a link; `#` alone stays on its page.
_LEAD = re.compile(r'",(?:1[6-9]|2[0-9]|3[01]),"(?!#)')
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}


def written(blocks: Iterable[Block]) -> str:
    """Blocks as a text; '' when there are none."""
    parts = [_block(block) for block in blocks]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")) if parts else ""


def read(text: str) -> tuple[Block, ...]:
    """The blocks that were written."""
    return tuple(map(_read, json.loads(text))) if text else ()


def leads(text: str) -> bool:
    """Is there a link in it to another page?"""
    return _LEAD.search(text) is not None


def _block(block: Block) -> list[Any]:
    said: Any = block.rows if block.kind is BlockKind.TABLE else [_span(span) for span in block.spans]
    if block.number is not None:
        return [_LETTERS[block.kind], said, block.level, block.number]
    return [_LETTERS[block.kind], said, block.level] if block.level else [_LETTERS[block.kind], said]


def _read(part: list[Any]) -> Block:
    kind, said, level, number = _KINDS[part[0]], part[1], (part[2] if len(part) > 2 else 0), None
    if len(part) > 3:
        number = part[3]
    if kind is BlockKind.TABLE:
        return Block(kind=kind, rows=tuple(map(tuple, said)), level=level)
    return Block(kind=kind, spans=tuple(map(_read_span, said)), level=level, number=number)


def _span(span: Span) -> str | list[Any]:
    """Plain text as it is, anything else with its styles and, if it has one, its address."""
    styles = span.bold + 2 * span.italic + 4 * span.code + 8 * span.strike + 16 * span.is_inner
    if address := span.link or span.target:
        return [span.text, styles, address]
    return [span.text, styles] if styles else span.text


def _read_span(part: str | list[Any]) -> Span:
    if isinstance(part, str):
        return Span(text=part)
    styles = part[1]
    address = part[2] if len(part) > 2 else None
    return Span(
        text=part[0],
        bold=bool(styles & 1),
        italic=bool(styles & 2),
        code=bool(styles & 4),
        strike=bool(styles & 8),
        link=None if styles & 16 else address,
        target=(address or "") if styles & 16 else None,
    )
