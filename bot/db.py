"""How is data kept? One code for SQLite and PostgreSQL; this is the only place where the two differ.

SQLite has one writing connection behind a fair queue and a few reading ones, in one process. PostgreSQL has a pool and
any number of processes. A unit of work is a function of a session: it may be run again after a lost race
(SQLSTATE 40001, 40P01) or a lost connection, so it touches nothing but its session, and every effect has a unique key.
"""

import logging
import random
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import filelock
import sqlalchemy
from sqlalchemy import DateTime, MetaData, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, Dialect, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from bot.errors import Refusal
from bot.fair_lock import FairLock

Result = TypeVar("Result")

log = logging.getLogger(__name__)

LOST_RACES = frozenset({"40001", "40P01"})  #: serialization failure, deadlock
ATTEMPTS = 30
MANY = 500  #: ids in one statement
QUEUE_SECONDS = 2.5  #: a Slack request that has waited this long is better refused, so that Slack sends it again


class Base(DeclarativeBase):
    #: Names for constraints, so that a migration can change them later.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def insert(session: Session, table: Any) -> Any:
    """Return the dialect's INSERT, which knows `on_conflict_do_nothing` and `on_conflict_do_update` on both."""
    return _dialect(session).insert(table)


def insert_once(session: Session, table: Any) -> Any:
    """Return an INSERT of one row that returns its `id`, or nothing when a unique key has it already.

    Built once a table, which is most of its cost; the row goes in as parameters.
    """
    return _insert_once(_dialect(session), table)


@cache
def _insert_once(dialect: ModuleType, table: Any) -> Any:
    return dialect.insert(table).on_conflict_do_nothing().returning(table.c.id)


def _dialect(session: Session) -> ModuleType:
    return postgresql if session.get_bind().dialect.name == "postgresql" else sqlite


def many(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    """Cut a long list of ids into what fits one statement."""
    return (ids[start : start + MANY] for start in range(0, len(ids), MANY))


class Busy(Exception):
    """The queue for the database is too long to answer Slack in time."""


class Database:
    """The two ways to use it: `transaction(unit)` to write, `reading(unit)` to look."""

    def __init__(self, url: URL, *, is_read_only: bool = False) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._turn = FairLock() if self.is_sqlite else None
        self._claim = _claim_file(url) if self.is_sqlite and not is_read_only else None
        if self.is_sqlite:
            self.engine = _sqlite_engine(url, is_writer=not is_read_only)
            self._reader = _sqlite_engine(url, is_writer=False)
        else:
            self.engine = _postgresql_engine(url)
            self._reader = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def transaction(self, unit: Callable[[Session], Result], *, patience: float = QUEUE_SECONDS) -> Result:
        """Run `unit` and commit; run it again after a lost race or connection.

        `patience`: seconds to wait for one's turn on SQLite; raises `Busy` after that.
        """
        if self._turn is None:
            return _persistently(lambda: _commit(self.engine, unit))
        if not self._turn.acquire(timeout=patience):
            raise Busy
        try:
            return _commit(self.engine, unit)
        finally:
            self._turn.release()

    def reading(self, unit: Callable[[Session], Result]) -> Result:
        """Run `unit` on one consistent snapshot; nothing it changes is kept."""

        def read() -> Result:
            with Session(self._reader, expire_on_commit=False, autoflush=False) as session:
                return unit(session)

        return _persistently(read)

    def close(self) -> None:
        self._reader.dispose()
        self.engine.dispose()
        if self._claim is not None:
            self._claim.release()


def unreachable(error: OperationalError, url: URL) -> Refusal:
    """Say in one sentence why the database cannot be used, without its password."""
    reason = str(error.orig).strip().splitlines()[0] if error.orig else "no reason given"
    return Refusal(f"The database {url.render_as_string(hide_password=True)} cannot be used: {reason}")


def _commit(engine: Engine, unit: Callable[[Session], Result]) -> Result:
    with Session(engine, expire_on_commit=False) as session, session.begin():
        return unit(session)


def _persistently(work: Callable[[], Result]) -> Result:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return work()
        except sqlalchemy.exc.TimeoutError as error:  # no connection of the pool came free
            raise Busy from error
        except DBAPIError as error:
            lost_race = getattr(error.orig, "sqlstate", None) in LOST_RACES
            if not (lost_race or (error.connection_invalidated and attempt <= 3)) or attempt == ATTEMPTS:
                raise
            log.debug("unit of work runs again", extra={"attempt": attempt})
            time.sleep(random.uniform(0, min(0.2, 0.005 * 2**attempt)))
    raise AssertionError("unreachable")


def _postgresql_engine(url: URL) -> Engine:
    return sqlalchemy.create_engine(
        url,
        hide_parameters=True,  # they are what people wrote
        pool_size=10,
        max_overflow=10,
        pool_timeout=QUEUE_SECONDS,
        connect_args={
            "connect_timeout": 5,
            "application_name": "pollen",
            "options": "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000",
        },
    )


def _sqlite_engine(url: URL, *, is_writer: bool) -> Engine:
    engine = sqlalchemy.create_engine(
        url,
        hide_parameters=True,
        pool_size=1 if is_writer else 8,
        max_overflow=0,
        pool_timeout=QUEUE_SECONDS,
        connect_args={"check_same_thread": False, "timeout": 5},
    )

    # sqlite3 opens transactions late and by its own rules; isolation_level=None hands them to us.
    # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#serializable-isolation-savepoints-transactional-ddl
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        pragmas = ["foreign_keys=ON", "busy_timeout=5000", "synchronous=FULL"]
        for pragma in [*pragmas, "journal_mode=WAL"] if is_writer else [*pragmas, "query_only=ON"]:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")

    return engine


def _claim_file(url: URL) -> filelock.BaseFileLock:
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        claim = filelock.FileLock(f"{path}.lock", timeout=0)
        claim.acquire()
    except filelock.Timeout as error:
        raise Refusal(
            f"Another Pollen process is using {path}. A SQLite file serves one process at a time; "
            "stop the other one, or set DATABASE_URL to PostgreSQL, which serves any number."
        ) from error
    except OSError as error:
        raise Refusal(f"The folder {path.parent} cannot be written to ({error.strerror}).") from error
    return claim
