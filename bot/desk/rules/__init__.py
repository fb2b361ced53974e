"""What is a flag, what is a suggested change, and what can become of them?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.answers.rules import Reason
from bot.errors import Forbidden, UserError
from bot.ids import AnswerId, ArticleId, PromiseId, UserId

WORDS = 1000  #: characters of what somebody says about a passage
TITLE = 150  #: characters of a title in a sentence
SECTION = 200  #: characters of an anchor that names a passage
ASKED_ALONE = timedelta(days=5)  #: who keeps an article has so long before the curators are asked as well

#: What is about the article; that it was not the question is not.
FAULTS = frozenset({Reason.WRONG, Reason.OUTDATED, Reason.UNCLEAR})
#: What misleads who read it; what is hard to follow does not.
MISLEADING = frozenset({Reason.WRONG, Reason.OUTDATED})


class Outcome(StrEnum):
    """What has become of a flag."""

    OPEN = "open"
    FIXED = "fixed"
    RIGHT = "right"
    RETIRED = "retired"
    UNDONE = "undone"  #: by who raised it


class State(StrEnum):
    """What has become of a suggested change."""

    WAITING = "waiting"
    PUBLISHED = "published"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A passage: a heading of an article, as a key."""

    article: ArticleId
    section: str


@dataclass(frozen=True, kw_only=True)
class Flag:
    """Somebody says that a passage is wrong."""

    id: int
    place: Place
    by: UserId
    reason: Reason
    words: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Case:
    """A passage with open flags: who was asked about it, and the cards by which they were."""

    place: Place
    #: Who keeps the article; None when the curators were asked at once, or by now.
    asked: UserId | None
    opened_at: datetime
    cards: tuple[PromiseId, ...]


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """How somebody would change a passage."""

    id: int
    article: ArticleId
    #: The revision it began from, and the passage; None for the whole text.
    base: int
    anchor: str | None
    heading: str
    before: str
    after: str
    why: str
    #: Whether who read it should hear that it was wrong.
    was_wrong: bool
    by: UserId
    at: datetime
    state: State
    cards: tuple[PromiseId, ...]


@dataclass(frozen=True, kw_only=True)
class Correction:
    id: int
    place: Place
    title: str
    before: str
    #: '' when the article was taken out.
    after: str
    since: datetime
    at: datetime
    #: The last answer that was looked at for readers.
    looked_at: AnswerId


class Settled(UserError):
    """Someone has already settled this. Thank you!"""


class Unchanged(UserError):
    """That's what it says already. Change the words, then send it again."""


class TooLong(UserError):
    """This passage is too long for a form in Slack. Please change it where it was written."""


class NotTheirs(Forbidden):
    """Only the person who looks after this article and the curators can do that."""


def section(anchor: str | None) -> str:
    """An anchor as a key."""
    return (anchor or "")[:SECTION]
