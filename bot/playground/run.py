"""How does one try Pollen with no Slack? The production bot, speaking Socket Mode to a Slack on this machine.

Nothing in the bot knows: it is given another API address, tokens of that Slack, a clock that can be pushed forward and
a SQLite file that is thrown away.
"""

import queue
import tempfile
import threading
import webbrowser
from pathlib import Path

import click
import yaml
from sqlalchemy.engine import URL

from bot import app, schema
from bot.articles.service import importing
from bot.db import Database
from bot.errors import Refusal
from bot.playground.clock import Clock
from bot.playground.server import Server
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig
from bot.serving import server
from bot.settings import Settings

MANIFEST = Path(__file__).resolve().parent.parent.parent / "manifest.yml"


def run(*, port: int, is_opening: bool, knowledge: Path) -> None:
    """Serve the page until Ctrl-C."""
    try:
        web = Server(port=port)
    except OSError as error:
        raise Refusal(f"Port {port} cannot be opened ({error.strerror}). Choose another with --port.") from error
    with web:
        stage = Stage(web, knowledge=knowledge)
        try:
            stage.begin()
            click.echo(f"Pollen's playground is at {web.url}  (Ctrl-C ends it)")
            if is_opening:
                webbrowser.open(web.url)
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("\nThe playground is closed; nothing of it is kept.")
        finally:
            stage.end()


class Stage:
    """A Slack with the bot in it; each beginning has a new workspace, a new database and a new bot."""

    def __init__(self, web: Server, *, knowledge: Path) -> None:
        self._web = web
        self._knowledge = knowledge
        self.slack: LocalSlack | None = None
        self._bot: _Running | None = None

    def begin(self) -> None:
        """Open a fresh workspace and start the bot in it."""
        manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
        self.slack = LocalSlack(app=AppConfig.from_manifest(manifest), clock=Clock())
        self.slack.site.start_over = self.start_over
        self._web.attach(self.slack.site)
        self._bot = _Running(self.slack, knowledge=self._knowledge)

    def end(self) -> None:
        """Stop the bot and forget the workspace."""
        self._forget(self.slack, self._bot)

    def start_over(self) -> None:
        """Begin anew, and only then forget what was: the page is never without a Slack."""
        slack, bot = self.slack, self._bot
        self.begin()
        self._forget(slack, bot)

    def _forget(self, slack: LocalSlack | None, bot: "_Running | None") -> None:
        if bot is not None:
            bot.stop()
        if slack is not None:
            self._web.detach(slack.site)


class _Running:
    """The production bot on threads of its own, with a database that is thrown away."""

    def __init__(self, slack: LocalSlack, *, knowledge: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="pollen-playground-")
        self._stop: server.Stop = queue.SimpleQueue()
        settings = Settings(
            slack_bot_token=slack.bot_token,
            slack_app_token=slack.app_token,
            slack_signing_secret=None,
            slack_api_url=slack.api_url,
            database_url=URL.create("sqlite", database=f"{self._folder.name}/pollen.sqlite3"),
            port=0,
            cache_folder=Path(self._folder.name),
            log_level="WARNING",
            log_format="text",
        )
        self._database = Database(settings.database_url)
        schema.upgrade(self._database)
        workspace = app.join(settings, self._database)
        bot = app.create(settings, database=self._database, workspace=workspace, now=slack.clock.now)
        importing.sync_starter(bot.runtime, workspace.id, knowledge)
        bot.library.follow(bot.runtime, workspace.id)

        def serve() -> None:
            server.serve(
                bolt=bot.bolt,
                settings=settings,
                database=self._database,
                scheduler=bot.scheduler,
                health=bot.health,
                stop=self._stop,
            )

        def hurry() -> None:
            for job in bot.jobs:
                bot.scheduler.hurry(job.name)

        slack.site.on_skip = hurry
        self._thread = threading.Thread(target=serve, name="bot", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.put("the playground ends")
        self._thread.join(30)
        self._database.close()
        self._folder.cleanup()
