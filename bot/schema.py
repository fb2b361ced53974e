"""Is the database's schema the one this code knows? Brings it up to date, one process at a time."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from bot.db import Database
from bot.engines import is_unusable, unreachable
from bot.errors import Refusal

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
_LOCK = 7_012_026  #: any number, the same for every replica
POLL_SECONDS = 0.5
TELL_SECONDS = 10

log = logging.getLogger(__name__)


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; there is no alembic.ini."""
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    configuration.attributes["connection"] = connection
    return configuration


def upgrade(database: Database, *, wait: Callable[[float], object] = time.sleep) -> None:
    """Bring the schema to the newest version; raise `Refusal` when it is newer than this code.

    Replicas that start together take turns: who comes second waits, however long it takes, and says so in the log.
    """
    try:
        if is_current(database):
            return
        with database.maintenance() as connection, _turn(connection, wait, is_needed=not database.is_sqlite):
            if not _is_current(connection):  # else the one before has done it
                command.upgrade(config(connection), "head")
    except DBAPIError as error:
        if is_unusable(error):
            raise unreachable(error, database.url) from error
        raise


def is_current(database: Database) -> bool:
    """Is the schema at head? Raises `Refusal` when it is one this code has never heard of."""
    try:
        with database.engine.connect() as connection:
            return _is_current(connection)
    except DBAPIError as error:
        raise unreachable(error, database.url) from error


def known() -> frozenset[str]:
    """Return every version of the schema that this code has heard of."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(config()).walk_revisions())


def _is_current(connection: Connection) -> bool:
    scripts = ScriptDirectory.from_config(config())
    found = MigrationContext.configure(connection).get_current_heads()
    connection.rollback()
    if unknown := set(found) - known():
        raise Refusal(
            f"The database was made by a newer Pollen: its schema is {', '.join(sorted(unknown))}, and this one knows "
            f"{', '.join(sorted(scripts.get_heads()))}. Please start a Pollen that has schema "
            f"{', '.join(sorted(unknown))}, or restore a backup."
        )
    return set(found) == set(scripts.get_heads())


@contextmanager
def _turn(connection: Connection, wait: Callable[[float], object], *, is_needed: bool) -> Iterator[None]:
    """Hold the migrations' lock, asked for again and again: a statement that waits for it could be cancelled."""
    if not is_needed:
        yield
        return
    waited = 0.0
    while not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _LOCK}):
        connection.commit()
        if waited % TELL_SECONDS == 0:
            log.info("another process is bringing the database up to date; waiting", extra={"seconds": int(waited)})
        wait(POLL_SECONDS)
        waited += POLL_SECONDS
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
        connection.commit()
