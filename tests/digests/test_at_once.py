"""Does everybody at once still post once? Five processes, *send now* against the clock, a move in the same second."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy.engine import URL

from bot.db import Database
from bot.digests import jobs, service
from bot.digests.rules import Choices, refusals
from bot.digests.service import subscriptions
from bot.ids import ChannelId
from tests.digests.desk import ANA, Clock, Desk, Pile, T, Wall, process, settle

ROUNDS = 6
PROCESSES = 5


def together(*acts: Callable[[], object]) -> None:
    """Do things in the same moment; what a person is told instead of doing them is fine."""
    start = threading.Barrier(len(acts))
    failures: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            with suppress(refusals.Settled, refusals.NothingToTell):
                act()
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures


@pytest.mark.parametrize("serializable", [False, True])
def test_processes_send_now_and_a_move_in_the_same_second_post_once(
    database_url: URL, now: datetime, serializable: bool
) -> None:
    is_sqlite = database_url.get_backend_name() == "sqlite"
    if serializable:
        if is_sqlite:
            pytest.skip("SQLite always is")
        database_url = database_url.update_query_dict({"options": "-c default_transaction_isolation=serializable"})
    count = 1 if is_sqlite else PROCESSES
    databases = [Database(database_url) for _ in range(count)]
    clock, wall, pile = Clock(now), Wall(), Pile()
    settle(databases[0], clock.now())
    desks = [process(databases[number % count], clock, wall, pile) for number in range(PROCESSES)]
    channels = [ChannelId(f"C{number}") for number in range(ROUNDS)]
    for channel in channels:
        desks[0].start(channel, zone="UTC")
    for day in range(1, 8):
        pile.add(clock.now() + timedelta(days=day), f"a {day}", f"b {day}", f"c {day}")
    jobs.survey(desks[0].runtime)
    clock.advance(days=6, hours=2)
    desks[0].publishes()
    clock.moment = clock.now().replace(day=11, hour=10, minute=0, second=0)

    def send(desk: Desk, channel: ChannelId) -> None:
        desk.runtime.transaction(
            lambda session: service.send(
                session,
                service.edition(session, T, channel, "2026-W11", ANA, now=clock.now()),
                pile.contributors,
                now=clock.now(),
            )
        )

    def move(desk: Desk, channel: ChannelId) -> None:
        desk.does(subscriptions.start, channel, ANA, Choices(weekday=4), now=clock.now())

    for channel in channels:
        acts: list[Callable[[], object]] = [partial(jobs.publish, desk.runtime, desk.parts) for desk in desks]
        acts += [partial(send, desks[0], channel), partial(send, desks[-1], channel), partial(move, desks[1], channel)]
        together(*acts)
    for _ in range(3):
        together(*(desk.deliver for desk in desks))
        clock.advance(seconds=2)
    desks[0].to(clock.now() + timedelta(days=4), tick=timedelta(days=1))
    for channel in channels:
        assert [one for one in desks[0].states(channel) if one[0] == "2026-W11"] == [("2026-W11", "posted", "")]
        assert len(wall.in_channel(channel)) == 1, channel
    for database in databases:
        database.close()
