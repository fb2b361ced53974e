"""People who learn together, in an office where time passes and only sessions have something to do in it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from bot.playground.clock import Clock
from bot.playground.people.person import Person
from tests.office import Office, opened


@pytest.fixture
def office(database_url: URL, clock: Clock, tmp_path: Path) -> Iterator[Office]:
    only = frozenset({"sessions", "session places", "group sessions", "mentors", "milestones noticed"})
    manners: dict[str, Any] = {"step": timedelta(minutes=30), "only": only, "is_patient": True}
    with opened(database_url, clock=clock, folder=tmp_path, **manners) as office:
        office.slack.paces(False)
        yield office


@pytest.fixture
def ana(office: Office) -> Person:
    return office.slack.person("ana")


@pytest.fixture
def ben(office: Office) -> Person:
    return office.slack.person("ben")


@pytest.fixture
def chika(office: Office) -> Person:
    return office.slack.person("chika")
