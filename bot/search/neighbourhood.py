"""Where in a section without end is what was asked? In a part of it small enough to be looked at closely."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from bot.markup.document import Block, words_of
from bot.markup.source import pieces
from bot.search import units
from bot.search.marking import matches

Match = Callable[[str], frozenset[str]]

#: Characters; a section that is much longer is narrowed to the neighbourhood of its best block.
SIZE = 8_000
_ROWS = 100


def best(blocks: Sequence[Block], match: Match) -> tuple[Block, ...]:
    """Some neighbouring blocks that hold most of the words."""
    parts: list[list[Block]] = [[]]
    size = 0
    for block in chain.from_iterable(map(_small, blocks)):
        if size > SIZE:
            parts.append([])
            size = 0
        parts[-1].append(block)
        size += len(words_of(block))
    texts = ["\n".join(map(words_of, part)) for part in parts]
    first = max(range(len(parts)), key=lambda at: (len(matches(texts[at], match)), -at))
    return tuple(block for part in parts[first : first + 2] for block in part)


def _small(block: Block) -> Iterable[Block]:
    """A block, or one without end in pieces."""
    if block.rows:
        for first in range(0, max(1, len(block.rows) - 1), _ROWS):
            yield replace(block, rows=(block.rows[0], *block.rows[first + 1 : first + 1 + _ROWS]))
        return
    end = 0
    for piece in pieces("".join(span.text for span in block.spans), SIZE):
        yield replace(block, spans=tuple(units.part(block.spans, end, end + len(piece))))
        end += len(piece)
