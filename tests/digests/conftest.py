"""A desk at which digests are made, on both databases."""

from datetime import datetime

import pytest

from bot.db import Database
from tests.digests.desk import Clock, Desk, Pile, Wall, process, settle


@pytest.fixture
def desk(database: Database, now: datetime) -> Desk:
    settle(database, now)
    return process(database, Clock(now), Wall(), Pile())
