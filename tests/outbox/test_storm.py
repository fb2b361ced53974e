"""Is nothing lost and nothing doubled when processes are killed again and again, wherever they are?"""

import multiprocessing
import random
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest
from sqlalchemy.engine import URL

from bot.db import Database
from bot.ids import ChannelId
from tests.outbox import storm
from tests.outbox.conftest import Bot, Clock, runtime_on
from tests.outbox.tiny_slack import TinySlack

CHANNELS = [ChannelId(f"C{number}") for number in range(6)]
EACH = 8
KILLS = 8


@pytest.mark.parametrize("seed", [1])
def test_a_storm_of_kills_loses_nothing_and_doubles_nothing(database_url: URL, now: datetime, seed: int) -> None:
    """Two processes on PostgreSQL; on SQLite one, started again each time. Killed between calls and in the middle."""
    chance, started = random.Random(seed), time.time()
    slack = TinySlack(lambda: storm.hasty(now, started), dawdle=0.03)
    slack.start()
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.outbox.storm"])
    promise_all(database_url, slack, now)
    start = partial(processes.Process, target=storm.work, args=(database_url, slack.url, now, started), daemon=True)
    workers = [start() for _ in range(1 if database_url.get_backend_name() == "sqlite" else 2)]
    for worker in workers:
        worker.start()
    try:
        for _ in range(KILLS):
            slack.wait_for(heard(slack, more=chance.randint(1, 5)), within=5)
            victim = chance.randrange(len(workers))
            workers[victim].kill()
            workers[victim].join()
            workers[victim] = start()
            workers[victim].start()
        everything = slack.wait_for(lambda: len(slack.messages) >= EACH * len(CHANNELS), within=20)
    finally:
        for worker in workers:
            worker.kill()
            worker.join()
    settled = settle_all(database_url, slack, storm.hasty(now, started))
    slack.stop()
    assert everything
    assert settled
    for channel in CHANNELS:
        assert slack.texts(channel) == [f"{number}" for number in range(EACH)]


def promise_all(url: URL, slack: TinySlack, now: datetime) -> None:
    database = Database(url)
    bot = Bot(runtime_on(database, slack_url=slack.url, now=lambda: now), Clock(now))
    for number in range(EACH):
        for channel in CHANNELS:
            bot.post(f"{number}", channel=channel)
    database.close()


def settle_all(url: URL, slack: TinySlack, now: datetime) -> bool:
    """Let whatever the dead left behind come to its end."""
    database = Database(url)
    clock = Clock(now)
    bot = Bot(runtime_on(database, slack_url=slack.url, now=clock.now), clock)
    clock.advance(61)
    bot.delivers_all()
    counts = bot.counts()
    database.close()
    return (counts.pending, counts.dead, counts.unknown) == (0, 0, 0)


def heard(slack: TinySlack, *, more: int) -> Callable[[], bool]:
    enough = len(slack.messages) + more
    return lambda: len(slack.messages) >= enough
