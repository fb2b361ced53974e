"""Which of the pages and sections that words have found are nearest in meaning to the question?

One more sign beside the words', never instead of them, and only where somebody can tell; this knows no model.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.search.findings import Spot

#: So many pages are put in order by both signs; what is further behind by its words stays there.
PAGES = 5
#: What nearness counts beside a page's share of the best page's score, and a section's of its page's best window.
PAGE_GAIN, SECTION_GAIN = 1.0, 1.0


@dataclass(frozen=True, kw_only=True)
class Nearness:
    """How near an article is to a question: 0 as unlike sentences are, 1 as a question and its answer."""

    #: By the ordinal of a section.
    sections: Mapping[int, float]
    #: Section -> the one that short neighbours are searched under.
    under: Mapping[int, int]

    @property
    def best(self) -> float:
        """That of its nearest section."""
        return max(self.sections.values())


#: Question, ids of articles -> how near those are that somebody can tell of.
Near = Callable[[str, Sequence[str]], Mapping[str, Nearness]]


def pages(scores: Sequence[float], near: Sequence[Nearness | None]) -> list[int]:
    """The places of the first pages in the order of both signs, given their scores, best first.

    The order stays when anything is missing: a page that nobody can tell of is neither near nor far.
    """
    told = [one.best for one in near if one is not None]
    if len(told) < len(scores) or not scores or scores[0] <= 0:
        return list(range(len(scores)))
    both = [score / scores[0] + PAGE_GAIN * best for score, best in zip(scores, told, strict=True)]
    return sorted(range(len(scores)), key=lambda at: (-both[at], at))


def sections(spots: Sequence[Spot], near: Nearness | None) -> tuple[Spot, ...]:
    """The spots of one page, best first, in the order of both signs; neighbours searched as one stand apart."""
    if near is None or not spots or spots[0].score <= 0:
        return tuple(spots)
    apart = [one for spot in spots for one in _apart(spot, near)]
    least = min(near.sections.values())
    both = [one.score / spots[0].score + SECTION_GAIN * near.sections.get(one.section, least) for one in apart]
    return tuple(apart[at] for at in sorted(range(len(apart)), key=lambda at: (-both[at], at)))


def _apart(spot: Spot, near: Nearness) -> list[Spot]:
    """A spot as one of its own section, and one of each neighbour that its window reaches into."""
    those = [section for section, named in near.under.items() if named == spot.section]
    if spot.section not in those:
        return [spot]
    return [
        replace(spot, is_exact=True)
        if section == spot.section
        else replace(spot, section=section, start=0.0, end=1.0, is_exact=True)
        for section in those
        if section == spot.section
        or (spot.start == 0.0 and section < spot.section)
        or (spot.end == 1.0 and section > spot.section)
    ]
