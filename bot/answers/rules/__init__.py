"""What is an answer, how long does it live, and what can be done with it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.answers.rules.experts import Expert
from bot.articles.rules import Passage, Place
from bot.errors import Forbidden, UserError
from bot.ids import AnswerId, ArticleId, ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.search.gate import Decision

QUESTION = 3000  #: characters of a question that are kept
SHAREABLE = timedelta(days=30)
RETENTION = timedelta(days=180)  #: after this the words of a question and its asker are forgotten
KEPT = 5  #: hits that are kept with an answer
SHOWN = 1200  #: characters of a passage at most
SHOWN_ALL = 2800  #: characters after *Show more*
EXCERPT = 300  #: characters of the lines that made something a candidate
CHOICES = 3  #: passages offered when the gate says maybe
UNANSWERED = -1  #: the rank of a share that has no passage yet: the question alone, put to a channel


class Surface(StrEnum):
    """Where it was asked."""

    COMMAND = "command"
    MENTION = "mention"
    DIRECT = "direct"
    SHORTCUT = "shortcut"
    HOME = "home"
    ASSISTANT = "assistant"  #: another program, for its person


class Reason(StrEnum):
    """Why an answer did not help."""

    WRONG = "wrong"
    OUTDATED = "outdated"
    OTHER_QUESTION = "other"
    UNCLEAR = "unclear"


REASONS = {
    Reason.WRONG: "It's wrong",
    Reason.OUTDATED: "Out of date",
    Reason.OTHER_QUESTION: "Not what I asked",
    Reason.UNCLEAR: "Hard to follow",
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as it reached us."""

    workspace: WorkspaceId
    #: What makes this question itself: asked again under the same key, it is the same question.
    key: str
    asker: UserId
    text: str
    surface: Surface
    channel: ChannelId | None = None
    thread: Ts | None = None


@dataclass(frozen=True, kw_only=True)
class Ref:
    """A hit of the search."""

    place: Place
    score: float


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A stored reply. Share, feedback and whatever is learned from questions hang on it."""

    id: AnswerId
    workspace: WorkspaceId
    #: None once forgotten.
    asker: UserId | None
    question: str | None
    #: The question's words as the search compares them, and how rare each is: what a passage is chosen by, and marked.
    words: Mapping[str, float]
    #: Said with the answer: spelling corrected, synonyms used, a question that was cut.
    notes: tuple[str, ...]
    decision: Decision
    confidence: float
    surface: Surface
    channel: ChannelId | None
    thread: Ts | None
    #: Which of the offered titles was opened.
    picked: int | None
    asked_at: datetime
    hits: tuple[Ref, ...]

    @property
    def is_public(self) -> bool:
        return self.surface is Surface.MENTION

    @property
    def can_be_put_to_the_channel(self) -> bool:
        """Was it asked privately in a channel? From a message's menu, the question is there already."""
        return self.surface is Surface.COMMAND and self.channel is not None


@dataclass(frozen=True, kw_only=True)
class Share:
    answer: AnswerId
    channel: ChannelId
    thread: Ts | None
    #: which passage, or `UNANSWERED`
    rank: int
    sharer: UserId
    #: How often it was shared here, taken back in between.
    times: int
    promise: PromiseId
    is_taken_back: bool


@dataclass(frozen=True, kw_only=True)
class Upcoming:
    """A session on what was asked, where people learn it together."""

    session: int
    title: str
    starts_at: datetime
    #: how many places are left; '' where they are not counted
    room: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """An answer with the passages it stands on, best first, re-read from the knowledge base."""

    answer: Answer
    #: By rank; a rank is missing when its passage is no longer published.
    passages: Mapping[int, Passage]
    #: What the people who wrote or checked them are called.
    names: Mapping[UserId, str]
    #: Whose words each was made of, where it was made of a conversation; () where none of them is to be named.
    credited: Mapping[ArticleId, tuple[UserId, ...]]
    #: How many people each has helped, since it was last checked.
    helped: Mapping[ArticleId, int]
    #: When the passages were read.
    now: datetime
    #: False when this very question (same key) had been answered before.
    is_new: bool = True
    #: Where there is no answer: who may know, and can be asked.
    experts: tuple[Expert, ...] = ()
    #: Why the curators say that it is nothing for the knowledge base; '' without a reason, None when they do not.
    not_for_us: str | None = None
    #: The next session on it.
    upcoming: Upcoming | None = None

    @property
    def is_nothing(self) -> bool:
        """Does it answer nothing, as far as the search can tell?"""
        if self.answer.picked is not None and self.best is not None:
            return False
        return not self.passages or self.answer.decision is Decision.NOTHING

    @property
    def best(self) -> int | None:
        """The rank to show: the opened one, else the first still published."""
        if self.answer.picked in self.passages:
            return self.answer.picked
        return min(self.passages, default=None)


class Forgotten(UserError):
    """I no longer have that answer. Please ask again; it takes a second."""


class TooOldToShare(UserError):
    """That answer is older than 30 days and may be out of date. Please ask again and share the fresh one."""


class NotYours(Forbidden):
    """Only the person who asked can share this answer. Ask the question yourself with /learn to get your own."""


class NotYourShare(Forbidden):
    """Only the person who shared this can take it back."""


class NowhereToShare(UserError):
    """You didn't ask this in a channel, so there's nowhere to share it. Ask with /learn in the channel."""


class NotBothThere(UserError):
    """We both need to be in that channel, or we'd miss the replies. Join it, invite me with `/invite @pollen`, and ask
    again.
    """


class SlackIsSilent(UserError):
    """Slack is slow right now, please try again."""


class NothingThere(UserError):
    """That passage has since been removed from the knowledge base. Please ask again."""
