"""How is the data kept safe, and moved? `pollen backup`, `restore`, `move`, and `outbox recheck` after a pg_restore."""

import os
from functools import partial
from pathlib import Path

import click
from sqlalchemy.engine import URL

from bot import app, backups, moving, schema
from bot import settings as environment
from bot.cli import opening, terminal
from bot.db import Database
from bot.errors import Refusal
from bot.outbox import service as outbox
from bot.workspaces import service as workspaces

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", "is_forced", is_flag=True, help="Replace the file if it's already there.")
def backup(file: Path, is_forced: bool) -> None:
    """Copy the database into FILE, also while `pollen run` is running. For SQLite; PostgreSQL has pg_dump."""
    url = _sqlite(f"pg_dump --format=custom --file={file} NAME")
    with terminal.progress() as tell:
        backups.save(url, file, is_replacing=is_forced, progress=partial(tell, "pages copied"))
    click.echo(
        f"Backed up to {file} ({file.stat().st_size / 1_000_000:,.1f} MB). It holds what people wrote: keep it safe."
    )


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", "is_forced", is_flag=True, help="Even if there is data now; it's kept beside the database.")
def restore(file: Path, is_forced: bool) -> None:
    """Put a backup in the database's place; stop `pollen run` first. Nothing is posted twice afterwards."""
    url = _sqlite(f"pg_restore --clean --if-exists --dbname=NAME {file}, then pollen outbox recheck")
    done = backups.restore(file, url, is_forced=is_forced, doubted=_doubted, now=app.utc_now())
    kept = f" What was there before is in {done.kept}." if done.kept else ""
    click.echo(f"Restored {file} to {url.database}.{kept} {_doubtful(done.doubtful)}")


@click.command()
@click.argument("target", metavar="POSTGRESQL_URL")
def move(target: str) -> None:
    """Move everything from the SQLite file to an empty PostgreSQL database; stop `pollen run` first."""
    url = _sqlite("the data is in PostgreSQL already")
    to = environment.database_url({"DATABASE_URL": target})
    if to.get_backend_name() != "postgresql":
        raise click.UsageError("Name a PostgreSQL database: postgresql://user:password@host/name.")
    if not Path(str(url.database)).is_file():
        raise Refusal(f"There's no database at {url.database} to move.")
    with opening.database(url) as source, opening.database(to) as found, terminal.progress() as tell:
        schema.upgrade(source)
        schema.upgrade(found)
        counts = moving.move(source, found, progress=tell)
    click.echo(
        f"Moved {sum(counts.values()):,} rows of {sum(map(bool, counts.values()))} tables, and counted them. Now set "
        f"DATABASE_URL to the new database. Don't start Pollen on {url.database} again: it would post things twice."
    )


@click.command()
def recheck() -> None:
    """After restoring a database by other means, such as pg_restore: look in Slack before sending anything."""
    with opening.database(environment.database_url(os.environ)) as database:
        schema.upgrade(database)
        count = _doubted(database)
    click.echo(_doubtful(count))


def _sqlite(instead: str) -> URL:
    """Return where the SQLite file is; say what to do when the data is in PostgreSQL."""
    url = environment.database_url(os.environ)
    if url.get_backend_name() != "sqlite":
        raise Refusal(f"This is for a SQLite file, and DATABASE_URL names PostgreSQL: {instead}")
    return url


def _doubted(database: Database) -> int:
    """Take what is still to be said in every workspace for perhaps said."""
    now = app.utc_now()
    known = database.reading(workspaces.workspaces)
    return database.transaction(
        lambda session: sum(outbox.doubt(session, workspace=one.id, now=now) for one in known), patience=30
    )


def _doubtful(count: int) -> str:
    if not count:
        return "No message was waiting to be sent."
    waiting = "1 message was" if count == 1 else f"{count:,} messages were"
    return f"{waiting} waiting to be sent; each is looked for in Slack first, so nothing is posted twice."


COMMANDS = (backup, restore, move)
