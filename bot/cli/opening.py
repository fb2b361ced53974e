"""Which database and which workspace is a command about?"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot import app, schema
from bot import settings as environment
from bot.cli import terminal
from bot.db import Database
from bot.engines import is_unusable, unreachable
from bot.errors import Refusal
from bot.meaning import models
from bot.meaning.base import Base
from bot.meaning.models import Model
from bot.runtime import Runtime
from bot.search.article import Article
from bot.workspaces import service as workspaces
from bot.workspaces.rules import Workspace

#: The option of every command that is about one workspace.
WORKSPACE = click.option("--workspace", "wanted", help="The workspace's id, if the database has several.")


@contextmanager
def reading(wanted: str | None) -> Iterator[tuple[Runtime, Workspace]]:
    """Open the database to look at one workspace."""
    with database(environment.database_url(os.environ), is_read_only=True) as found:
        yield runtime(found), workspace(found, wanted)


@contextmanager
def writing(wanted: str | None, *, is_guest: bool = False) -> Iterator[tuple[Runtime, Workspace]]:
    """Open the database to change something of one workspace; `is_guest`: also while the bot runs on the same file."""
    with database(environment.database_url(os.environ), is_guest=is_guest) as found:
        if not found.is_guest:
            schema.upgrade(found)
        elif not schema.is_current(found):
            raise Refusal("The Pollen that is running is older than this command. Please restart it first.")
        yield runtime(found), workspace(found, wanted)


def runtime(database: Database) -> Runtime:
    """What a use case needs, without a Slack."""
    return Runtime(database=database, now=app.utc_now, client=terminal.no_slack)


def model() -> Model | None:
    """The sentence model that the environment names; one that cannot be used is told, and words alone do."""
    folder = environment.model_folder(os.environ)
    if folder is None:
        return None
    try:
        return models.opened(folder)
    except models.Unusable as reason:
        _told(str(folder), reason)
        return None


def reader() -> terminal.Reader | None:
    """What reads folders by their meaning, where there is a model; what it has read once is kept."""
    found = model()
    return None if found is None else partial(_read, found, environment.cache_folder() / "folders")


def _read(model: Model, cache: Path, name: str, articles: Sequence[Article]) -> Base | None:
    try:
        with terminal.progress() as tell:
            return Base.of(model, articles, cache / f"{name}.vectors", progress=partial(tell, "read by their meaning"))
    except models.Unusable as reason:
        _told(model.name, reason)
        return None


def _told(model: str, reason: models.Unusable) -> None:
    click.echo(f"POLLEN_MODEL: {model} {reason}. I search by words alone.", err=True)


def workspace(database: Database, wanted: str | None) -> Workspace:
    """Choose the workspace a command is about; the only one there is, unless it was named."""
    known = database.reading(workspaces.workspaces)
    chosen = [one for one in known if wanted in (None, one.id)]
    if len(chosen) == 1:
        return chosen[0]
    if not known:
        if os.environ.get("SLACK_BOT_TOKEN"):
            return app.join(environment.read(os.environ), database)
        raise Refusal("There's no workspace yet. Set SLACK_BOT_TOKEN, or start `pollen run` once.")
    raise Refusal(f"Which workspace? Name it with --workspace: {', '.join(one.id for one in known)}.")


@contextmanager
def database(url: URL, *, is_read_only: bool = False, is_guest: bool = False) -> Iterator[Database]:
    """Open a database for a command; one that cannot be used is one sentence."""
    opened = Database(url, is_read_only=is_read_only, is_guest=is_guest)
    try:
        yield opened
    except DBAPIError as error:
        if is_unusable(error):
            raise unreachable(error, url) from error
        raise
    finally:
        opened.close()
