"""Both databases, a fixed clock: what every kind of test starts from."""

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

from bot import schema
from bot.db import Database
from bot.playground.clock import Clock
from tests.office import Office, opened

POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  #: a Wednesday morning


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[URL]:
    """A migrated PostgreSQL database to copy; a skip where there is no server, a failure where CI is set."""
    admin = make_url(POSTGRESQL)
    name = f"pollen_template_{uuid.uuid4().hex[:8]}"
    try:
        _administer(admin, f"CREATE DATABASE {name}")
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
        _administer(admin, f"DROP DATABASE {name} WITH (FORCE)")


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


@pytest.fixture
def postgresql_url(postgresql_template: URL) -> Iterator[URL]:
    """A fresh, migrated PostgreSQL database."""
    template = postgresql_template
    name = f"pollen_test_{uuid.uuid4().hex[:12]}"
    _administer(template.set(database="postgres"), f"CREATE DATABASE {name} TEMPLATE {template.database}")
    try:
        yield template.set(database=name)
    finally:
        _administer(template.set(database="postgres"), f"DROP DATABASE {name} WITH (FORCE)")


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


def _administer(url: URL, statement: str) -> None:
    engine = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
