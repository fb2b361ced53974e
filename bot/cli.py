"""What can be done from a terminal? The command `pollen`: long work shows progress, an error is one sentence."""

import json
import os
import sys
from pathlib import Path

import click

from bot import app, custody, evaluation, logs, opening, schema, server, terminal
from bot import settings as environment
from bot.articles import exporting, importing
from bot.custody import WORKSPACE
from bot.digests import contributions
from bot.digests import service as digests
from bot.errors import Refusal, SettingsError, UserError
from bot.ids import ChannelId
from bot.playground import run as playground_run

KNOWLEDGE = Path(__file__).resolve().parent.parent / "knowledge"

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def main() -> None:
    """Run a command; what the operator can mend is one sentence and a non-zero exit."""
    try:
        commands(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except SettingsError as error:
        click.echo(f"Pollen cannot start. Please mend these settings:\n{error}", err=True)
        sys.exit(2)
    except (Refusal, UserError) as error:
        click.echo(error.sentence if isinstance(error, UserError) else str(error), err=True)
        sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Pollen: a Slack bot for companies that want to learn from one another."""


for command in custody.COMMANDS:
    commands.add_command(command)


@commands.command()
@click.option("--port", default=0, help="Port of the page; any free one by default.")
@click.option("--open/--no-open", "is_opening", default=True, help="Open the page where there is a screen.")
def playground(port: int, is_opening: bool) -> None:
    """Try Pollen in the browser: no Slack workspace, no settings."""
    logs.configure("WARNING", "text")
    playground_run.run(port=port, is_opening=is_opening, knowledge=KNOWLEDGE)


@commands.command()
def run() -> None:
    """Serve a Slack workspace until SIGTERM."""
    settings = environment.read(os.environ)
    secrets = (settings.slack_bot_token, settings.slack_app_token or "", settings.slack_signing_secret or "")
    logs.configure(settings.log_level, settings.log_format, secrets=[secret for secret in secrets if secret])
    with opening.database(settings.database_url) as database:
        schema.upgrade(database)
        workspace = app.join(settings, database)
        bot = app.create(settings, database=database, workspace=workspace, now=app.utc_now)
        importing.sync_starter(bot.runtime, workspace.id, KNOWLEDGE)
        bot.library.follow(bot.runtime, workspace.id)
        code = server.serve(
            bolt=bot.bolt, settings=settings, database=database, scheduler=bot.scheduler, health=bot.health
        )
    sys.exit(code)


@commands.command()
def migrate() -> None:
    """Bring the database to the newest schema. `run` does it too."""
    with opening.database(environment.database_url(os.environ)) as database:
        schema.upgrade(database)
    click.echo("The database is up to date.")


@commands.command()
@click.argument("question")
@click.option("--json", "is_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--explain", is_flag=True, help="Say how the answer was found, and why it was or was not sure.")
@click.option("--folder", type=FOLDER, help="Ask a folder of Markdown instead of the database.")
@click.option("--workspace", "wanted", help="The workspace's id, when the database has several.")
def ask(question: str, is_json: bool, explain: bool, folder: Path | None, wanted: str | None) -> None:
    """Ask the knowledge base in the terminal; nothing is recorded."""
    url = environment.database_url(os.environ)
    is_new = url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists()
    if folder is not None or is_new:
        answer = terminal.ask_folder(folder or KNOWLEDGE, question)
    else:
        with opening.database(url, is_read_only=True) as database:
            workspace = opening.workspace(database, wanted)
            answer = terminal.ask(opening.runtime(database), workspace.id, question, cache=environment.cache_folder())
    if is_json:
        click.echo(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(answer.explained() if explain else answer.words())


@commands.group()
def knowledge() -> None:
    """Import, check and export articles."""


@knowledge.command("import")
@click.argument("path", type=FOLDER)
@click.option("--as", "collection", help="The collection's name; the folder's by default.")
@click.option("--workspace", "wanted", help="The workspace's id, when the database has several.")
def import_(path: Path, collection: str | None, wanted: str | None) -> None:
    """Take a folder of Markdown into the knowledge base; a second time, only what changed."""
    _import(path, collection, wanted, is_dry_run=False)


@knowledge.command()
@click.argument("path", type=FOLDER)
@click.option("--as", "collection", help="The collection's name; the folder's by default.")
@click.option("--workspace", "wanted", help="The workspace's id, when the database has several.")
def check(path: Path, collection: str | None, wanted: str | None) -> None:
    """Say what an import would do, and change nothing."""
    _import(path, collection, wanted, is_dry_run=True)


@knowledge.command()
@click.argument("path", type=click.Path(file_okay=False, path_type=Path))
@click.option("--as", "collection", help="Only this collection.")
@click.option("--workspace", "wanted", help="The workspace's id, when the database has several.")
def export(path: Path, collection: str | None, wanted: str | None) -> None:
    """Write the articles back as the files they came from."""
    with opening.database(environment.database_url(os.environ), is_read_only=True) as database:
        workspace = opening.workspace(database, wanted)
        count = exporting.export(opening.runtime(database), workspace.id, path, collection=collection)
    click.echo(f"{count} articles written to {path}.")


@commands.group()
def digest() -> None:
    """The weekly digests."""


@digest.command()
@click.option("--channel", required=True, help="The channel's id, C…")
@WORKSPACE
def preview(channel: str, wanted: str | None) -> None:
    """Show a channel's next digest as it would be now."""
    with opening.reading(wanted) as (runtime, workspace):
        shown = runtime.reading(
            lambda session: digests.preview(
                session, workspace.id, ChannelId(channel), None, contributions.ALL, now=runtime.now()
            )
        )
    click.echo(terminal.spoken(shown))


@commands.command("eval")
@click.argument("folder", type=FOLDER)
@click.option("--asked", is_flag=True, help="Let the index see past questions as well.")
@click.option("--run", "run_file", type=click.Path(dir_okay=False, path_type=Path), help="Write a TREC run file.")
@click.option("--confidence", type=click.Path(dir_okay=False, path_type=Path), help="Write id<TAB>confidence lines.")
def evaluate(folder: Path, asked: bool, run_file: Path | None, confidence: Path | None) -> None:
    """Measure the search on labelled questions (corpus.jsonl, queries.jsonl, qrels.tsv)."""
    for path in filter(None, (run_file, confidence)):
        evaluation.check_writable(path)
    found = evaluation.evaluate(folder, asked=asked)
    if run_file is not None:
        evaluation.write_run(found, run_file)
    if confidence is not None:
        evaluation.write_confidence(found, confidence)
    click.echo(evaluation.table(found))


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
