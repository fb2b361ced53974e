"""When is a digest due, what is an edition, and what is said when something is not possible?

A schedule is a weekday and an hour in a zone. Each ISO week of the *local* date has one occurrence and at most one
edition, whatever becomes of the schedule meanwhile:

    open ──▶ posted     it is out, or on its way
      │ ├──▶ rolled     too little to tell: its items wait for next week
      │ └──▶ skipped    by its owner, or because it was too late; the reason is kept
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.channels.rules import Reach
from bot.digests.rules.sections import Audience, Section
from bot.ids import ChannelId, PromiseId, UserId, WorkspaceId

PREVIEW = timedelta(hours=24)  #: before an edition is due
LATE = timedelta(hours=36)  #: an edition later than this is not caught up but recorded as skipped
KNOWN = timedelta(hours=3)  #: how long it is believed who reads a channel, before something is said there
FEWEST = 3  #: items; fewer roll into the next week
HIGHLIGHTS = 5
FIRST_WINDOW = timedelta(days=7)  #: what a first edition looks back on
LONGEST_WINDOW = timedelta(days=28)
LOOKED_AFTER = timedelta(days=14)  #: how long a posted edition is kept true within minutes
LOOKED_AT = timedelta(days=90)  #: how long within a day
_PERIOD = re.compile(r"\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])", re.ASCII)
WEEKS_BACK = 53  #: weeks that a long outage can leave to be recorded
LINE = 1000  #: characters of the owner's own line


class State(StrEnum):
    OPEN = "open"
    POSTED = "posted"
    ROLLED = "rolled"
    SKIPPED = "skipped"


class Standing(StrEnum):
    """Of a subscription."""

    ON = "on"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True)
class Schedule:
    #: 0 is Monday
    weekday: int = 2
    #: a local time of the day
    at: time = time(10)
    zone: str = "UTC"

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One week's moment."""

    at: datetime
    #: The ISO week of the local date, e.g. 2026-W53.
    period: str


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """A channel's digest; a channel has one."""

    workspace: WorkspaceId
    channel: ChannelId
    owner: UserId
    standing: Standing
    #: why it is paused, in Slack's word or ours
    reason: str
    schedule: Schedule
    #: False: the zone is a guess until it is known where most readers are
    is_zone_chosen: bool
    language: str
    sections: frozenset[Section]
    reach: Reach
    #: may the owner see what the channel sees?
    is_owner_inside: bool
    #: the first edition looks back from here
    started_at: datetime
    #: its schedule holds from here: earlier occurrences are not owed
    since: datetime
    #: when Slack was last asked who reads the channel
    surveyed_at: datetime | None = None

    @property
    def audience(self) -> Audience:
        is_shared = self.reach in (Reach.SHARED, Reach.UNKNOWN)
        return Audience(channel=self.channel, is_shared=is_shared, language=self.language)

    def is_known(self, now: datetime) -> bool:
        """Is it known who reads the channel now, and not only who did?"""
        return self.reach is not Reach.UNKNOWN and self.surveyed_at is not None and now - self.surveyed_at <= KNOWN

    @property
    def is_on(self) -> bool:
        return self.standing is Standing.ON


@dataclass(frozen=True, kw_only=True)
class Edition:
    workspace: WorkspaceId
    channel: ChannelId
    period: str
    state: State
    due_at: datetime
    reason: str = ""
    #: what the owner does not want in it, by key
    hidden: frozenset[str] = frozenset()
    #: the owner's own line, plain text
    line: str = ""
    preview: PromiseId | None = None
    post: PromiseId | None = None
    #: the time it tells of, once it is settled
    covers: tuple[datetime, datetime] | None = None


def period(day: date) -> str:
    """Name the ISO week of a local date."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def is_period(name: str) -> bool:
    """Is this the name of a week?"""
    return _PERIOD.fullmatch(name) is not None


def occurrence(day: date, schedule: Schedule) -> Occurrence:
    """Return a day's occurrence. An hour the clock shows twice is its first; one it skips is as much later."""
    at = datetime.combine(day, schedule.at, tzinfo=schedule.tz)
    return Occurrence(at=at.astimezone(UTC), period=period(day))


def due(now: datetime, schedule: Schedule) -> Occurrence:
    """Return the latest occurrence that is not in the future."""
    return next(backwards(now, schedule))


def following(now: datetime, schedule: Schedule) -> Occurrence:
    """Return the first occurrence after `now`."""
    day = _day(now, schedule) - timedelta(days=7)
    while (found := occurrence(day, schedule)).at <= now:
        day += timedelta(days=7)
    return found


def in_period(now: datetime, schedule: Schedule) -> Occurrence:
    """Return the occurrence of the week that `now` is in, there."""
    return occurrence(_day(now, schedule), schedule)


def of_period(period: str, schedule: Schedule) -> Occurrence:
    """Return the occurrence of a week by its name."""
    year, _, week = period.partition("-W")
    return occurrence(date.fromisocalendar(int(year), int(week), schedule.weekday + 1), schedule)


def backwards(now: datetime, schedule: Schedule) -> Iterator[Occurrence]:
    """Return the occurrences up to `now`, the latest first."""
    day = _day(now, schedule) + timedelta(days=7)
    while True:
        found = occurrence(day, schedule)
        if found.at <= now:
            yield found
        day -= timedelta(days=7)


def owed(now: datetime, subscription: Subscription, done: Collection[str]) -> tuple[Occurrence, ...]:
    """Return the past occurrences without an edition in `done` (periods), the earliest first."""
    found = []
    for number, one in enumerate(backwards(now, subscription.schedule)):
        if one.at < subscription.since or number >= WEEKS_BACK:
            break
        if one.period not in done:
            found.append(one)
    return tuple(reversed(found))


def _day(now: datetime, schedule: Schedule) -> date:
    """The schedule's weekday in the ISO week of the local date."""
    today = now.astimezone(schedule.tz).date()
    return today - timedelta(days=today.weekday() - schedule.weekday)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What somebody chose; None leaves it as it is."""

    weekday: int | None = None
    at: time | None = None
    zone: str | None = None
    language: str | None = None
    sections: frozenset[Section] | None = None
