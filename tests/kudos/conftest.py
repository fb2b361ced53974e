"""What every test of kudos starts from."""

import pytest

from bot.db import Database
from tests.kudos.office import Office


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database=database)
