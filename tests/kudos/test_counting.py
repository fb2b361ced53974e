"""What counts, and when does counting resume? Also when the clocks change, in Nepal, and at the turn of the year."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.ids import UserId
from bot.kudos.rules import budget
from bot.kudos.rules.budget import WINDOW, Count, Limits, Spent, Unit
from bot.kudos.views import receipts

ANA, BO = UserId("UANA"), UserId("UBO")


def spend(*moments: datetime, receiver: UserId = ANA) -> list[Spent]:
    return [Spent(charge=number, receiver=receiver, at=at) for number, at in enumerate(moments, 1)]


@pytest.mark.parametrize(
    ("zone", "given", "shown"),
    [
        ("Europe/Berlin", "2026-03-28 14:05", "Sat 4 Apr, 15:05"),  # clocks go forward on the 29th
        ("America/New_York", "2026-10-31 14:05", "Sat 7 Nov, 13:05"),  # and back on 1 November
        ("Asia/Kathmandu", "2026-05-10 00:10", "Sun 17 May, 00:10"),  # UTC+5:45
        ("Asia/Kathmandu", "2026-12-28 23:50", "Mon 4 Jan, 23:50"),
        ("Pacific/Auckland", "2026-12-31 23:59", "Thu 7 Jan, 23:59"),
        ("Africa/Casablanca", "2026-02-12 09:00", "Thu 19 Feb, 08:00"),  # Ramadan time
        ("Asia/Beirut", "2026-03-28 23:30", "Sun 5 Apr, 00:30"),  # midnight itself is skipped
    ],
)
def test_counting_resumes_after_seven_times_24_hours_told_in_ones_own_time(zone: str, given: str, shown: str) -> None:
    tz = ZoneInfo(zone)
    at = datetime.strptime(given, "%Y-%m-%d %H:%M").replace(tzinfo=tz).astimezone(UTC)
    limits = Limits(allowance=1, per_person=1)
    spent = spend(at)
    resumes = budget.resumes(spent, [BO], limits=limits, now=at + timedelta(hours=1))
    assert resumes == at + timedelta(days=7)
    assert receipts.when(resumes, tz).endswith(f"|{shown}>")
    before, after = resumes - timedelta(microseconds=1), resumes
    unit = [Unit(charge=9, group="", receivers=(BO,))]
    assert budget.judge(unit, spent, limits=limits, now=before) == {BO: Count.BEYOND}
    assert budget.judge(unit, spent, limits=limits, now=after) == {BO: Count.COUNTED}


def test_the_pair_opens_later_than_the_budget() -> None:
    start = datetime(2026, 3, 4, 9, tzinfo=UTC)
    spent = [
        Spent(charge=1, receiver=BO, at=start),
        *(Spent(charge=number, receiver=ANA, at=start + timedelta(hours=number)) for number in (2, 3, 4)),
    ]
    limits = Limits(allowance=4, per_person=3)
    now = start + timedelta(hours=5)
    assert budget.resumes(spent, [BO], limits=limits, now=now) == start + WINDOW
    assert budget.resumes(spent, [ANA], limits=limits, now=now) == start + timedelta(hours=2) + WINDOW
    assert budget.budget(spent, limits=limits, now=now).next_back == start + WINDOW


def test_a_lowered_limit_opens_when_enough_has_returned() -> None:
    start = datetime(2026, 3, 4, 9, tzinfo=UTC)
    spent = spend(*(start + timedelta(hours=number) for number in range(5)))
    limits = Limits(allowance=2, per_person=5)
    now = start + timedelta(hours=6)
    opens = budget.resumes(spent, [BO], limits=limits, now=now)
    assert opens == start + timedelta(hours=3) + WINDOW
    assert budget.budget(spent, limits=limits, now=opens).left == 1
    assert budget.budget(spent, limits=limits, now=opens - timedelta(microseconds=1)).left == 0
    assert budget.budget(spent, limits=limits, now=now).next_back == opens


def test_where_nothing_counts_nothing_returns() -> None:
    now = datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert budget.resumes([], [ANA], limits=Limits(allowance=0), now=now) is None
    assert budget.budget([], limits=Limits(allowance=0), now=now).next_back is None


def test_a_group_costs_one_and_nothing_when_nobody_in_it_counts() -> None:
    now = datetime(2026, 3, 4, 9, tzinfo=UTC)
    spent = spend(*[now] * 3)
    units = [Unit(charge=10, group="g", receivers=(ANA,)), Unit(charge=11, group="h", receivers=(ANA, BO))]
    verdicts = budget.judge(units, spent, limits=Limits(allowance=4, per_person=3), now=now)
    assert verdicts == {ANA: Count.BEYOND, BO: Count.COUNTED}
