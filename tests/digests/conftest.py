"""A desk at which digests are made, and an office that reads them, on both databases."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.db import Database
from bot.playground.clock import Clock as OfficeClock
from tests.digests.desk import Clock, Desk, Pile, Wall, process, settle
from tests.office import Office, opened


@pytest.fixture
def desk(database: Database, now: datetime) -> Desk:
    settle(database, now)
    return process(database, Clock(now), Wall(), Pile())


@pytest.fixture
def office(database_url: URL, clock: OfficeClock, tmp_path: Path) -> Iterator[Office]:
    """An office whose weeks pass half a day at a time, and where everything promised is said."""
    folder = tmp_path / "articles"
    folder.mkdir()
    with opened(database_url, clock=clock, folder=folder, step=timedelta(hours=12), is_patient=True) as office:
        yield office
