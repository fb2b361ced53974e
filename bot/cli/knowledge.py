"""How do articles come in and go out as files? `pollen knowledge import`, `check`, `export`."""

import os
import sys
from pathlib import Path

import click

from bot import schema
from bot import settings as environment
from bot.articles.service import exporting, importing
from bot.cli import opening, terminal
from bot.cli.opening import WORKSPACE

#: The starter articles that come with Pollen.
KNOWLEDGE = Path(__file__).resolve().parent.parent.parent / "knowledge"

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def knowledge() -> None:
    """Import, check and export articles."""


@knowledge.command("import")
@click.argument("path", type=FOLDER)
@click.option("--as", "collection", help="The collection's name; the folder's by default.")
@WORKSPACE
def import_(path: Path, collection: str | None, wanted: str | None) -> None:
    """Take a folder of Markdown into the knowledge base; a second time, only what changed."""
    _import(path, collection, wanted, is_dry_run=False)


@knowledge.command()
@click.argument("path", type=FOLDER)
@click.option("--as", "collection", help="The collection's name; the folder's by default.")
@WORKSPACE
def check(path: Path, collection: str | None, wanted: str | None) -> None:
    """Say what an import would do, and change nothing."""
    _import(path, collection, wanted, is_dry_run=True)


@knowledge.command()
@click.argument("path", type=click.Path(file_okay=False, path_type=Path))
@click.option("--as", "collection", help="Only this collection.")
@WORKSPACE
def export(path: Path, collection: str | None, wanted: str | None) -> None:
    """Write the articles back as the files they came from."""
    with opening.database(environment.database_url(os.environ), is_read_only=True) as database:
        workspace = opening.workspace(database, wanted)
        count = exporting.export(opening.runtime(database), workspace.id, path, collection=collection)
    click.echo(f"{count} articles written to {path}.")


def _import(path: Path, collection: str | None, wanted: str | None, *, is_dry_run: bool) -> None:
    with opening.database(environment.database_url(os.environ)) as database:
        schema.upgrade(database)
        workspace = opening.workspace(database, wanted)
        with terminal.progress() as tell:
            report = importing.import_folder(
                opening.runtime(database),
                workspace.id,
                path,
                collection=collection,
                is_dry_run=is_dry_run,
                progress=tell,
            )
    click.echo("\n".join(report.lines()))
    if is_dry_run and report.broken:
        sys.exit(1)


COMMANDS = (knowledge,)
