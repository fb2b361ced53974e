"""A small town of people to ask and to be asked."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy.engine import URL

from bot.db import Database
from bot.playground.clock import Clock
from tests.mentors.office import Office, opened
from tests.mentors.town import Town


@pytest.fixture
def town(database: Database, now: datetime) -> Town:
    town = Town(database=database, now=now)
    town.found()
    town.person("UASKER")
    return town


@pytest.fixture
def office(database_url: URL, clock: Clock) -> Iterator[Office]:
    with opened(database_url, clock) as office:
        yield office
