"""A small town of people to ask and to be asked."""

from datetime import datetime

import pytest

from bot.db import Database
from tests.mentors.town import Town


@pytest.fixture
def town(database: Database, now: datetime) -> Town:
    town = Town(database=database, now=now)
    town.found()
    town.person("UASKER")
    return town
