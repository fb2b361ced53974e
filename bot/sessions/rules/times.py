"""When does a session suit those who want to come, and when is the next of those that repeat?

A session repeats by the clock on its host's wall: at ten in the morning, before and after the clocks change.
"""

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.people.rules.hours import Hours, windows
from bot.sessions.rules import Repeat

SLOTS = 3
AHEAD = timedelta(days=2)  #: nobody is invited to what is tomorrow
SEARCHED = timedelta(days=21)
STEP = timedelta(minutes=30)
_WEEK = timedelta(days=7)


def slots(host: Hours, guests: Collection[Hours], *, minutes: int, now: datetime) -> tuple[datetime, ...]:
    """Return up to three beginnings, each on another day, in the host's hours and in those of as many as can be."""
    length, weeks = timedelta(minutes=minutes), Counter(guests)
    since, until = now + AHEAD, now + AHEAD + SEARCHED
    free = {week: _windows(week, since, until) for week in weeks}
    best: dict[object, tuple[int, datetime]] = {}
    for start, end in _windows(host, since, until):
        at = _rounded(max(start, since))
        while at + length <= end:
            suits = sum(
                many for week, many in weeks.items() if any(a <= at and at + length <= b for a, b in free[week])
            )
            day = at.astimezone(host.tz).date()
            if day not in best or suits > best[day][0]:
                best[day] = (suits, at)
            at += STEP
    chosen = sorted(best.values(), key=lambda one: (-one[0], one[1]))[:SLOTS]
    return tuple(sorted(at for _, at in chosen))


def following(at: datetime, repeat: Repeat, zone: str) -> datetime | None:
    """Return when the next one begins; None for what is just once.

    >>> following(datetime(2026, 3, 26, 9, tzinfo=UTC), Repeat.WEEKLY, "Europe/Amsterdam").isoformat()
    '2026-04-02T08:00:00+00:00'
    """
    local = at.astimezone(ZoneInfo(zone))
    match repeat:
        case Repeat.ONCE:
            return None
        case Repeat.WEEKLY:
            then = local + _WEEK
        case Repeat.FORTNIGHTLY:
            then = local + 2 * _WEEK
        case Repeat.MONTHLY:
            nth = (local.day - 1) // 7
            then = local + 4 * _WEEK
            while then.month == local.month or (then.day - 1) // 7 < nth:
                then += _WEEK
                if (then.month - local.month) % 12 > 1:  # there is no fifth Thursday: the last one
                    then -= _WEEK
                    break
    return then.astimezone(UTC)  # local + days keeps the clock on the wall


def _windows(week: Hours, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    return list(takewhile(lambda window: window[0] < until, windows(week, since)))


def _rounded(at: datetime) -> datetime:
    step = int(STEP.total_seconds())
    return datetime.fromtimestamp(-(-int(at.timestamp()) // step) * step, UTC)
