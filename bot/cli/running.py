"""How is the bot started? `playground` to try it, `manifest` and `run` for a workspace, `migrate` for its database."""

import os
import sys
from pathlib import Path

import click

from bot import app, schema
from bot import settings as environment
from bot.articles.service import importing, recutting
from bot.cli import opening
from bot.cli.knowledge import FOLDER, KNOWLEDGE
from bot.playground import run as playground_run
from bot.playground.stage import Scene
from bot.serving import logs, server
from bot.slack import manifest


@click.command()
@click.option("--port", type=int, help="Port of the page; 3333 by default, or the next free one.")
@click.option("--open/--no-open", "is_opening", default=True, help="Open the page in your browser.")
@click.option("--empty", "is_empty", is_flag=True, help="Start with an empty workspace, without the story.")
@click.option("--keep", "is_kept", is_flag=True, help="Pick up where you left off last time.")
@click.option("--knowledge", "handbook", type=FOLDER, help="A folder of your own articles.")
def playground(port: int | None, is_opening: bool, is_empty: bool, is_kept: bool, handbook: Path | None) -> None:
    """Try Pollen in the browser: no Slack workspace, no settings."""
    logs.configure("WARNING", "text")
    scene = Scene(
        starter=KNOWLEDGE,
        handbook=handbook,
        is_empty=is_empty,
        keep=environment.playground_folder() if is_kept else None,
        model=environment.model_folder(os.environ),
    )
    playground_run.run(scene, port=port, is_opening=is_opening)


@click.command()
def run() -> None:
    """Serve a Slack workspace until SIGTERM."""
    settings = environment.read(os.environ)
    secrets = (settings.slack_bot_token, settings.slack_app_token or "", settings.slack_signing_secret or "")
    logs.configure(settings.log_level, settings.log_format, secrets=[secret for secret in secrets if secret])
    with opening.database(settings.database_url) as database:
        schema.upgrade(database)
        workspace = app.join(settings, database)
        bot = app.create(settings, database=database, workspace=workspace, now=app.utc_now)
        recutting.recut(bot.runtime)
        importing.sync_starter(bot.runtime, workspace.id, KNOWLEDGE)
        bot.library.follow(bot.runtime, workspace.id)
        code = server.serve(
            bolt=bot.bolt,
            settings=settings,
            database=database,
            scheduler=bot.scheduler,
            health=bot.health,
            outside=bot.outside,
        )
    sys.exit(code)


@click.command()
def migrate() -> None:
    """Bring the database to the newest schema. `run` does it too."""
    with opening.database(environment.database_url(os.environ)) as database:
        schema.upgrade(database)
    click.echo("The database is up to date.")


@click.command("manifest")
@click.option("--http", "address", metavar="URL", help="For HTTP instead of Socket Mode: where Slack reaches Pollen.")
@click.option("--agents", "has_agents", is_flag=True, help="With Slack's Agents feature, which keeps guests out.")
def show_manifest(address: str | None, has_agents: bool) -> None:
    """Print the manifest to create the Slack app from: paste it at https://api.slack.com/apps."""
    if address is not None and not address.startswith("https://"):
        raise click.UsageError("Slack only calls addresses that begin with https://.")
    click.echo(manifest.text(address=address, has_agents=has_agents), nl=False)


COMMANDS = (playground, run, migrate, show_manifest)
