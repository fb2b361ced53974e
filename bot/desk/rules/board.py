"""What is on the desk: its parts, its figures, and which articles should be checked?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from bot.articles.rules import STARTER, Article, Freshness
from bot.ids import ArticleId, UserId

PAGE = 5  #: things on one page of the desk
TO_CHECK = 3  #: articles a person is asked to check in a week
LOOKED_AT = 200  #: articles, the most shown first, that figures and checks are made of
WINDOW = timedelta(days=30)
PROVEN = 3  #: people an article has helped, that make a check unnecessary
IN_TIME = timedelta(days=5)
WEEK, TREND = timedelta(days=7), 6  #: weeks that a trend is made of


class Part(StrEnum):
    SUGGESTIONS = "suggestions"
    SAVED = "saved"
    FLAGS = "flags"
    CHECKS = "checks"


@dataclass(frozen=True, kw_only=True)
class Used:
    """An article, and what a month of use says of it."""

    article: Article
    shown: int
    helped: int
    is_flagged: bool
    #: Who keeps it; None where nobody does, or they have left.
    keeper: UserId | None

    def is_trusted(self, now: datetime) -> bool:
        """Was it checked lately, or has use proven it?"""
        return self.article.freshness(now) is Freshness.VERIFIED or self.is_proven

    @property
    def is_proven(self) -> bool:
        return self.helped >= PROVEN and not self.is_flagged


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A month in numbers."""

    answered: int
    wrong: int
    #: Of the flags raised in the time: how many were settled, within five days, and in how much time, half of them.
    settled: int
    in_time: int
    median: timedelta | None
    #: Of what was shown, in percent; None when nothing was.
    trusted: int | None


@dataclass(frozen=True, kw_only=True)
class Week:
    """Seven days in numbers."""

    since: datetime
    answered: int
    wrong: int

    @property
    def share(self) -> float:
        """Called wrong, of a hundred that were answered."""
        return round(100 * self.wrong / self.answered, 1) if self.answered else 0.0


def to_check(
    used: Sequence[Used], *, by: UserId, is_curator: bool, passed: frozenset[ArticleId], now: datetime
) -> tuple[Used, ...]:
    """Choose what somebody should check, at most three: shown most first, and nothing that use has proven.

    Whoever keeps an article is asked; of what nobody keeps, or they passed on, the curators.
    """
    mine = (one for one in used if one.keeper == by or (one.keeper is None and is_curator))
    due = (
        one
        for one in mine
        if one.shown and not one.is_trusted(now) and not one.is_flagged
        if one.article.collection != STARTER and one.article.id not in passed
    )
    return tuple(sorted(due, key=lambda one: (-one.shown, one.article.id)))[:TO_CHECK]


def figures(
    used: Sequence[Used], flags: Sequence[tuple[datetime, datetime | None]], *, answered: int, now: datetime
) -> Figures:
    """Add a month up. `flags`: when each was raised, and settled."""
    times = [settled - at for at, settled in flags if settled is not None]
    shown = sum(one.shown for one in used)
    trusted = sum(one.shown for one in used if one.is_trusted(now))
    return Figures(
        answered=answered,
        wrong=len(flags),
        settled=len(times),
        in_time=sum(time <= IN_TIME for time in times),
        median=sorted(times)[len(times) // 2] if times else None,
        trusted=round(100 * trusted / shown) if shown else None,
    )


def weeks(edges: Sequence[datetime], answered: Sequence[int], raised: Sequence[datetime]) -> tuple[Week, ...]:
    """Put weeks together, the earliest first. `edges`: when each begins, and the last ends; `raised`: flags."""
    return tuple(
        Week(since=since, answered=count, wrong=sum(since <= at < until for at in raised))
        for (since, until), count in zip(pairwise(edges), answered, strict=True)
    )


Counts = Mapping[Part, int]
