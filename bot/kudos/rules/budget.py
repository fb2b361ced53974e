"""Does a kudos count? A rolling budget of thanks, worked out from the ledger; nothing is ever reset.

A *charge* is what is counted: a person within a gesture, whatever the number of values, or a whole user group. Beyond
the budget a kudos is given all the same and only not counted.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.ids import UserId

WINDOW = timedelta(days=7)


class Count(StrEnum):
    COUNTED = "counted"
    BEYOND = "beyond"  #: given beyond the budget
    FREE = "free"  #: a "+1": it spends nothing


@dataclass(frozen=True, kw_only=True)
class Limits:
    #: counted charges of one giver in any seven days
    allowance: int = 10
    #: of those, to one person
    per_person: int = 3


@dataclass(frozen=True, kw_only=True)
class Spent:
    """A counted, unreversed gift within the window."""

    charge: int
    receiver: UserId
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Unit:
    """What is charged together: one person, or the members of a group."""

    charge: int
    group: str
    receivers: tuple[UserId, ...]


@dataclass(frozen=True, kw_only=True)
class Budget:
    limits: Limits
    #: moments of the counted charges in the window, oldest first
    moments: tuple[datetime, ...]

    @property
    def left(self) -> int:
        return max(0, self.limits.allowance - len(self.moments))

    @property
    def next_back(self) -> datetime | None:
        """When one more can be counted than now; None when nothing is out, or nothing ever counts here."""
        return returns(self.moments, self.limits.allowance, left=self.left)


def budget(spent: Iterable[Spent], *, limits: Limits, now: datetime) -> Budget:
    return Budget(limits=limits, moments=_moments(_within(spent, now)))


def resumes(spent: Iterable[Spent], to: Collection[UserId], *, limits: Limits, now: datetime) -> datetime | None:
    """Return when a kudos to one of these people would count again; `now` when it would at once, None when never."""
    spent = _within(spent, now)
    overall = _opens(_moments(spent), limits.allowance, now)
    times = []
    for receiver in to:
        pair = _opens(_moments(one for one in spent if one.receiver == receiver), limits.per_person, now)
        if overall is not None and pair is not None:
            times.append(max(overall, pair))
    return min(times, default=None)


def returns(moments: tuple[datetime, ...], limit: int, *, left: int) -> datetime | None:
    """Return when there is one more left than now. `moments`: oldest first."""
    if limit <= 0 or not moments:
        return None
    return moments[max(0, len(moments) - limit)] + WINDOW if left == 0 else moments[0] + WINDOW


def judge(units: Iterable[Unit], spent: Iterable[Spent], *, limits: Limits, now: datetime) -> dict[UserId, Count]:
    """Decide for everybody in new units whether the thanks counts, one unit after the other."""
    spent = _within(spent, now)
    left = limits.allowance - len({one.charge for one in spent})
    pairs: dict[UserId, set[int]] = {}
    for one in spent:
        pairs.setdefault(one.receiver, set()).add(one.charge)
    verdicts: dict[UserId, Count] = {}
    for unit in units:
        able = [one for one in unit.receivers if left > 0 and len(pairs.get(one, ())) < limits.per_person]
        verdicts.update(dict.fromkeys(unit.receivers, Count.BEYOND) | dict.fromkeys(able, Count.COUNTED))
        left -= bool(able)
        for receiver in able:
            pairs.setdefault(receiver, set()).add(unit.charge)
    return verdicts


def _within(spent: Iterable[Spent], now: datetime) -> list[Spent]:
    """Keep what is in the window ending now; another process's clock may be a little ahead, and that counts too."""
    return [one for one in spent if one.at > now - WINDOW]


def _moments(spent: Iterable[Spent]) -> tuple[datetime, ...]:
    return tuple(sorted({one.charge: one.at for one in spent}.values()))


def _opens(moments: tuple[datetime, ...], limit: int, now: datetime) -> datetime | None:
    if limit <= 0:
        return None
    return now if len(moments) < limit else moments[len(moments) - limit] + WINDOW
