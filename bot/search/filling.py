"""Which units of a text belong together? The core that holds what was asked, and what is needed to understand it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.markup.document import BlockKind
from bot.search.units import Cut

#: How much more the core counts where it lies wholly in the winning window.
INSIDE = 0.5
#: Characters of the line that a list may need before it.
LEAD = 250


@dataclass(frozen=True, kw_only=True, slots=True)
class _Run:
    """Some neighbouring units."""

    start: int
    end: int
    #: Of what was asked, with what announces it.
    held: frozenset[str]
    value: tuple[float, int, int]


def core(text: Cut, words: Mapping[str, float], window: tuple[float, float], *, most: int) -> tuple[int, int]:
    """The run of units, up to `most` characters, that holds the rarest words; those in the window before others.

    `words`: stems and their rarity; `window`: from where to where in the text, as shares of its words. Of equals the
    run of fewer units, then the earlier.
    """
    asked = frozenset(words)
    own = [asked & unit.stems for unit in text.units]
    held = [mine | led for mine, led in zip(own, _led(text, own), strict=True)]
    inside = _inside(text, window)
    runs: list[_Run] = []
    for start in range(len(own)):
        if not own[start]:
            continue
        size, count, within, end = 0, 0, 0.0, start
        stems: frozenset[str] = frozenset()
        while end < len(own) and (end == start or size + text.units[end].size <= most):
            unit = text.units[end]
            size += unit.size
            count += unit.words
            within += inside[end] * unit.words
            stems |= held[end]
            end += 1
            if own[end - 1]:
                worth = sum(words[stem] for stem in stems) * (1 + INSIDE * within / max(1, count))
                runs.append(_Run(value=(round(worth, 6), start - end, -start), start=start, end=end, held=stems))
    if not runs:
        return 0, min(1, len(own))
    best = max(runs, key=_value)
    while fuller := [run for run in runs if best.held < run.held and run.end == run.start + 1]:
        best = max(fuller, key=_value)
    return best.start, best.end


def _value(run: _Run) -> tuple[float, int, int]:
    return run.value


def _led(text: Cut, held: Sequence[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Of each item and row what the line says that announces it: a person reads both."""
    lead, kind = frozenset[str](), None
    for at, unit in enumerate(text.units):
        block = text.blocks[unit.block]
        if block.kind in (BlockKind.ITEM, BlockKind.TABLE):
            if block.kind is not kind:
                is_led = at > 0 and text.kind(at - 1) is BlockKind.PARAGRAPH and announces(text, at - 1)
                lead = held[at - 1] if is_led and text.units[at - 1].size <= LEAD else frozenset()
            yield lead
        else:
            yield frozenset()
        kind = block.kind


def filled(text: Cut, core: tuple[int, int], room: int) -> frozenset[int]:
    """The core with what is needed to understand it, what follows and what precedes, as long as there is room."""
    start, end = core
    every = range(len(text.units))
    filling = _Filling(text, room)
    if filling.take(every):
        return frozenset(every)
    if not filling.take(range(start, end)):
        filling.force(start)
    for wanted in _needed(text, start):
        filling.take(wanted)
    filling.run(at for at in range(start - 1, -1, -1) if text.units[at].block == text.units[start].block)
    filling.run(range(end, len(every)))
    filling.run(range(start - 1, -1, -1))
    for at in range(min(filling.chosen, default=0), max(filling.chosen, default=0)):
        filling.take([at])
    return _without_loose_end(text, filling.chosen, core)


def announces(text: Cut, at: int) -> bool:
    """Does a unit only say, or ask, what follows?"""
    return text.kind(at) is BlockKind.HEADING or text.text(at).rstrip().endswith((":", "：", "?", "？"))


class _Filling:
    """The units chosen so far, and the room that is left."""

    def __init__(self, text: Cut, room: int) -> None:
        self._text = text
        self._left = room
        self.chosen: set[int] = set()

    def take(self, wanted: Iterable[int]) -> bool:
        """Take some units, with the heads of their tables, when all fit."""
        those = {at for at in wanted if at not in self.chosen}
        those |= {head for at in those if (head := self._head(at)) is not None and head not in self.chosen}
        size = sum(self._text.units[at].size + 1 for at in those)
        if size > self._left:
            return False
        self.chosen |= those
        self._left -= size
        return True

    def run(self, wanted: Iterable[int]) -> None:
        """Take one after the other until one does not fit."""
        for at in wanted:
            if not self.take([at]):
                return

    def force(self, at: int) -> None:
        """Take a unit though it does not fit."""
        self.chosen |= {at} if (head := self._head(at)) is None else {at, head}
        self._left -= sum(self._text.units[one].size + 1 for one in self.chosen)

    def _head(self, at: int) -> int | None:
        unit = self._text.units[at]
        return at - unit.start if self._text.blocks[unit.block].rows else None


def _inside(text: Cut, window: tuple[float, float]) -> list[float]:
    """Of each unit the share that lies in the window."""
    total = sum(unit.words for unit in text.units) or 1
    found: list[float] = []
    done = 0
    for unit in text.units:
        first, last = done / total, (done + unit.words) / total
        overlap = min(last, window[1]) - max(first, window[0])
        found.append(max(0.0, overlap) / (last - first) if last > first else 0.0)
        done += unit.words
    return found


def _needed(text: Cut, start: int) -> Iterable[list[int]]:
    """What must stand before a unit for it to be understood, the most needed first; each whole or not at all."""
    kind, first = text.kind(start), _first_of_block(text, start)
    before = _block_before(text, first)
    is_told = bool(before) and text.kind(before[-1]) is BlockKind.PARAGRAPH
    if kind is BlockKind.ITEM:
        yield from _needed_by_item(text, start, first)
    elif kind is BlockKind.TABLE and is_told:
        yield before[-1:]
    elif kind is BlockKind.CODE and is_told:
        yield before
    yield list(range(first, start))
    if before and text.kind(before[0]) is BlockKind.HEADING:
        yield before


def _needed_by_item(text: Cut, start: int, first: int) -> Iterable[list[int]]:
    """The line that announces the list, the items that an item is under, and those before it."""
    top = first
    while top > 0 and text.kind(top - 1) is BlockKind.ITEM:
        top -= 1
    lead = _block_before(text, top)
    if lead and text.kind(lead[0]) is BlockKind.PARAGRAPH and sum(text.units[at].size for at in lead) <= LEAD:
        yield lead
    level = text.blocks[text.units[first].block].level
    for at in range(first - 1, top - 1, -1):
        above = text.blocks[text.units[at].block].level
        if above < level:
            level = above
            yield _block_of(text, at)
    yield list(range(top, start))


def _first_of_block(text: Cut, at: int) -> int:
    while at > 0 and text.units[at - 1].block == text.units[at].block:
        at -= 1
    return at


def _block_of(text: Cut, at: int) -> list[int]:
    last = at + 1
    while last < len(text.units) and text.units[last].block == text.units[at].block:
        last += 1
    return list(range(_first_of_block(text, at), last))


def _block_before(text: Cut, first: int) -> list[int]:
    return _block_of(text, first - 1) if first > 0 else []


def _without_loose_end(text: Cut, chosen: set[int], core: tuple[int, int]) -> frozenset[int]:
    """Without a last line that only announces what did not fit."""
    while len(chosen) > 1:
        last = max(chosen)
        if last < core[1] or last + 1 == len(text.units) or not announces(text, last):
            break
        chosen.discard(last)
    return frozenset(chosen)
