"""How does a SQLite file become a backup while the bot runs, and a backup the bot's file again?

PostgreSQL has pg_dump and pg_restore; nothing here is for it.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import URL

from bot import engines, schema
from bot.db import Database
from bot.errors import Refusal

#: Told how much is copied, in pages of the database, and of how much.
Progress = Callable[[int, int], object]

PAGES = 2000  #: copied at once; the bot waits for none of them
OURS = 0o600  #: a backup holds what people asked and wrote
#: SQLite's own files beside a database's.
BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, kw_only=True)
class Restored:
    #: So many messages are looked for in Slack before they are sent.
    doubtful: int
    #: Where the data is that was there before; None: there was none.
    kept: Path | None


def save(url: URL, file: Path, *, is_replacing: bool, progress: Progress, pages: int = PAGES) -> None:
    """Copy the database as it is at this moment into one file, whole or not at all; the bot may run."""
    if file.exists() and not is_replacing:
        raise Refusal(f"{file} is already there. Choose another name, or replace it with --force.")
    source = Path(str(url.database))
    if not source.is_file():
        raise Refusal(f"There's no database at {source} to back up.")
    part = file.with_name(f"{file.name}.part")
    try:
        _copy(source, part, progress, pages=pages)
        _checked(part)
        part.replace(file)
    except OSError as error:
        raise Refusal(f"{file} can't be written ({error.strerror}).") from error
    finally:
        _remove(part)


def check(file: Path) -> None:
    """Raise `Refusal` unless a file is a whole backup of this version's schema or of an older one."""
    if not file.is_file():
        raise Refusal(f"There's no backup at {file}.")
    found = _checked(file)
    if found not in schema.known():
        raise Refusal(
            f"{file} was made by a newer Pollen: its schema is {found}, and this one knows up to "
            f"{max(schema.known())}. Please install the Pollen that made it, or a newer one."
        )


def restore(file: Path, url: URL, *, is_forced: bool, doubted: Callable[[Database], int], now: datetime) -> Restored:
    """Make a backup the database; nothing may be using it. `doubted`: takes what is still to be said for perhaps said.

    It is brought to this version's schema first and takes its place in one step: when anything fails before, the data
    is what it was.
    """
    check(file)
    target = Path(str(url.database))
    claim = engines.claim_file(url)
    new = target.with_name(f"{target.name}.restoring")
    try:
        if not is_forced and _holds_data(target):
            raise Refusal(
                f"{target} holds data. To put the backup in its place, use --force; "
                "what is there now is kept beside it."
            )
        _copy(file, new, lambda _done, _of: None)
        database = Database(url.set(database=str(new)))
        try:
            schema.upgrade(database)
            doubtful = doubted(database)
            database.scrub()
        finally:
            database.close()
        kept = _set_aside(target, now) if target.exists() else None
        new.replace(target)
        return Restored(doubtful=doubtful, kept=kept)
    finally:
        for name in (new, new.with_name(f"{new.name}.lock")):
            _remove(name)
        if claim is not None:
            claim.release()


def _copy(source: Path, target: Path, progress: Progress, *, pages: int = PAGES) -> None:
    """Copy one moment's state: a reader's snapshot, behind which the bot goes on writing."""
    _remove(target)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OURS))
    try:
        with closing(_reading(source)) as old, closing(sqlite3.connect(target, isolation_level=None)) as new:
            old.execute("BEGIN")
            old.execute("SELECT count(*) FROM sqlite_master").close()
            old.backup(new, pages=pages, progress=lambda _status, left, of: progress(of - left, of), sleep=0)
            new.execute("PRAGMA journal_mode=DELETE").close()  # one file, and nothing beside it
    except sqlite3.Error as error:
        raise Refusal(f"{source} can't be copied: {error}") from error
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _checked(file: Path) -> str:
    """Return the schema's version of a whole database of Pollen's; raise `Refusal` for anything else."""
    try:
        with closing(_reading(file)) as connection:
            (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise Refusal(f"{file} isn't a Pollen database: {error}") from error
    if sound != "ok" or version is None:
        raise Refusal(f"{file} is damaged: {sound}")
    return str(version[0])


def _holds_data(file: Path) -> bool:
    """Is there something that would be missed? What cannot be read may be."""
    if not file.is_file() or not file.stat().st_size:
        return False
    try:
        with closing(_reading(file)) as connection:
            return connection.execute("SELECT 1 FROM workspaces LIMIT 1").fetchone() is not None
    except sqlite3.Error as error:
        return not str(error).startswith("no such table")


def _set_aside(file: Path, now: datetime) -> Path:
    kept = file.with_name(f"{file.name}.before-{now:%Y%m%dT%H%M%S}")
    for name in ("", *BESIDE):
        old = file.with_name(f"{file.name}{name}")
        if old.exists():
            old.replace(kept.with_name(f"{kept.name}{name}"))
    return kept


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=5)


def _remove(file: Path) -> None:
    for name in ("", *BESIDE):
        file.with_name(f"{file.name}{name}").unlink(missing_ok=True)
