"""Which parts of a page does a person need to read?

The core that holds the rarest words of the question in its best section, what is needed to understand it, and the next
best section of the page; whole sentences, items and rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.markup.document import Block, BlockKind, words_of
from bot.markup.sections import Section
from bot.search import filling, neighbourhood, units
from bot.search.marking import marked, matcher
from bot.search.units import Cut

__all__ = ["Part", "Place", "Snippet", "excerpt", "likely", "passage", "plain", "snippet"]

Match = Callable[[str], frozenset[str]]
Words = Mapping[str, float]

#: Characters of a passage, and of one that is no more than likely.
LIMIT, UNSURE = 1200, 900
#: How much of them the first part takes when there is a second; in doubt they are better spent on other sections.
FIRST, FIRST_UNSURE = 0.625, 0.5
#: A section that shows less goes on into those below it.
SHORT = 150
#: Characters of the section that encloses the first, and the least that a second one needs.
PARENT, LEAST = 300, 120
#: How many sections besides the first and what encloses it.
OTHERS = 2
#: Characters of the core, alone and among others.
ALONE, AMONG = 400, 200
#: A notification shows about this much.
_FIRST = 160


@dataclass(frozen=True, kw_only=True)
class Place:
    """A section, and which of its words the search found, as shares of them."""

    section: Section
    start: float = 0.0
    end: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is shown of one section."""

    section: Section
    blocks: tuple[Block, ...]
    #: Whether the section has more than that.
    is_cut: bool

    @property
    def size(self) -> int:
        """Characters a person reads."""
        return sum(len(words_of(block)) + 1 for block in self.blocks)


@dataclass(frozen=True, kw_only=True)
class Snippet:
    """What is shown of a page."""

    #: The best section first.
    parts: tuple[Part, ...]
    #: Whether its sections have more than is shown.
    is_cut: bool
    #: The sentence a person needs, plain, for the notification.
    first_sentence: str

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The first part's."""
        return self.parts[0].blocks if self.parts else ()


def snippet(section: Section, words: Words, *, limit: int = 600) -> Snippet:
    """The best part of a section by itself, the words asked for marked."""
    return passage([section], [Place(section=section)], words, limit=limit)


def passage(
    page: Sequence[Section], places: Sequence[Place], words: Words, *, limit: int = LIMIT, first_share: float = FIRST
) -> Snippet:
    """What a page says at these places, best first, the words asked for marked."""
    if not places:
        return Snippet(parts=(), is_cut=False, first_sentence="")
    reader = _Reader(words)
    best = places[0].section
    parent = _parent(page, best)
    others = [place for place in places[1:] if place.section.ordinal != best.ordinal]
    has_more = bool(others) or parent is not None
    first = int(limit * first_share) if has_more else limit
    text, core = reader.core(places[0], AMONG if has_more else ALONE)
    parts = [reader.part(places[0], first, core)]
    left = limit - parts[0].size
    if parts[0].size < SHORT:
        for section in _below(page, best):
            if left < LEAST or sum(part.size for part in parts) >= first:
                break
            parts.append(reader.part(Place(section=section), left, (0, 1)))
            left -= parts[-1].size
    is_cut = any(part.is_cut for part in parts)
    if parent is not None:
        found = next((place for place in places if place.section.ordinal == parent.ordinal), Place(section=parent))
        left -= _added(parts, reader.further(found, min(PARENT, left)), left)
    count = len(parts) + OTHERS
    for place in others:
        if len(parts) < count and all(part.section.ordinal != place.section.ordinal for part in parts):
            left -= _added(parts, reader.further(place, left), left)
    if has_more and parts[0].is_cut and left >= LEAST:
        parts[0] = reader.part(places[0], parts[0].size + left, core)
    shown = tuple(part for part in parts if part.blocks)
    return Snippet(parts=shown, is_cut=is_cut, first_sentence=_sentence(text, core, words))


def likely(page: Sequence[Section], places: Sequence[Place], words: Words) -> Snippet:
    """The same where it is no more than likely: plainly shorter, and as much of other sections as of the best."""
    return passage(page, places, words, limit=UNSURE, first_share=FIRST_UNSURE)


def excerpt(place: Place, words: Words, *, limit: int = 300) -> str:
    """The lines that made a place a candidate, plain."""
    text, (start, end) = _Reader(words).core(place, limit)
    left = limit - sum(text.units[at].size for at in range(start, end))
    if start < end and filling.announces(text, end - 1):
        while end < len(text.units) and text.units[end].size < left:
            left -= text.units[end].size + 1
            end += 1
    lines = (text.text(at) for at in range(start, end))
    return _clipped(" ".join(" ".join(line.split()) for line in lines if line.strip()), limit)


def plain(shown: Snippet) -> str:
    """A passage as lines of text; each part after the first under its heading."""
    told: list[str] = []
    for part in shown.parts:
        told += ["", *part.section.path[-1:]] if told else []
        told += [words_of(block) for block in part.blocks]
    return "\n".join(told)


class _Reader:
    """Reads sections as one question does."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._match = matcher(frozenset(words))

    def core(self, place: Place, most: int) -> tuple[Cut, tuple[int, int]]:
        """A section in units, and its core."""
        text, _ = self._text(place.section)
        return text, filling.core(text, self._words, (place.start, place.end), most=most)

    def part(self, place: Place, room: int, core: tuple[int, int]) -> Part:
        """The core of a section and what fits around it."""
        text, is_near = self._text(place.section)
        chosen = filling.filled(text, core, room) if text.units else frozenset[int]()
        blocks = tuple(marked(block, self._match) for block in units.drawn(text, chosen))
        is_cut = is_near or len(chosen) < len(text.units)
        return Part(section=place.section, blocks=blocks, is_cut=is_cut)

    def further(self, place: Place, room: int) -> Part | None:
        """Another section; none rather than a line that only announces."""
        if room < LEAST:
            return None
        text, core = self.core(place, min(AMONG, room))
        part = self.part(place, room, core)
        is_lead = len(part.blocks) == 1 and core[1] - core[0] == 1 and filling.announces(text, core[0])
        return part if part.blocks and not is_lead else None

    def _text(self, section: Section) -> tuple[Cut, bool]:
        """A section in units, and whether it is so long that only a part of it was looked at."""
        if len(section.said) <= 3 * neighbourhood.SIZE:
            return _cut(section), False
        return units.cut(neighbourhood.best(section.blocks, self._match)), True


def _added(parts: list[Part], part: Part | None, left: int) -> int:
    """Add a part that fits; return its size."""
    if part is None or part.size > left:
        return 0
    parts.append(part)
    return part.size


def _parent(page: Sequence[Section], section: Section) -> Section | None:
    """The nearest section above that has a text of its own; not the page's opening."""
    opening = next((one.ordinal for one in page if one.said), -1)
    for depth in range(len(section.path) - 1, 0, -1):
        for one in page:
            if one.path == section.path[:depth] and one.ordinal < section.ordinal and one.said:
                return one if one.ordinal != opening else None
    return None


def _below(page: Sequence[Section], section: Section) -> Iterable[Section]:
    """What stands under a section, in order."""
    depth = len(section.path)
    for one in page:
        if one.ordinal > section.ordinal:
            if one.path[:depth] != section.path or len(one.path) <= depth:
                return
            yield one


def _sentence(text: Cut, core: tuple[int, int], words: Words) -> str:
    """The one of the core's sentences that holds most of what was asked, and what follows if it only announces that."""
    those = [at for at in range(*core) if text.kind(at) is not BlockKind.HEADING] or list(range(*core))
    if not those:
        return ""
    best = max(those, key=lambda at: (sum(words[stem] for stem in words.keys() & text.units[at].stems), -at))
    told = text.text(best)
    if best + 1 < len(text.units) and filling.announces(text, best):
        row = best + 1 + (text.kind(best + 1) is BlockKind.TABLE)
        told = f"{told} {text.text(min(row, len(text.units) - 1))}"
    return _clipped(" ".join(told.split()), _FIRST)


@lru_cache(maxsize=4096)  # the passages people ask for are asked for again
def _cut(section: Section) -> Cut:
    return units.cut(section.blocks)


def _clipped(line: str, limit: int) -> str:
    if len(line) <= limit:
        return line
    return line[: line.rfind(" ", 0, limit) if " " in line[:limit] else limit - 1].rstrip(" ,;:") + "…"
