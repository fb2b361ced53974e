"""What is known of a request, of asking a mentor about it, and of a mentor?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.ids import ChannelId, PromiseId, UserId, WorkspaceId
from bot.mentors.rules import CAPACITY, OPEN, PAIRED, Answer, Kind, Level, Outcome, State
from bot.people.rules.hours import Hours

ENGLISH = frozenset({"en"})
#: Weighed like a reason, and none.
APART = "no working hours in common"
SUGGESTED = "suggested by the programme owner"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What somebody is about to ask for."""

    key: str
    label: str
    said: str
    goal: str = ""
    kind: Kind = Kind.ONGOING
    languages: frozenset[str] = ENGLISH
    hours: Hours = field(default_factory=Hours)
    is_private: bool = True


@dataclass(frozen=True, kw_only=True)
class Request:
    workspace: WorkspaceId
    id: int
    #: The first request of a chain in which each goes on in place of the one before.
    root: int
    asker: UserId
    draft: Draft
    state: State
    version: int
    asked_at: datetime
    #: When the first of the chain was asked: how long somebody has really been waiting.
    since: datetime
    answered_at: datetime | None = None
    matched_at: datetime | None = None
    closed_at: datetime | None = None
    mentor: UserId | None = None
    outcome: Outcome | None = None
    #: The cards that show it: the asker's, the mentors' channel's, the owner's.
    status: PromiseId | None = None
    posted: PromiseId | None = None
    owned: PromiseId | None = None

    @property
    def label(self) -> str:
        return self.draft.label

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_shown(self) -> bool:
        """Has it been put before people who were not asked one by one: the mentors' channel, the owner, a digest?"""
        return self.posted is not None or self.owned is not None or self.state in (State.POSTED, State.OWNER)

    @property
    def is_paired(self) -> bool:
        return self.state in PAIRED


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One mentor asked about one request."""

    id: int
    request: int
    mentor: UserId
    answer: Answer
    #: What was weighed when they were chosen; `why` is what speaks for them.
    reasons: tuple[str, ...]
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None = None
    card: PromiseId | None = None

    @property
    def why(self) -> tuple[str, ...]:
        """What speaks for asking them."""
        return tuple(one for one in self.reasons if one != APART)

    @property
    def is_apart(self) -> bool:
        """Do the two never work at the same time?"""
        return APART in self.reasons


@dataclass(frozen=True, kw_only=True)
class Skill:
    """A topic somebody teaches."""

    key: str
    label: str
    said: str
    level: Level = Level.DAILY


@dataclass(frozen=True, kw_only=True)
class Mentor:
    workspace: WorkspaceId
    user: UserId
    #: Asked by the cascade; somebody who only ever helped from the channel is not.
    is_listed: bool = True
    skills: tuple[Skill, ...] = ()
    about: str = ""
    #: Keys of topics not to be asked about.
    not_asked: frozenset[str] = frozenset()
    capacity: int = CAPACITY
    hours: Hours = field(default_factory=Hours)
    languages: frozenset[str] = ENGLISH
    kinds: frozenset[Kind] = frozenset(Kind)
    away_until: datetime | None = None
    paused_at: datetime | None = None
    #: When they left the company, or (not listed any more) stopped mentoring.
    gone_at: datetime | None = None
    #: Offers not answered in a row.
    ignored: int = 0
    last_asked_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """A topic several people wait for, and the group session proposed for it."""

    workspace: WorkspaceId
    topic: str
    label: str
    offered_at: datetime
    proposed_at: datetime | None = None
    leader: UserId | None = None
    #: Asks the mentors' channel who would lead it.
    card: PromiseId | None = None


@dataclass(frozen=True, kw_only=True)
class LedGroup:
    """A group session that somebody leads, and who waits for its topic."""

    #: names it, for ever
    key: str
    label: str
    leader: UserId
    #: where a host was asked for
    channel: ChannelId
    waiting: frozenset[UserId]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of a request's history."""

    at: datetime
    by: UserId | None
    what: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Demand:
    """A topic, how many wait for it, and how many teach it."""

    key: str
    label: str
    waiting: int
    mentors: int


@dataclass(frozen=True, kw_only=True)
class Load:
    mentor: UserId
    load: int
    capacity: int
    is_paused: bool


@dataclass(frozen=True, kw_only=True)
class Programme:
    #: Open requests by how long they have been waiting, in days.
    ages: tuple[tuple[str, int], ...]
    open_requests: tuple[Request, ...]
    #: In working days of the people who asked; None when there is nothing to measure.
    days_to_answer: float | None
    days_to_match: float | None
    demands: tuple[Demand, ...]
    loads: tuple[Load, ...]
    outcomes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Home:
    """What App Home shows of mentoring."""

    requests: tuple[tuple[Request, tuple[Offer, ...]], ...]
    #: People this person helps.
    helping: tuple[Request, ...]
    #: Questions that wait for their answer.
    waiting: tuple[tuple[Request, Offer], ...]
    profile: Mentor | None
    #: For owners and admins only.
    programme: Programme | None


@dataclass(frozen=True, kw_only=True)
class OpenTopic:
    """A topic people wait for that everybody may know of: it has been put to the mentors' channel."""

    #: The value of a button `mentors.help`, which shows the oldest request for it.
    key: str
    label: str
    waiting: int
    mentors: int
