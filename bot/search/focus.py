"""Short sections are searched together with the next one: which of them did the question mean?"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from bot.markup.sections import Section
from bot.search.findings import Spot
from bot.search.marking import stems
from bot.search.reading import SHORT
from bot.search.snippets import Place
from bot.search.terms import raw_words


def neighbours(sections: Sequence[Section]) -> tuple[tuple[Section, ...], ...]:
    """The sections in the groups that are searched as one."""
    groups: list[tuple[Section, ...]] = []
    pending: list[Section] = []
    words = 0
    for section in sections:
        pending.append(section)
        words += _said(section).words
        if words >= SHORT:
            groups.append(tuple(pending))
            pending, words = [], 0
    return (*groups, tuple(pending)) if pending else tuple(groups)


def places(groups: Sequence[Sequence[Section]], spots: Sequence[Spot], words: Set[str]) -> tuple[Place, ...]:
    """The sections that a search found, in its order; those that are not there any more are left out."""
    found: dict[int, Place] = {}
    for spot in spots:
        section = _exact(groups, spot.section) if spot.is_exact else meant(groups, spot.section, words)
        if section is not None:
            is_it = section.ordinal == spot.section
            start, end = (spot.start, spot.end) if is_it else (0.0, 1.0)
            found.setdefault(section.ordinal, Place(section=section, start=start, end=end))
    ordered = tuple(found.values())
    return ordered if spots and spots[0].is_exact else _opened(groups, ordered, words)


def _opened(groups: Sequence[Sequence[Section]], found: tuple[Place, ...], words: Set[str]) -> tuple[Place, ...]:
    """The same, the page's opening first where a single word was found that it has as well: it says what that is."""
    opening = next((section for group in groups for section in group if section.said), None)
    if not found or opening is None or opening.ordinal == found[0].section.ordinal:
        return found
    best = words & _said(found[0].section).stems
    if len(best) != 1 or not best <= _said(opening).told:
        return found
    others = tuple(place for place in found if place.section.ordinal != opening.ordinal)
    return (next((place for place in found if place not in others), Place(section=opening)), *others)


def _exact(groups: Sequence[Sequence[Section]], number: int) -> Section | None:
    return next((section for group in groups for section in group if section.ordinal == number), None)


def meant(groups: Sequence[Sequence[Section]], number: int, words: Set[str]) -> Section | None:
    """The section that was found, or one of its group that holds more of the question's words.

    Where each holds the same single word, the longest of them says no more about it than the first.
    """
    for group in groups:
        found = next((section for section in group if section.ordinal == number), None)
        if found is not None:
            best = max(group, key=lambda section: _held(section, words))
            is_better = _held(best, words) > _held(found, words) or _held(found, words) == 1
            return best if is_better else found
    return None


def _held(section: Section, words: Set[str]) -> int:
    return len(words & _said(section).stems)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Said:
    """How many words a section has, and all that those and its heading's may be forms of."""

    words: int
    stems: frozenset[str]
    #: Without those of its heading.
    told: frozenset[str]


@lru_cache(maxsize=4096)  # the pages people ask for are asked for again
def _said(section: Section) -> _Said:
    text = section.searched
    told = stems(text)
    return _Said(words=len(raw_words(text)), stems=told | stems(" ".join(section.path[-1:])), told=told)
