"""What every test of kudos starts from."""

import pytest

from bot.db import Database
from tests.kudos.company import Company


@pytest.fixture
def company(database: Database) -> Company:
    return Company(database=database)
