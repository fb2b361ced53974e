"""Which two articles may say the same, or contradict one another? By their names, their words and whom they helped."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from typing import TypeVar
from zlib import crc32

from bot.answers.rules.likeness import stems
from bot.answers.rules.resemblance import CALLED_ALIKE, called
from bot.errors import UserError
from bot.ids import ArticleId
from bot.search import terms

T = TypeVar("T", int, str)

UNDO = timedelta(days=30)
WEEKLY = 10  #: pairs that are put before curators in a week, the likeliest first
SAME = 0.4  #: of their runs of words, that two texts have in common
SHARED = 0.15  #: of their words, that two articles of like names have in common
_RUN = 4  #: words
_SKETCH = 32  #: runs of a text that are compared
_COMMON = 40  #: articles that a word in a name, or a run in a text, tells nothing apart any more


class Why(StrEnum):
    NAMES = "names"  #: they go by the same names, and use the same words
    WORDS = "words"  #: they say nearly the same
    ASKED = "asked"  #: both have answered the same question


class State(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    MERGED = "merged"


class Settled(UserError):
    """Someone has already settled this. Thank you!"""


class TooLate(UserError):
    """That was merged more than 30 days ago. A curator can still restore the article from its history."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An article as it is compared with others."""

    id: ArticleId
    #: Whose eyes it is for: only articles for the same readers are put beside each other.
    audience: str
    names: tuple[str, ...]
    #: Questions that it has answered.
    asked: tuple[str, ...]
    text: str = field(repr=False)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(terms.raw_words(self.text))

    @cached_property
    def sketch(self) -> frozenset[int]:
        """The smallest numbers that runs of its words come to: of like texts they are the same."""
        words = self.words
        runs = {
            crc32(" ".join(words[at : at + _RUN]).casefold().encode()) for at in range(max(0, len(words) - _RUN + 1))
        }
        return frozenset(sorted(runs)[:_SKETCH])

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.words if len(word) > 3)


@dataclass(frozen=True, kw_only=True)
class Pair:
    one: ArticleId
    other: ArticleId
    why: Why
    weight: float


@dataclass(frozen=True, kw_only=True)
class Twins:
    """Two articles that were put before curators, the one with the smaller id first."""

    one: ArticleId
    other: ArticleId
    why: Why
    state: State
    gone: ArticleId | None
    decided_at: datetime | None


def pairs(candidates: Sequence[Candidate], *, new: Collection[ArticleId] | None = None) -> tuple[Pair, ...]:
    """Return those that may say the same, the likeliest first. `new`: only pairs with one of these."""
    found = (_pair(one, other) for one, other in _near(candidates) if new is None or one.id in new or other.id in new)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (-one.weight, one.one, one.other)))


def _near(candidates: Sequence[Candidate]) -> Iterable[tuple[Candidate, Candidate]]:
    """Which are compared at all: those that share something rare."""
    by: dict[tuple[str, object], list[int]] = defaultdict(list)
    for place, one in enumerate(candidates):
        keys: set[object] = {stem for name in (*one.names, *one.asked) for stem in stems(name)}
        for key in (*keys, *one.sketch):
            by[one.audience, key].append(place)
    near = {pair for places in by.values() if len(places) <= _COMMON for pair in combinations(places, 2)}
    return ((candidates[one], candidates[other]) for one, other in sorted(near))


def _pair(one: Candidate, other: Candidate) -> Pair | None:
    first, second = sorted((one.id, other.id))
    same = _common(one.sketch, other.sketch)
    is_asked = _have_answered_the_same(one, other)
    named = called(one.names, other.names)
    weight = max(same, named * _common(one.vocabulary, other.vocabulary), 0.9 if is_asked else 0.0)
    if same >= SAME:
        return Pair(one=first, other=second, why=Why.WORDS, weight=weight)
    if is_asked:
        return Pair(one=first, other=second, why=Why.ASKED, weight=weight)
    if named >= CALLED_ALIKE and (named == 1 or _common(one.vocabulary, other.vocabulary) >= SHARED):
        return Pair(one=first, other=second, why=Why.NAMES, weight=weight + named)
    return None


def _have_answered_the_same(one: Candidate, other: Candidate) -> bool:
    """Which question it was is not kept: it is somebody's, and goes when they say so."""
    return bool(_questions(one) & _questions(other))


def _questions(one: Candidate) -> frozenset[str]:
    return frozenset(" ".join(found) for asked in one.asked if (found := sorted(stems(asked))))


def _common(one: frozenset[T], other: frozenset[T]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
