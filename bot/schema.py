"""Is the database's schema the one this code knows? Brings it up to date, one process at a time."""

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from bot.db import Database, unreachable
from bot.errors import Refusal

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
_LOCK = 7_012_026  #: any number, the same for every replica

log = logging.getLogger(__name__)


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; there is no alembic.ini."""
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    configuration.attributes["connection"] = connection
    return configuration


def upgrade(database: Database) -> None:
    """Bring the schema to the newest version; raise `Refusal` when it is newer than this code."""
    try:
        if is_current(database):
            return
        with database.engine.connect() as connection:
            if not database.is_sqlite:  # replicas that start together take turns
                connection.execute(text("SET lock_timeout = '60s'"))
                connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
                connection.commit()
            try:
                command.upgrade(config(connection), "head")
            finally:
                if not database.is_sqlite:
                    connection.rollback()
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
                    connection.execute(text("RESET lock_timeout"))
                    connection.commit()
    except OperationalError as error:
        raise unreachable(error, database.url) from error


def is_current(database: Database) -> bool:
    """Is the schema at head? Raises `Refusal` when it is one this code has never heard of."""
    scripts = ScriptDirectory.from_config(config())
    try:
        with database.engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_heads()
    except OperationalError as error:
        raise unreachable(error, database.url) from error
    known = {script.revision for script in scripts.walk_revisions()}
    if not set(found) <= known:
        raise Refusal("The database was made by a newer Pollen. Please update this one, or restore a backup.")
    return set(found) == set(scripts.get_heads())
