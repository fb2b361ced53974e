"""Is every week of every channel present once, whatever dies when?

Three processes on PostgreSQL, one on SQLite, share a clock and a Slack; a seed decides who works when, and who is
killed at which point. `POLLEN_YEAR=full` makes it a year over 200 channels; by default it is two months over a few.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from bot.channels.rules import Reach
from bot.db import Database
from bot.digests import jobs, rules, store
from bot.digests.rules import Choices, Schedule
from bot.digests.rules.sections import Audience, Item, Section, Window
from bot.digests.service import subscriptions
from bot.digests.service.sources import Contributor
from bot.ids import ChannelId, WorkspaceId
from tests.digests.desk import ANA, Clock, Desk, Killed, Pile, T, Wall, process, settle

IS_FULL = os.environ.get("POLLEN_YEAR") == "full"
CHANNELS = 200 if IS_FULL else 10
WEEKS = 53 if IS_FULL else 8
AT_ONCE = 500 if IS_FULL else 80
START = datetime(2026, 10, 12, 12, tzinfo=UTC)  # the autumn changes of the clock, week 53 and the turn of the year
ZONES = ("Europe/Paris", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kolkata")
STEP = timedelta(hours=6)


class Mortal(Database):
    """A database whose process may be killed before or after any commit."""

    def __init__(self, url: URL, at: Callable[[str], None]) -> None:
        super().__init__(url)
        self.at = at

    def transaction(self, unit: Callable[[Session], Any], *, patience: float = 2.5) -> Any:
        def doomed(session: Session) -> Any:
            result = unit(session)
            self.at("before it is committed")
            return result

        result = super().transaction(doomed, patience=patience)
        self.at("after it is committed")
        return result


class Fate:
    """Kills at labelled points, as a seed decides."""

    def __init__(self, seed: int, *, chance: float) -> None:
        self.random = random.Random(seed)
        self.chance = chance
        self.kills: Counter[str] = Counter()

    def at(self, label: str) -> None:
        if self.random.random() < self.chance:
            self.kills[label] += 1
            raise Killed(label)


def three_things(_session: Session, _workspace: WorkspaceId, _audience: Audience, window: Window) -> list[Item]:
    """A week in which there is always something to tell."""
    name = f"{window.until:%Y%m%d%H%M%S%f}"
    return [Item(section=Section.MILESTONES, key=f"{name}:{n}", text=f"thing {n} of {name}") for n in range(3)]


@contextmanager
def fleet(url: URL, fate: Fate, clock: Clock, wall: Wall) -> Iterator[list[Desk]]:
    """Start as many processes as the database serves."""
    count = 1 if url.get_backend_name() == "sqlite" else 3
    databases = [Mortal(url, fate.at) for _ in range(count)]
    parts = (Contributor(gather=three_things),)
    try:
        yield [process(database, clock, wall, Pile(), parts) for database in databases]
    finally:
        for database in databases:
            database.close()


def subscribe(url: URL, fate: Fate) -> dict[ChannelId, Schedule]:
    """Start the digests, each at its own hour."""
    database = Database(url)
    settle(database, START)
    made: dict[ChannelId, Schedule] = {}

    def unit(session: Session) -> None:
        for number in range(CHANNELS):
            channel = ChannelId(f"C{number:04}")
            choices = Choices(
                weekday=fate.random.randrange(7),
                at=time(fate.random.randrange(24), fate.random.choice((0, 15, 30, 59))),
                zone=fate.random.choice(ZONES),
            )
            found, _ = subscriptions.start(session, T, channel, ANA, choices, now=START)
            store.survey(session, T, channel, reach=Reach.OPEN, is_owner_inside=True, surveyed_at=START)
            made[channel] = found.schedule

    database.transaction(unit)
    database.close()
    return made


def work(desks: list[Desk], fate: Fate, clock: Clock) -> None:
    """Let a tick be worked through, by whoever lives."""
    for _ in range(200):
        for desk in fate.random.sample(desks, len(desks)):
            with suppress(Killed):
                jobs.publish(desk.runtime, desk.parts)
                desk.deliver()
        if not desks[0].owes() and not desks[0].runtime.reading(lambda session: store.awake(session, now=clock.now())):
            return
        clock.advance(seconds=fate.random.choice((1, 5, 30)))
    raise AssertionError("something is never said")


@pytest.mark.parametrize("seed", [1])
def test_every_week_is_there_once(database_url: URL, seed: int) -> None:
    fate = Fate(seed, chance=0)
    schedules = subscribe(database_url, fate)
    clock, wall = Clock(START), Wall()
    wall.at = fate.at
    end = START + timedelta(weeks=WEEKS)
    fate.chance = 0.03
    with fleet(database_url, fate, clock, wall) as desks:
        while clock.now() < end:
            outage = timedelta(hours=fate.random.randrange(25)) if fate.random.random() < 0.05 else timedelta()
            clock.to(max(clock.now(), min(end, clock.now() + STEP + outage)))
            work(desks, fate, clock)
        fate.chance = 0
        kept = {channel: {one.period: one for one in desks[0].editions(channel)} for channel in schedules}
    for channel, schedule in schedules.items():
        expected = {one.period for one in _occurrences(schedule, until=clock.now())}
        posted = {period for period, one in kept[channel].items() if one.state is rules.State.POSTED}
        assert posted == expected, channel
        assert len(wall.in_channel(channel)) == len(expected), channel
    assert len(fate.kills) == 4, fate.kills
    print(f"{len(desks)} processes, {sum(fate.kills.values())} kills, {len(wall.posts)} posts: {dict(fate.kills)}")


def _occurrences(schedule: Schedule, *, until: datetime) -> list[rules.Occurrence]:
    found = [rules.following(START, schedule)]
    while (one := rules.following(found[-1].at, schedule)).at <= until:
        found.append(one)
    return found


def test_five_hundred_channels_due_in_one_minute_are_out_within_ten(database_url: URL, now: datetime) -> None:
    """At Slack's pace: three a second in a workspace, one a second in a channel; with something in each thread."""
    database = Database(database_url)
    settle(database, now)
    clock, wall = Clock(now), Wall()

    def many(*facts: Any) -> list[Item]:
        return [one for number in range(3) for one in three_things(*facts)[number : number + 1]] + [
            Item(section=Section.KUDOS, key=f"k{number}{facts[3].until}", text="thanks") for number in range(9)
        ]

    desk = process(database, clock, wall, Pile(), (Contributor(gather=many),))

    def unit(session: Session) -> None:
        for number in range(AT_ONCE):
            channel = ChannelId(f"C{number:04}")
            subscriptions.start(session, T, channel, ANA, Choices(weekday=2, at=time(10), zone="UTC"), now=now)
            store.survey(session, T, channel, reach=Reach.OPEN, is_owner_inside=True, surveyed_at=now)
            store.open_edition(session, T, channel, "2026-W10", due_at=now + timedelta(hours=1))

    database.transaction(unit)
    clock.advance(hours=1)

    def wake(session: Session) -> None:
        for number in range(AT_ONCE):
            store.wake(session, T, ChannelId(f"C{number:04}"), clock.now())

    database.transaction(wake)
    due = clock.now()
    jobs.publish(desk.runtime, desk.parts)
    while desk.deliver() or desk.owes():
        clock.advance(seconds=1)
    took = clock.now() - due
    roots = [one for one in wall.posts if one["channel"].startswith("C") and not one.get("thread_ts")]
    threads = [one for one in wall.posts if one.get("thread_ts")]
    database.close()
    assert Counter(one["channel"] for one in roots) == {f"C{number:04}": 1 for number in range(AT_ONCE)}
    assert len(threads) == AT_ONCE
    assert took <= timedelta(minutes=10), took
    print(f"{AT_ONCE} channels, {len(wall.posts)} posts in {took}")
