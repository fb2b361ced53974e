"""How do articles come in and go out as files? `pollen knowledge import`, `sync`, `check`, `export`."""

import json
import os
import sys
from pathlib import Path

import click

from bot import settings as environment
from bot.articles.service import exporting, importing, inspecting, overviews, syncing
from bot.cli import opening, showing, terminal
from bot.cli.opening import WORKSPACE
from bot.desk.service import twins

#: The starter articles that come with Pollen.
KNOWLEDGE = Path(__file__).resolve().parent.parent.parent / "knowledge"

FILE = click.Path(dir_okay=False, path_type=Path)
SOURCE = click.Path(exists=True, path_type=Path)
COLUMNS = click.option(
    "--columns",
    default="",
    metavar="QUESTION,ANSWER",
    help="Which columns of tables hold questions and answers, if their headings don't say so.",
)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def knowledge() -> None:
    """Import, check and export articles."""


@knowledge.command("import")
@click.argument("path", type=SOURCE)
@COLUMNS
@click.option("--as", "collection", help="Name of the collection; the folder's name by default.")
@click.option(
    "--readers",
    metavar="@GROUP,#CHANNEL",
    help="Who may read its articles that don't say so themselves: user groups, channels, or everyone. It's kept.",
)
@click.option("--dry-run", "is_dry_run", is_flag=True, help="Show what would change, without changing anything.")
@WORKSPACE
def import_(
    path: Path, columns: str, collection: str | None, readers: str | None, is_dry_run: bool, wanted: str | None
) -> None:
    """Import a folder, or a zip, into the knowledge base; the next time, only what changed. The bot may be running."""
    with opening.writing(wanted, is_guest=True) as (runtime, workspace), terminal.progress() as tell:
        report = importing.import_folder(
            runtime,
            workspace.id,
            path,
            collection=collection,
            columns=_columns(columns),
            readers=None if readers is None else readers.split(","),
            is_dry_run=is_dry_run,
            resembling=twins.resembling,
            progress=tell,
        )
    click.echo("\n".join(report.lines()))


@knowledge.command()
@click.option(
    "--forget", "forgotten", metavar="COLLECTION", help="Leave this one alone from now on; its articles stay."
)
@WORKSPACE
def sync(forgotten: str | None, wanted: str | None) -> None:
    """Import again whatever was imported before, and say what changed. Exits with 1 where something can't be read."""
    with opening.writing(wanted, is_guest=True) as (runtime, workspace), terminal.progress() as tell:
        if forgotten is not None:
            syncing.forget(runtime, workspace.id, forgotten)
            click.echo(f"{forgotten} is left alone from now on. Its articles stay.")
            return
        outcomes = syncing.sync(runtime, workspace.id, resembling=twins.resembling, progress=tell)
    click.echo("\n".join(syncing.lines(outcomes)))
    if not all(one.is_whole for one in outcomes):
        sys.exit(1)


@knowledge.command()
@click.argument("path", type=SOURCE)
@COLUMNS
@click.option("--json", "is_json", is_flag=True, help="Print everything found as JSON.")
@click.option("--show", type=FILE, help="Print this page as Slack will show it; with --json, as Slack will be sent it.")
def check(path: Path, columns: str, is_json: bool, show: Path | None) -> None:
    """Check a folder, or a zip, before you import it: what would come in, and what to fix. Needs no settings."""
    if show is not None:
        if path.is_file() and not show.exists():
            pages = inspecting.packed_pages(path, show.as_posix(), columns=_columns(columns))
        else:
            pages = inspecting.pages(show if show.exists() else path / show, columns=_columns(columns))
        click.echo(showing.as_json(pages) if is_json else showing.words(pages))
        return
    with terminal.progress() as tell:
        found = inspecting.inspect(path, columns=_columns(columns), progress=tell)
    if is_json:
        click.echo(json.dumps(overviews.as_json(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(overviews.lines(found)))
    if found.broken:
        sys.exit(1)


@knowledge.command()
@click.argument("path", type=click.Path(file_okay=False, path_type=Path))
@click.option("--as", "collection", help="Only this collection.")
@WORKSPACE
def export(path: Path, collection: str | None, wanted: str | None) -> None:
    """Export the articles as the files they came from."""
    with opening.database(environment.database_url(os.environ), is_read_only=True) as database:
        workspace = opening.workspace(database, wanted)
        count = exporting.export(opening.runtime(database), workspace.id, path, collection=collection)
    click.echo(f"{count} articles written to {path}.")


def _columns(said: str) -> tuple[str, ...]:
    """The heads of question and answer."""
    heads = tuple(head.strip() for head in said.split(","))
    if said and (len(heads) != 2 or not all(heads)):
        raise click.UsageError("--columns names two columns: QUESTION,ANSWER.")
    return heads if said else ()


COMMANDS = (knowledge,)
