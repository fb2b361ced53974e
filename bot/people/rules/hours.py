"""When does somebody work, and when are so many of their working days over?

A working day is a window of local time on a weekday. Days are counted in windows and parts of a window, not in hours:
a day on which the clocks change is one day like any other, and two days from Wednesday 15:00 are over on Friday 15:00.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = frozenset(range(5))
_DAY = timedelta(days=1)
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

Window = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Somebody's week."""

    #: An IANA zone name.
    zone: str = "UTC"
    start: time = time(9)
    #: Not after `start`: it ends on the next day.
    end: time = time(17)
    #: Weekdays, Monday is 0; nobody works never, so an empty set is Monday to Friday.
    days: frozenset[int] = WEEK

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def place(self) -> str:
        """The city the zone is named after."""
        return self.zone.rpartition("/")[2].replace("_", " ")

    def facts(self) -> dict[str, object]:
        """As JSON."""
        return {
            "zone": self.zone,
            "start": f"{self.start:%H:%M}",
            "end": f"{self.end:%H:%M}",
            "days": sorted(self.days),
        }


def hours(facts: Mapping[str, object]) -> Hours:
    """Read what `Hours.facts` wrote."""
    days = facts["days"]
    return Hours(
        zone=str(facts["zone"]),
        start=clock(str(facts["start"])) or time(9),
        end=clock(str(facts["end"])) or time(17),
        days=frozenset(int(day) for day in days) if isinstance(days, list) else WEEK,
    )


def clock(text: str) -> time | None:
    """Read "09:30"; None for anything else."""
    hour, colon, minute = text.strip().partition(":")
    if not (colon and hour.isascii() and hour.isdecimal() and minute.isascii() and minute.isdecimal()):
        return None
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def morning(day: str, zone: str) -> datetime | None:
    """Read a date, "2026-04-01": who is away until then is back that morning, in their zone. None for anything else."""
    try:
        found = date.fromisoformat(day.strip())
    except ValueError:
        return None
    return datetime.combine(found, time(), ZoneInfo(zone))


def shown(week: Hours) -> str:
    """Say somebody's week, e.g. "Mon–Fri 09:00–17:00 (Amsterdam)"."""
    days = sorted(week.days or WEEK)
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        named = f"{_NAMES[days[0]]}–{_NAMES[days[-1]]}"
    else:
        named = ", ".join(_NAMES[day] for day in days)
    return f"{named} {week.start:%H:%M}–{week.end:%H:%M} ({week.place})"


def windows(week: Hours, since: datetime) -> Iterator[Window]:
    """Give the working windows that are not over at `since`, in UTC, for ever."""
    day = since.astimezone(week.tz).date() - _DAY  # yesterday's may go on past midnight
    while True:
        window = _window(week, day)
        if window is not None and window[1] > since:
            yield window
        day += _DAY


def after(week: Hours, now: datetime, days: float) -> datetime:
    """Return when `days` (more than 0) working days from `now` are over."""
    passed = 0.0
    for number, (start, end) in enumerate(windows(week, now)):
        if number == 0:
            passed = max(0.0, (now - start) / (end - start))
        if number == math.ceil(round(passed + days, 9)) - 1:
            part = (end - start) * min(1.0, passed + days - number)
            return (start + part + timedelta(milliseconds=500)).replace(microsecond=0)
    raise AssertionError("unreachable")


def within(week: Hours, at: datetime) -> datetime:
    """Return a moment, or the next one at which somebody works and does not stop at once."""
    for start, end in windows(week, at):
        moment = max(start, at)
        if end - moment >= min(timedelta(hours=1), (end - start) / 2):
            return moment
    raise AssertionError("unreachable")


def worked(week: Hours, since: datetime, until: datetime) -> float:
    """Return how many working days lie between two moments."""
    days = 0.0
    for start, end in windows(week, since):
        if start >= until:
            return days
        days += (min(end, until) - max(start, since)) / (end - start)
    raise AssertionError("unreachable")


def shared(one: Hours, other: Hours, *, now: datetime) -> float:
    """Return how many hours two people's days overlap, on average over the first one's days of the coming week."""
    until = now + 7 * _DAY
    common = sum(((end - start) for start, end in _meets(one, other, now, until)), timedelta())
    return common / timedelta(hours=1) / len(one.days or WEEK)


def meeting_times(one: Hours, other: Hours, *, now: datetime, most: int = 3) -> tuple[datetime, ...]:
    """Suggest half hours in which both work, each on another day, none before a day from now."""
    found: list[datetime] = []
    for start, end in _meets(one, other, now + _DAY, now + 14 * _DAY):
        half = timedelta(minutes=30)
        at = datetime.fromtimestamp(math.ceil(start.timestamp() / 1800) * 1800, UTC)
        if end - at >= 4 * half:  # not the first minutes of somebody's day where there is a choice
            at += 2 * half
        if at + half <= end and (not found or at - found[-1] >= 0.75 * _DAY):
            found.append(at)
        if len(found) == most:
            break
    return tuple(found)


def _meets(one: Hours, other: Hours, since: datetime, until: datetime) -> Iterator[Window]:
    theirs = windows(other, since)
    his = next(theirs)
    for start, end in windows(one, since):
        if start >= until:
            return
        while his[0] < end:
            begin, close = max(start, his[0], since), min(end, his[1], until)
            if begin < close:
                yield begin, close
            if his[1] > end:
                break
            his = next(theirs)


def _window(week: Hours, day: date) -> Window | None:
    if day.weekday() not in (week.days or WEEK):
        return None
    start = datetime.combine(day, week.start, week.tz).astimezone(UTC)
    end = datetime.combine(day if week.end > week.start else day + _DAY, week.end, week.tz).astimezone(UTC)
    return (start, end) if start < end else None  # a short night can be swallowed by the clocks
