"""A desk at which digests are made, on both databases."""

from datetime import datetime

import pytest

from bot.db import Database
from tests.digests.desk import Clock, Desk, Pile, Wall, process, settle


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def desk(database: Database, clock: Clock) -> Desk:
    settle(database, clock.now())
    return process(database, clock, Wall(), Pile())
