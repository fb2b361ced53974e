"""When is a digest due? Once an ISO week of the local date, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, product

import pytest

from bot.digests import rules
from bot.digests.rules import Schedule

#: They change their clocks at midnight, by half an hour, across the date line, at odd hours, or never.
ZONES = (
    "UTC",
    "Europe/Paris",
    "Europe/Lisbon",
    "America/New_York",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "America/Santiago",
    "America/Havana",
    "America/St_Johns",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Antarctica/Troll",
    "America/Scoresbysund",
)
TIMES = (0, 30, 60, 90, 120, 135, 150, 180, 195, 9 * 60, 10 * 60, 12 * 60, 23 * 60, 23 * 60 + 30, 23 * 60 + 59)
SCHEDULES = [
    Schedule(weekday=weekday, at=time(minute // 60, minute % 60), zone=zone)
    for zone, weekday, minute in product(ZONES, range(7), TIMES)
]
FIRST_MONDAY = date(2024, 12, 30)  #: W01 of 2025; W53 of 2026 and 29 February 2028 are within
WEEKS = 170


def weeks(schedule: Schedule) -> list[rules.Occurrence]:
    days = (FIRST_MONDAY + timedelta(days=7 * week + schedule.weekday) for week in range(WEEKS))
    return [rules.occurrence(day, schedule) for day in days]


def test_there_are_enough_of_them() -> None:
    assert len(SCHEDULES) >= 2000
    assert FIRST_MONDAY + timedelta(weeks=WEEKS) > date(2028, 2, 29)


def test_each_week_of_three_years_has_one_instant() -> None:
    names = {rules.period(FIRST_MONDAY + timedelta(weeks=week)) for week in range(WEEKS)}
    assert len(names) == WEEKS
    assert "2026-W53" in names
    for schedule in SCHEDULES:
        found = weeks(schedule)
        assert {one.period for one in found} == names
        for one, following in pairwise(found):
            gap = following.at - one.at
            assert timedelta(hours=165) <= gap <= timedelta(hours=171), (schedule, one)


@pytest.mark.parametrize("start", range(0, len(SCHEDULES), 280))
def test_due_is_the_latest_instant_that_is_not_in_the_future(start: int) -> None:
    for schedule in SCHEDULES[start : start + 280 : 20]:
        found = weeks(schedule)
        for before, one, following in zip(found, found[1:], found[2:], strict=False):
            assert rules.due(one.at, schedule) == one
            assert rules.due(one.at - timedelta(seconds=1), schedule) == before
            assert rules.following(one.at, schedule) == following
            assert rules.of_period(one.period, schedule) == one


def test_an_hour_shown_twice_is_its_first() -> None:
    sunday = rules.occurrence(date(2026, 11, 1), Schedule(weekday=6, at=time(1, 30), zone="America/New_York"))
    assert sunday.at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_an_hour_that_is_skipped_is_as_much_later() -> None:
    sunday = rules.occurrence(date(2026, 3, 29), Schedule(weekday=6, at=time(0), zone="Asia/Beirut"))
    assert sunday.at == datetime(2026, 3, 28, 22, 0, tzinfo=UTC)  # 01:00 there: midnight does not exist
    assert sunday.period == "2026-W13"


def test_the_week_is_that_of_the_local_date() -> None:
    tokyo = rules.due(datetime(2026, 12, 27, 23, 0, tzinfo=UTC), Schedule(weekday=0, at=time(8), zone="Asia/Tokyo"))
    assert tokyo.period == "2026-W53"  # Monday the 28th there
    assert tokyo.at == datetime(2026, 12, 27, 23, 0, tzinfo=UTC)


def test_a_leap_day_is_a_day() -> None:
    leap = Schedule(weekday=1, at=time(10), zone="Europe/Paris")
    assert rules.occurrence(date(2028, 2, 29), leap).at == datetime(2028, 2, 29, 9, 0, tzinfo=UTC)
