"""How is data kept? One code for SQLite and PostgreSQL; this is the only place where the two differ.

SQLite has one writing connection behind a fair queue and a few reading ones, in one process; a command that brings
knowledge may write beside it, in turns. PostgreSQL has a pool and any number of processes. A unit of work is a function
of a session: it may be run again after a lost race (SQLSTATE 40001, 40P01) or a lost connection, so it touches nothing
but its session, and every effect has a unique key.
"""

import logging
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from types import ModuleType
from typing import Any, TypeVar

import sqlalchemy
from sqlalchemy import DateTime, MetaData, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from bot import deadline, engines
from bot.fair_lock import FairLock
from bot.watchdog import Watchdog

Result = TypeVar("Result")

log = logging.getLogger(__name__)

LOST_RACES = frozenset({"40001", "40P01"})  #: serialization failure, deadlock
ATTEMPTS = 30
MANY = 500  #: ids in one statement
QUEUE_SECONDS = 2.5  #: a Slack request that has waited this long is better refused, so that Slack sends it again
RETRY_SECONDS = 0.5  #: how often a silent database is asked whether it speaks again
FULL_SECONDS = 5  #: so long after a refused write PostgreSQL is taken for full

#: Takes some pages and gives them back.
_SCRATCH = ("CREATE TABLE scratch AS SELECT zeroblob(65536) AS room", "DROP TABLE scratch")


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
    """The database does not answer in time for Slack: others are before, or it has fallen silent."""


class Full(Exception):
    """There is no space left to write anything down."""


class Database:
    """The two ways to use it: `transaction(unit)` to write, `reading(unit)` to look."""

    def __init__(self, url: URL, *, is_read_only: bool = False, is_guest: bool = False) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._turn = FairLock() if self.is_sqlite else None
        self._watchdog = Watchdog()
        #: When it last kept a request waiting for too long, and since when it is full (`time.monotonic`).
        self._silent_at: float | None = None
        self.full_since: float | None = None
        claim = engines.claim_as_guest if is_guest else engines.claim_file
        self._claim = claim(url) if self.is_sqlite and not is_read_only else None
        #: Does another process serve this file, to which we write as well, in turns?
        self.is_guest = is_guest and self.is_sqlite and self._claim is None
        if self.is_sqlite:
            self.engine = engines.sqlite(url, is_writer=not is_read_only)
            self.reader = engines.sqlite(url, is_writer=False)
        else:
            self.engine = engines.postgresql(url)
            self.reader = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def transaction(self, unit: Callable[[Session], Result], *, patience: float = QUEUE_SECONDS) -> Result:
        """Run `unit` and commit; run it again after a lost race or connection.

        `patience`: seconds to wait for one's turn on SQLite; raises `Busy` after that, or when Slack would not wait any
        more (`deadline.py`), and `Full` when nothing can be written.
        """
        if self._turn is None:
            return self._persistently(lambda: self._commit(unit))
        if not self._turn.acquire(timeout=deadline.left(patience)):
            raise Busy
        try:
            return self._persistently(lambda: self._commit(unit))
        finally:
            self._turn.release()

    def reading(self, unit: Callable[[Session], Result]) -> Result:
        """Run `unit` on one consistent snapshot; nothing it changes is kept."""

        def read() -> Result:
            with (
                Session(self.reader, expire_on_commit=False, autoflush=False) as session,
                self._in_time(session),
            ):
                return unit(session)

        return self._persistently(read)

    @contextmanager
    def maintenance(self) -> Iterator[Connection]:
        """Open a connection for what may take long: no time limit of a request's holds on it."""
        engine = self.engine if self.is_sqlite else engines.unlimited(self.url)
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            if engine is not self.engine:
                engine.dispose()

    def scrub(self) -> None:
        """Let what was deleted leave a SQLite file's log as well; a PostgreSQL server does so by itself."""
        if self.is_sqlite:
            with self.reader.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def has_space(self) -> bool:
        """Can something be written down, as far as is known? Tries it where the last writer found no space."""
        if self.full_since is None:
            return True
        if self.is_sqlite:
            try:
                self.transaction(lambda session: [session.execute(text(one)) for one in _SCRATCH], patience=0.5)
            except (Full, Busy):
                return False
        elif time.monotonic() - self.full_since < FULL_SECONDS:
            return False
        self.full_since = None
        return True

    def _commit(self, unit: Callable[[Session], Result]) -> Result:
        with Session(self.engine, expire_on_commit=False) as session, self._in_time(session):
            result = unit(session)
            session.commit()
            return result

    @contextmanager
    def _in_time(self, session: Session) -> Iterator[None]:
        """Give up in time what Slack waits for; a job may take its time.

        While the database is silent one request at a time finds out whether it speaks again; the others are refused at
        once, since they would only wait as well.
        """
        if not deadline.is_set():
            yield
            return
        seconds, now = deadline.left(QUEUE_SECONDS), time.monotonic()
        if seconds == 0 or (self._silent_at is not None and now - self._silent_at < RETRY_SECONDS):
            raise Busy
        if self._silent_at is not None:
            self._silent_at = now
        connection = session.connection().connection.driver_connection
        with self._watchdog.over(lambda: self._cut(connection), seconds=seconds):
            yield
        self._silent_at = None

    def _cut(self, connection: Any) -> None:
        self._silent_at = time.monotonic()
        engines.end_waiting(connection)

    def _persistently(self, work: Callable[[], Result]) -> Result:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return work()
            except sqlalchemy.exc.TimeoutError as error:  # no connection of the pool came free
                raise Busy from error
            except DBAPIError as error:
                if engines.is_full(error):
                    self.full_since = time.monotonic()
                    log.error("there is no space left to write anything down")
                    raise Full from error
                if deadline.is_set() and (engines.is_silence(error) or engines.is_locked(error)):
                    self._silent_at = time.monotonic()
                    raise Busy from error
                lost_race = getattr(error.orig, "sqlstate", None) in LOST_RACES or engines.is_locked(error)
                if not (lost_race or (error.connection_invalidated and attempt <= 3)) or attempt == ATTEMPTS:
                    raise
                if deadline.is_set() and deadline.left(QUEUE_SECONDS) == 0:
                    raise Busy from error
                log.debug("unit of work runs again", extra={"attempt": attempt})
                time.sleep(random.uniform(0, min(0.2, 0.005 * 2**attempt)))
        raise AssertionError("unreachable")

    def close(self) -> None:
        self.reader.dispose()
        self.engine.dispose()
        if self._claim is not None:
            self._claim.release()
