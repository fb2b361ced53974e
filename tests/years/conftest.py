"""Two histories of one company, one four times as long as the other, on both databases; made once a run."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.db import Database
from tests import databases
from tests.years import past
from tests.years.history import Size

Made = Callable[[str, Size], URL]


@pytest.fixture(scope="session")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Make a history on a kind of database, the first time it is asked for."""
    known: dict[tuple[str, Size], URL] = {}

    def make(kind: str, size: Size) -> URL:
        if (kind, size) not in known:
            known[kind, size] = _fresh(kind, request, tmp_path_factory)
            database = Database(known[kind, size])
            past.fill(database, size)
            database.close()
        return known[kind, size]

    yield make
    for (kind, _), url in known.items():
        if kind == "postgresql":
            databases.drop(url)


def _fresh(kind: str, request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> URL:
    if kind == "sqlite":
        path = folders.mktemp("years") / "history.sqlite3"
        path.write_bytes(request.getfixturevalue("sqlite_template"))
        return URL.create("sqlite", database=str(path))
    template: URL = request.getfixturevalue("postgresql_template")
    name = f"pollen_years_{uuid.uuid4().hex[:8]}"
    databases.administer(template, f"CREATE DATABASE {name} TEMPLATE {template.database}")
    return template.set(database=name)


@pytest.fixture
def copy(made: Made, tmp_path: Path) -> Iterator[Callable[[str, Size], URL]]:
    """Copy a history, for one test."""
    open_ones = []

    def copied(kind: str, size: Size) -> URL:
        folder = tmp_path / uuid.uuid4().hex[:8]
        folder.mkdir()
        one = past.copied(made(kind, size), folder)
        open_ones.append(one)
        return one.__enter__()

    yield copied
    for one in reversed(open_ones):
        one.__exit__(None, None, None)
