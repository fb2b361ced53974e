"""Both databases, a fixed clock: what every kind of test starts from."""

import gc
import os
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

from bot import schema
from bot.db import Database
from bot.playground.clock import Clock
from tests import compiling, databases
from tests.office import Office, opened

POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")

#: Where there is room in memory, tests do not wait for a disk to say that it is sure.
MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3  #: bytes

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  #: a Wednesday morning


def pytest_collection_finish() -> None:
    """Thousands of tests are held until the end: what collects garbage need not look at them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_configure() -> None:
    compiling.once()
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM and os.access(MEMORY, os.W_OK):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[URL]:
    """A migrated PostgreSQL database to copy; a skip where there is no server, a failure where CI is set."""
    admin = make_url(POSTGRESQL)
    name = f"pollen_template_{uuid.uuid4().hex[:8]}"
    try:
        databases.administer(admin, f"CREATE DATABASE {name}")
    except OperationalError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL at {admin.host}:{admin.port} ({str(error.orig).splitlines()[0]})")
    try:
        database = Database(admin.set(database=name))
        schema.upgrade(database)
        database.close()
        yield admin.set(database=name)
    finally:
        databases.drop(admin.set(database=name))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    database = Database(URL.create("sqlite", database=str(path)))
    schema.upgrade(database)
    database.close()
    return path.read_bytes()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """A fresh, migrated database of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "pollen.sqlite3"
        path.write_bytes(request.getfixturevalue("sqlite_template"))
        yield URL.create("sqlite", database=str(path))
        return
    yield request.getfixturevalue("postgresql_url")


@pytest.fixture(scope="session")
def emptied(postgresql_template: URL) -> Iterator[databases.Emptied]:
    emptied = databases.Emptied(postgresql_template)
    yield emptied
    emptied.close()


@pytest.fixture
def postgresql_url(emptied: databases.Emptied) -> Iterator[URL]:
    """A migrated PostgreSQL database with nothing in it."""
    with emptied.lent() as url:
        yield url


@pytest.fixture
def database(database_url: URL) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def clock() -> Clock:
    return Clock(at=NOW)


@pytest.fixture
def office(database_url: URL, clock: Clock, tmp_path: Path) -> Iterator[Office]:
    """A local Slack with the production bot in it, on each kind of database; time stands still until it is passed."""
    folder = tmp_path / "articles"
    folder.mkdir()
    with opened(database_url, clock=clock, folder=folder) as office:
        yield office
