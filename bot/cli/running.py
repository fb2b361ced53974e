"""How is the bot started? `playground` to try it, `run` to serve a workspace, `migrate` for the database alone."""

import os
import sys

import click

from bot import app, schema
from bot import settings as environment
from bot.articles.service import importing, recutting
from bot.cli import opening
from bot.cli.knowledge import KNOWLEDGE
from bot.playground import run as playground_run
from bot.serving import logs, server


@click.command()
@click.option("--port", default=0, help="Port of the page; any free one by default.")
@click.option("--open/--no-open", "is_opening", default=True, help="Open the page where there is a screen.")
def playground(port: int, is_opening: bool) -> None:
    """Try Pollen in the browser: no Slack workspace, no settings."""
    logs.configure("WARNING", "text")
    playground_run.run(port=port, is_opening=is_opening, knowledge=KNOWLEDGE)


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
            bolt=bot.bolt, settings=settings, database=database, scheduler=bot.scheduler, health=bot.health
        )
    sys.exit(code)


@click.command()
def migrate() -> None:
    """Bring the database to the newest schema. `run` does it too."""
    with opening.database(environment.database_url(os.environ)) as database:
        schema.upgrade(database)
    click.echo("The database is up to date.")


COMMANDS = (playground, run, migrate)
