"""Does a pattern look as if kudos were traded? A report for the programme owner; nobody is punished by it.

pair    two who give most of what they give to each other
ring    three who give round in a circle most of what they give
fan     one who gives most of what they give to one person
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.ids import UserId

SPAN = timedelta(days=28)
LEAST = 4  #: counted thanks from one to another below which nothing is odd
SHARE = 0.6  #: of what somebody gives


class Shape(StrEnum):
    PAIR = "pair"
    RING = "ring"
    FAN = "fan"


@dataclass(frozen=True, kw_only=True)
class Pattern:
    shape: Shape
    people: tuple[UserId, ...]
    #: counted thanks along it
    kudos: int


def find_patterns(thanks: Mapping[tuple[UserId, UserId], int]) -> tuple[Pattern, ...]:
    """Find the patterns in how often each thanked each; what belongs to a larger one is not told again."""
    gave: Counter[UserId] = Counter()
    for (giver, _), times in thanks.items():
        gave[giver] += times

    def is_strong(path: Iterable[tuple[UserId, UserId]], to: set[UserId]) -> bool:
        """Does everybody on a path give enough along it, and most of what they give to those on it?"""
        return all(
            thanks.get(step, 0) >= LEAST and sum(thanks.get((step[0], one), 0) for one in to) >= SHARE * gave[step[0]]
            for step in path
        )

    strong = [step for step, times in thanks.items() if times >= LEAST]
    found: list[Pattern] = []
    for a, b in strong:
        for c in (receiver for giver, receiver in strong if giver == b and receiver not in (a, b)):
            path = ((a, b), (b, c), (c, a))
            if a < min(b, c) and is_strong(path, {a, b, c}):
                found.append(Pattern(shape=Shape.RING, people=(a, b, c), kudos=sum(thanks[step] for step in path)))
    for a, b in strong:
        if a < b and is_strong(((a, b), (b, a)), {a, b}):
            found.append(Pattern(shape=Shape.PAIR, people=(a, b), kudos=thanks[a, b] + thanks[b, a]))
    told = {frozenset((a, b)) for one in found for a in one.people for b in one.people}
    for a, b in strong:
        if frozenset((a, b)) not in told and thanks[a, b] >= SHARE * gave[a] and gave[a] >= 2 * LEAST:
            found.append(Pattern(shape=Shape.FAN, people=(a, b), kudos=thanks[a, b]))
    return tuple(sorted(found, key=lambda one: (-one.kudos, one.people)))
