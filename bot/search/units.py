"""What is the least of a text that can be shown? Sentences, items, rows of a table and pieces of code, never less."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.markup.document import Block, BlockKind, Span, words_of
from bot.markup.inline import joined
from bot.search import terms
from bot.search.marking import stems

#: A longer sentence is cut between words, and longer code between lines.
LONGEST = 400
#: Code that is shown whole or not at all.
CODE = 600
_SENTENCE = re.compile(r"(?<=[.!?…])(?<!\b[A-Za-z]\.)(?<!e\.g\.)(?<!i\.e\.)[\"'”’)\]]*\s+(?=\S)|(?<=[。！？])|\n+")
_GAP = " … "


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A part of a block that can stand alone."""

    #: Which block it is of.
    block: int
    #: Its characters in the block's text; of a table, the row and the next.
    start: int
    end: int
    #: Characters a person reads.
    size: int
    #: How many words it has.
    words: int
    #: All that its words may be forms of.
    stems: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """A text in units."""

    blocks: tuple[Block, ...]
    units: tuple[Unit, ...]

    def kind(self, unit: int) -> BlockKind:
        """What a unit is a part of."""
        return self.blocks[self.units[unit].block].kind

    def text(self, unit: int) -> str:
        """A unit's own words; of a row, with the heads of its columns."""
        one = self.units[unit]
        block = self.blocks[one.block]
        if block.rows:
            return row_text(block.rows[0], block.rows[one.start]) if one.start else " | ".join(block.rows[0])
        return "".join(span.text for span in block.spans)[one.start : one.end]


def cut(blocks: tuple[Block, ...]) -> Cut:
    """Cut a text into its units."""
    return Cut(blocks=blocks, units=tuple(unit for at, block in enumerate(blocks) for unit in _units(at, block)))


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, each with the space that follows it."""
    return [text[start:end] for start, end in _sentences(text)]


def row_text(heads: Sequence[str], row: Sequence[str]) -> str:
    """A row of a table in one line: each cell after the head of its column."""
    named = [(heads[at].strip() if at < len(heads) else "", " ".join(cell.split())) for at, cell in enumerate(row)]
    return "; ".join(f"{head}: {cell}" if head else cell for head, cell in named if cell)


def drawn(text: Cut, chosen: Collection[int]) -> tuple[Block, ...]:
    """The blocks that the chosen units make; dots show what was left out of one, and a line what of a list or table."""
    found: list[Block] = []
    taken: dict[int, list[Unit]] = {}
    for at in sorted(chosen):
        taken.setdefault(text.units[at].block, []).append(text.units[at])
    for number, units in taken.items():
        block = text.blocks[number]
        if block.rows:
            kept = sorted({0, *(unit.start for unit in units)})
            found.append(replace(block, rows=tuple(block.rows[row] for row in kept)))
            found += _more(len(block.rows) - len(kept), "row")
            continue
        spans: list[Span] = []
        gap = "…\n" if block.kind is BlockKind.CODE else _GAP
        for start, end in _joined(units):
            if spans or (block.kind is BlockKind.CODE and start):
                spans.append(Span(text=gap))
            spans += part(block.spans, start, end)
        last = units[-1].end
        if block.kind is BlockKind.CODE and last < sum(len(span.text) for span in block.spans):
            spans.append(Span(text="…", code=True))
        shown = joined(spans) if block.kind is not BlockKind.CODE else _code(spans)
        if shown:
            found.append(replace(block, spans=shown))
        if block.kind is BlockKind.ITEM:
            those = _list(text, number)
            if max(taken.keys() & set(those)) == number:
                found += _more(len(those) - len(taken.keys() & set(those)), "item")
    return tuple(found)


def _list(text: Cut, number: int) -> range:
    """The items of the list that an item is in."""
    first, last = number, number
    while first > 0 and text.blocks[first - 1].kind is BlockKind.ITEM:
        first -= 1
    while last + 1 < len(text.blocks) and text.blocks[last + 1].kind is BlockKind.ITEM:
        last += 1
    return range(first, last + 1)


def _more(count: int, name: str) -> list[Block]:
    """A line that says how much of a list or a table is not shown."""
    said = f"… and {count} more {name}{'' if count == 1 else 's'}"
    return [Block(kind=BlockKind.PARAGRAPH, spans=(Span(text=said, italic=True),))] if count > 0 else []


def part(spans: tuple[Span, ...], start: int, end: int) -> list[Span]:
    """Some characters of a text in their styles."""
    found: list[Span] = []
    at = 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        if text:
            found.append(span if len(text) == len(span.text) else replace(span, text=text))
        at += len(span.text)
    return found


def _joined(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """The ranges of a block's text that its units take, in order."""
    found: list[tuple[int, int]] = []
    for unit in units:
        if found and found[-1][1] >= unit.start:
            found[-1] = (found[-1][0], unit.end)
        else:
            found.append((unit.start, unit.end))
    return found


def _code(spans: list[Span]) -> tuple[Span, ...]:
    return (Span(text="".join(span.text for span in spans).strip("\n"), code=True),)


def _units(number: int, block: Block) -> list[Unit]:
    if block.rows:
        heads = stems(" | ".join(block.rows[0]))
        return [_unit(number, row, row + 1, " | ".join(cells), also=heads) for row, cells in enumerate(block.rows)]
    text = "".join(span.text for span in block.spans)
    mark = len(words_of(block)) - len(text)
    ranges = _pieces_of_code(text) if block.kind is BlockKind.CODE else _sentences(text)
    if block.kind is BlockKind.HEADING:
        ranges = [(0, len(text))]
    return [
        _unit(number, start, end, text[start:end], mark=0 if start else mark)
        for one in ranges
        for start, end in ([one] if block.kind is BlockKind.CODE else _bounded(text, *one))
    ]


def _unit(number: int, start: int, end: int, text: str, *, mark: int = 0, also: frozenset[str] = frozenset()) -> Unit:
    """`mark`: characters of an item's number or dot; `also`: the stems of a row's heads."""
    count = len(terms.raw_words(text))
    return Unit(block=number, start=start, end=end, size=len(text) + mark, words=count, stems=stems(text) | also)


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(ends) if text[start:end].strip()]


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, or its pieces between words when it has no end."""
    found: list[tuple[int, int]] = []
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = space + 1 if space > 0 else start + LONGEST
        found.append((start, stop))
        start = stop
    return [*found, (start, end)]


def _pieces_of_code(text: str) -> list[tuple[int, int]]:
    if len(text) <= CODE:
        return [(0, len(text))]
    ends = [0]
    for line in text.splitlines(keepends=True):
        ends.append(ends[-1] + len(line))
    return list(pairwise(ends))
