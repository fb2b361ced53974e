"""A process that does nothing but deliver, until it is killed; for `test_storm.py`.

Its clock runs faster than time, so that a lease is over in seconds and nobody sleeps through a minute.
"""

import time
from datetime import datetime, timedelta
from threading import Event

from sqlalchemy.engine import URL

from bot.db import Database
from bot.outbox import jobs
from tests.outbox.conftest import runtime_on

HASTE = 20  #: seconds of ours in one of the world's


def hasty(since: datetime, started: float) -> datetime:
    return since + timedelta(seconds=(time.time() - started) * HASTE)


def work(url: URL, slack_url: str, since: datetime, started: float) -> None:
    runtime = runtime_on(Database(url), slack_url=slack_url, now=lambda: hasty(since, started))
    tick = Event()
    while True:
        jobs.deliver(runtime, {})
        tick.wait(0.02)
