"""Are working days counted as a person counts them, in their own zone, over weekends and changes of the clock?"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.rules import hours
from bot.people.rules.hours import Hours

AMSTERDAM = Hours(zone="Europe/Amsterdam")
NEW_YORK = Hours(zone="America/New_York")


def local(text: str, zone: str = "Europe/Amsterdam") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("now", "days", "due"),
    [
        ("2026-03-04 15:00", 2, "2026-03-06 15:00"),  # Wednesday to Friday
        ("2026-03-06 15:00", 2, "2026-03-10 15:00"),  # over a weekend
        ("2026-03-07 12:00", 2, "2026-03-10 17:00"),  # asked on a Saturday: Monday and Tuesday are theirs
        ("2026-03-04 22:00", 1, "2026-03-05 17:00"),  # asked at night
        ("2026-03-04 06:00", 1, "2026-03-04 17:00"),  # asked before the day begins
        ("2026-03-04 13:00", 0.5, "2026-03-04 17:00"),
        ("2026-03-27 13:00", 2, "2026-03-31 13:00"),  # over the night in which the clocks go forward
        ("2026-10-23 13:00", 2, "2026-10-27 13:00"),  # and back
        ("2026-03-04 17:00", 5, "2026-03-11 17:00"),
    ],
)
def test_so_many_working_days_from_now(now: str, days: float, due: str) -> None:
    assert hours.after(AMSTERDAM, local(now), days) == local(due)


def test_each_in_their_own_zone() -> None:
    now = local("2026-03-06 16:30")
    assert hours.after(NEW_YORK, now, 2) == local("2026-03-10 10:30", "America/New_York")


def test_a_night_shift_ends_on_the_next_day() -> None:
    night = Hours(zone="Europe/Amsterdam", start=time(22), end=time(6))
    assert hours.after(night, local("2026-03-05 02:00"), 1) == local("2026-03-06 02:00")
    assert hours.after(night, local("2026-03-07 12:00"), 1) == local("2026-03-10 06:00")


def test_two_days_a_week() -> None:
    part = Hours(zone="Europe/Amsterdam", days=frozenset({1, 3}))
    assert hours.after(part, local("2026-03-03 13:00"), 2) == local("2026-03-10 13:00")


def test_an_hour_the_clocks_swallow_is_no_day() -> None:
    short = Hours(zone="Europe/Amsterdam", start=time(2, 30), end=time(3), days=frozenset(range(7)))
    assert hours.after(short, local("2026-03-28 12:00"), 1) == local("2026-03-30 03:00")


weeks = st.builds(
    Hours,
    zone=st.sampled_from(["Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "UTC"]),
    start=st.times(timezones=st.none()).map(lambda at: at.replace(second=0, microsecond=0)),
    end=st.times(timezones=st.none()).map(lambda at: at.replace(second=0, microsecond=0)),
    days=st.frozensets(st.integers(0, 6)),
)
moments = st.integers(0, 500_000).map(lambda late: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=late))


@given(week=weeks, now=moments, days=st.sampled_from([0.5, 1, 2, 5]))
def test_exactly_so_many_days_lie_between(week: Hours, now: datetime, days: float) -> None:
    due = hours.after(week, now, days)
    assert due > now
    assert hours.worked(week, now, due) == pytest.approx(days, abs=0.02)
    assert any(
        start <= due <= end + timedelta(seconds=1) for start, end, _ in zip(*_ends(week, due), range(3), strict=False)
    )


def _ends(week: Hours, due: datetime) -> tuple[list[datetime], list[datetime]]:
    found = [window for window, _ in zip(hours.windows(week, due - timedelta(seconds=1)), range(3), strict=False)]
    return [start for start, _ in found], [end for _, end in found]


@given(week=weeks)
def test_hours_survive_being_kept(week: Hours) -> None:
    assert hours.hours(week.facts()) == week


def test_shared_hours() -> None:
    now = local("2026-02-04 10:00")
    assert hours.shared(AMSTERDAM, NEW_YORK, now=now) == pytest.approx(2)
    assert hours.shared(AMSTERDAM, AMSTERDAM, now=now) == pytest.approx(8)
    assert hours.shared(AMSTERDAM, Hours(zone="Pacific/Auckland"), now=now) == 0


def test_meeting_times_suit_both() -> None:
    now = local("2026-03-05 16:00")
    times = hours.meeting_times(AMSTERDAM, NEW_YORK, now=now)
    assert len(times) == 3
    assert [f"{at.astimezone(ZoneInfo('Europe/Amsterdam')):%a %H:%M}" for at in times] == [
        "Fri 16:00",
        "Mon 15:00",
        "Tue 15:00",
    ]
    assert hours.meeting_times(AMSTERDAM, Hours(zone="Pacific/Auckland"), now=now) == ()


@pytest.mark.parametrize(
    ("text", "read"), [("09:30", time(9, 30)), ("9", None), ("25:00", None), ("", None), ("٩:٣٠", None)]
)
def test_reading_a_clock(text: str, read: time | None) -> None:
    assert hours.clock(text) == read


def test_hours_are_said_shortly() -> None:
    assert hours.shown(AMSTERDAM) == "Mon–Fri 09:00–17:00 (Amsterdam)"
    assert hours.shown(Hours(days=frozenset({1, 3}))) == "Tue, Thu 09:00–17:00 (UTC)"
