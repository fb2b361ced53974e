"""What have people asked that nothing answers? Questions alike, by how many people asked; never who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.answers.rules.likeness import likeness, telling
from bot.errors import UserError
from bot.ids import AnswerId, ArticleId, UserId

#: How far back, and how many questions at most, the latest.
SINCE, MOST = timedelta(days=42), 500
#: Two questions are alike from here on.
ALIKE = 0.6
PAGE = 5  #: gaps at once


class State(StrEnum):
    WRITTEN = "written"
    NOT_FOR_US = "not_for_us"


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """A question that found nothing, or nothing that helped."""

    answer: AnswerId
    asker: UserId
    question: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Questions alike. The first of them names the gap."""

    questions: tuple[Unanswered, ...]

    @property
    def first(self) -> Unanswered:
        return self.questions[0]

    @property
    def people(self) -> int:
        return len({one.asker for one in self.questions})


@dataclass(frozen=True, kw_only=True)
class Owed:
    """Somebody who is to hear that what they asked has an answer."""

    gap: int
    answer: AnswerId
    asker: UserId
    question: str
    article: ArticleId


class Decided(UserError):
    """Someone has already dealt with that question. Thank you!"""


def alike(first: Unanswered, every: Sequence[Unanswered]) -> Gap:
    """Return the gap that a question names: it, and what is like it."""
    others = (one for one in every if one.answer != first.answer and likeness(first.question, one.question) >= ALIKE)
    return Gap(questions=(first, *others))


def grouped(every: Sequence[Unanswered]) -> tuple[Gap, ...]:
    """Put questions alike together; what most people asked comes first, then what was asked last."""
    holding: dict[frozenset[str], list[int]] = {}
    for place, one in enumerate(every):
        for word in telling(one.question):
            holding.setdefault(word, []).append(place)
    taken: set[int] = set()
    found: list[Gap] = []
    for place, first in enumerate(every):
        if place in taken:
            continue
        near = sorted({other for word in telling(first.question) for other in holding[word]} - taken - {place})
        gap = alike(first, [every[other] for other in near])
        members = {one.answer for one in gap.questions}
        taken |= {place, *(other for other in near if every[other].answer in members)}
        found.append(gap)
    return tuple(sorted(found, key=lambda gap: (-gap.people, -gap.first.at.timestamp())))
