"""Short sections are searched together with the next one: which of them did the question mean?"""

from collections.abc import Sequence

from bot.markup.bare import bare
from bot.markup.sections import Section
from bot.search.marking import matcher, matches
from bot.search.reading import SHORT
from bot.search.terms import raw_words


def neighbours(sections: Sequence[Section]) -> tuple[tuple[Section, ...], ...]:
    """The sections in the groups that are searched as one."""
    groups: list[tuple[Section, ...]] = []
    pending: list[Section] = []
    words = 0
    for section in sections:
        pending.append(section)
        words += len(raw_words(bare(section.text)))
        if words >= SHORT:
            groups.append(tuple(pending))
            pending, words = [], 0
    return (*groups, tuple(pending)) if pending else tuple(groups)


def meant(groups: Sequence[Sequence[Section]], number: int, words: frozenset[str]) -> Section | None:
    """The section that was found, or one of its group that holds more of the question's words."""
    for group in groups:
        found = next((section for section in group if section.ordinal == number), None)
        if found is not None:
            return _fullest(group, found, words) if len(group) > 1 else found
    return None


def _fullest(group: Sequence[Section], found: Section, words: frozenset[str]) -> Section:
    match = matcher(words)

    def held(section: Section) -> int:
        return len(matches(f"{' '.join(section.path[-1:])}\n{section.text}", match))

    best = max(group, key=held)
    return best if held(best) > held(found) else found
