"""A small town of people to ask and to be asked."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from bot.db import Database
from bot.playground.clock import Clock
from bot.playground.people.person import Person
from tests.mentors.town import Town, newest
from tests.office import Office, opened


@pytest.fixture
def town(database: Database, now: datetime) -> Town:
    town = Town(database=database, now=now)
    town.found()
    town.person("UASKER")
    return town


@pytest.fixture
def office(database_url: URL, clock: Clock, tmp_path: Path) -> Iterator[Office]:
    """Working hours pass three at a time, and only mentors have something to do in them."""
    manners: dict[str, Any] = {"step": timedelta(hours=3), "only": frozenset({"mentors"}), "is_patient": True}
    with opened(database_url, clock=clock, folder=tmp_path, **manners) as office:
        office.slack.paces(False)
        yield office


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody who teaches."""
    ana = office.slack.person("ana")
    ana.types("@pollen", "I can mentor k8s and negotiation")
    ana.clicks("List me", newest(ana))
    return ana


@pytest.fixture
def ben(office: Office) -> Person:
    return office.slack.person("ben")
