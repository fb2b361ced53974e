"""How does a connection to SQLite or PostgreSQL come about, how is it ended, and what do its errors mean?"""

import os
import socket
from pathlib import Path
from typing import Any

import filelock
import psycopg
import sqlalchemy
from sqlalchemy import BindParameter, event, literal
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from bot.errors import Refusal

#: Whoever has waited for a connection for so long is better refused, so that Slack sends the request again.
POOL_SECONDS = 1.0

#: So long one process waits for another's writing before it asks again; shorter than Slack waits.
BUSY_MILLISECONDS = 2_000

_NO_SUCH_TABLE = "42P01"


def postgresql(url: URL) -> Engine:
    return sqlalchemy.create_engine(
        url,
        hide_parameters=True,  # they are what people wrote
        pool_size=10,
        max_overflow=10,
        pool_timeout=POOL_SECONDS,
        connect_args={
            "connect_timeout": 2,
            "application_name": "pollen",
            "options": "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000",
        },
    )


def unlimited(url: URL) -> Engine:
    """Connect to PostgreSQL without a time limit for a statement: for migrations."""
    options = "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0"
    arguments = {"connect_timeout": 5, "application_name": "pollen maintenance", "options": options}
    return sqlalchemy.create_engine(url, hide_parameters=True, poolclass=sqlalchemy.NullPool, connect_args=arguments)


def sqlite(url: URL, *, is_writer: bool) -> Engine:
    engine = sqlalchemy.create_engine(
        url,
        hide_parameters=True,
        pool_size=1 if is_writer else 8,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        connect_args={"check_same_thread": False, "timeout": 5},
    )

    # sqlite3 opens transactions late and by its own rules; isolation_level=None hands them to us.
    # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#serializable-isolation-savepoints-transactional-ddl
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        pragmas = ["foreign_keys=ON", f"busy_timeout={BUSY_MILLISECONDS}", "synchronous=FULL", "secure_delete=ON"]
        for pragma in [*pragmas, "journal_mode=WAL"] if is_writer else [*pragmas, "query_only=ON"]:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")

    return engine


class Taken(Refusal):
    """Another process serves this file."""


def claim_as_guest(url: URL) -> filelock.BaseFileLock | None:
    """Take a file for this process; None when another has it, whose guest this one is then."""
    try:
        return claim_file(url)
    except Taken:
        return None


def claim_file(url: URL) -> filelock.BaseFileLock:
    """Take a file for this process; raise `Taken` when another has it."""
    path = Path(str(url.database))
    if path.is_dir():
        raise Refusal(f"{path} is a folder. DATABASE_URL should name a file.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        claim = filelock.FileLock(f"{path}.lock", timeout=0)
        claim.acquire()
    except filelock.Timeout as error:
        if not path.with_name(f"{path.name}.lock").exists():
            raise Refusal(f"The folder {path.parent} can't hold a lock file, which SQLite needs.") from error
        raise Taken(
            f"Another Pollen process is using {path}. A SQLite file serves one process at a time; "
            "stop the other one, or set DATABASE_URL to PostgreSQL, which serves any number."
        ) from error
    except (FileExistsError, NotADirectoryError) as error:
        raise Refusal(f"{path.parent} is a file. DATABASE_URL should name a file in a folder.") from error
    except OSError as error:
        raise Refusal(f"The folder {path.parent} can't be written to ({error.strerror}).") from error
    return claim


def fixed(value: str | int) -> BindParameter[Any]:
    """Return a value that stands in the statement itself: SQLite finds an index of some rows only by the very words."""
    return literal(str(value) if isinstance(value, str) else int(value), literal_execute=True)


def end_waiting(connection: Any) -> None:
    """Wake whoever waits for an answer on this connection (the driver's): the statement fails at once."""
    interrupt = getattr(connection, "interrupt", None)
    if interrupt is not None:  # SQLite's
        interrupt()
        return
    if connection.closed:
        return
    wire = socket.socket(fileno=os.dup(connection.fileno()))
    try:
        wire.shutdown(socket.SHUT_RDWR)
    except OSError:  # it is gone already
        pass
    finally:
        wire.close()


def unreachable(error: DBAPIError, url: URL) -> Refusal:
    """Say in one sentence why the database cannot be used, without its password."""
    reason = str(error.orig).strip().splitlines()[0] if error.orig and str(error.orig).strip() else "no reason given"
    name = url.render_as_string(hide_password=True)
    if getattr(error.orig, "sqlstate", None) == _NO_SUCH_TABLE or reason.startswith("no such table"):
        return Refusal(f"The database {name} has none of Pollen's tables yet. Create them with `pollen migrate`.")
    return Refusal(f"The database {name} can't be used: {reason}")


def is_unusable(error: DBAPIError) -> bool:
    """Is it the database that is at fault: out of reach, damaged, not a database at all, or without our tables?"""
    is_foreign = type(error) is DatabaseError or getattr(error.orig, "sqlstate", None) == _NO_SUCH_TABLE
    return is_foreign or isinstance(error, OperationalError)


def is_full(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) == "53100" or getattr(error.orig, "sqlite_errorname", None) in (
        "SQLITE_FULL",
        "SQLITE_IOERR_SHMSIZE",
    )


def is_locked(error: DBAPIError) -> bool:
    """Is another process writing to the same file of SQLite?"""
    return getattr(error.orig, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def is_silence(error: DBAPIError) -> bool:
    """Was it given up by us, or did no connection come about in time?"""
    return getattr(error.orig, "sqlite_errorname", None) == "SQLITE_INTERRUPT" or isinstance(
        error.orig, psycopg.errors.ConnectionTimeout
    )
