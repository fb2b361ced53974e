"""What is known of a session, and of somebody who answers it?"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.ids import ChannelId, PromiseId, UserId, WorkspaceId
from bot.sessions import rules
from bot.sessions.rules import Form, Repeat, Reply, State, refusals


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What its host, or whoever suggested it, says of it. The texts are plain, not yet escaped."""

    title: str
    outcome: str = ""
    form: Form = Form.WORKSHOP
    minutes: int = 60
    #: None: as many as like
    places: int | None = None
    #: a user group or channel by name, `@data`; '' for everybody who can see the post
    audience: str = ""
    link: str = ""
    agenda: str = ""
    repeat: Repeat = Repeat.ONCE


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A session; SQLAlchemy has the other name."""

    workspace: WorkspaceId
    id: int
    #: the first of those that repeat
    series: int
    number: int
    plan: Plan
    proposer: UserId
    #: the one who suggested it said that they would host it, or somebody has
    host: UserId | None
    channel: ChannelId
    state: State
    made_at: datetime
    starts_at: datetime | None = None
    #: the zone in which it repeats, its host's
    zone: str = "UTC"
    #: the times that are voted on
    slots: tuple[datetime, ...] = ()
    #: grows whenever people have to hear something new: a calendar's SEQUENCE
    sequence: int = 0
    #: why people hear of it once more
    news: str = ""
    #: who was asked to host it
    asked: tuple[UserId, ...] = ()
    post: PromiseId | None = None
    #: what its host steers it by
    card: PromiseId | None = None
    #: how many questions were asked in advance
    questions: int = 0
    #: how many have written what they learned
    lessons: int = 0
    #: when its host said who was there
    held_at: datetime | None = None
    #: when what was learned was suggested for the knowledge base
    written_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state in rules.OPEN

    @property
    def ends_at(self) -> datetime | None:
        return None if self.starts_at is None else self.starts_at + timedelta(minutes=self.plan.minutes)

    def is_begun(self, now: datetime) -> bool:
        """Has it taken place, or does it now?"""
        is_planned = self.state is State.PLANNED and self.starts_at is not None and self.starts_at <= now
        return self.state is State.OVER or is_planned

    def must_be_begun(self, now: datetime) -> None:
        """Raise for what has not taken place."""
        if self.state is State.CANCELLED:
            raise refusals.Cancelled
        if not self.is_begun(now):
            raise refusals.NotOver

    def must_be_open(self) -> None:
        """Raise why nothing can be changed any more."""
        if self.state is State.CANCELLED:
            raise refusals.Cancelled
        if self.state is State.OVER:
            raise refusals.Over

    def has_room(self, going: int) -> bool:
        return self.plan.places is None or going < self.plan.places

    def told_anew(self, news: str) -> "Meeting":
        """Let everybody concerned hear something, once."""
        return replace(self, sequence=self.sequence + 1, news=news)


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody who has answered a session."""

    user: UserId
    reply: Reply
    since: datetime
    #: of the times voted on, those that suit, by their place
    votes: frozenset[int] = frozenset()
    #: the SEQUENCE of the news they have heard
    told: int = 0
    #: how often they were reminded: the day before, at the beginning
    reminded: int = 0
    #: the SEQUENCE of the calendar file they were given; None: they have asked for none
    calendar: int | None = None
    #: ticked by the host; None: nobody has said
    was_there: bool | None = None
    #: when they said so themselves
    confirmed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody asks before a session. Plain, not yet escaped."""

    id: int
    words: str
    #: None: they asked without their name, and nobody knows who they are
    user: UserId | None = None


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """What somebody has taken away from a session. Plain, not yet escaped."""

    user: UserId
    words: str
    #: beside their words in the knowledge base
    is_named: bool = True


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many have answered what, and how many votes each time has."""

    replies: Mapping[Reply, int] = field(default_factory=dict)
    votes: tuple[int, ...] = ()

    def of(self, reply: Reply) -> int:
        return self.replies.get(reply, 0)

    @property
    def would_come(self) -> int:
        return self.of(Reply.INTERESTED) + self.of(Reply.GOING) + self.of(Reply.WAITING)
