"""How does a workspace come to have the production bot in it, with a story behind it or bare, new or kept?

Nothing in the bot knows: it is given another API address, tokens of that Slack, a clock that can be pushed forward and
a SQLite file.
"""

import json
import queue
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml
from sqlalchemy.engine import URL

from bot import app, schema
from bot.articles.service import importing
from bot.db import Database
from bot.playground import snapshot
from bot.playground.clock import Clock
from bot.playground.server import Server
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig, Json
from bot.playground.story import weeks
from bot.playground.story.rehearsal import Rehearsal
from bot.playground.story.tries import Tries
from bot.serving import server
from bot.settings import Settings
from bot.slack import manifest

_SLACK, _DATABASE = "slack.json", "pollen.sqlite3"


def _silent(_: str) -> None:
    pass


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a playground opens with."""

    #: the articles that come with Pollen
    starter: Path
    #: a folder of one's own articles
    handbook: Path | None = None
    is_empty: bool = False
    #: where it is kept; None: nowhere
    keep: Path | None = None
    #: a sentence model, for search by meaning
    model: Path | None = None
    #: told what is being done, a few words each
    tell: Callable[[str], None] = _silent


class Stage:
    """A Slack with the bot in it; each beginning has a new workspace, a new database and a new bot."""

    def __init__(self, web: Server, scene: Scene) -> None:
        self._web, self._scene = web, scene
        self.slack: LocalSlack | None = None
        self._bot: _Running | None = None
        self._saved = -1

    def begin(self) -> None:
        """Open the kept workspace, or a fresh one, and start the bot in it."""
        kept = self._kept()
        is_told = kept is None and not self._scene.is_empty
        now = datetime.now(UTC)
        clock = Clock(at=weeks.begins(now)) if is_told else Clock()
        declared = yaml.safe_load(manifest.text())
        slack = LocalSlack(app=AppConfig.from_manifest(declared), clock=clock)
        if kept is not None:
            snapshot.restored(slack.workspace, kept["workspace"])
        slack.site.is_ready = False
        slack.postman.tries_again = True
        slack.site.start_over = self.start_over
        self._web.attach(slack.site)
        bot = _Running(slack, self._scene)
        if is_told:
            self._scene.tell("three weeks at a company")
            weeks.tell(Rehearsal(slack, bot.bot), now=now)
        if not self._scene.is_empty:
            slack.site.opens_at = weeks.PLACE
            slack.site.tries = tries = Tries(done=set(kept["tried"]) if kept else set())
            slack.postman.watcher = tries.watch
        bot.start()
        slack.site.is_ready = True
        slack.workspace.touch()
        self.slack, self._bot, self._saved = slack, bot, -1
        self.save()

    def end(self) -> None:
        """Stop the bot; forget the workspace unless it is kept."""
        if self._bot is not None:
            self._bot.stop()
        self.save()
        self._forget(self.slack, None)

    def start_over(self) -> None:
        """Begin anew, and only then forget what was: the page is never without a Slack."""
        slack, bot = self.slack, self._bot
        if self._scene.keep is not None:
            # What is kept is one file of the database: the bot lets go of it before the next one begins.
            if bot is not None:
                bot.stop()
                bot = None
            for file in self._scene.keep.glob("*"):
                if file.is_file():
                    file.unlink()
        self.begin()
        self._forget(slack, bot)

    def save(self) -> None:
        """Keep the workspace as it is now, if it is to be kept and has changed."""
        folder, slack = self._scene.keep, self.slack
        if folder is None or slack is None or slack.workspace.version == self._saved:
            return
        self._saved = slack.workspace.version
        tried = sorted(slack.site.tries.done) if slack.site.tries else []
        written = folder / f"{_SLACK}.new"
        written.write_text(json.dumps({"workspace": snapshot.taken(slack.workspace), "tried": tried}))
        written.replace(folder / _SLACK)

    def _kept(self) -> Json | None:
        """Read what was kept; of another form, or without its database, it is nothing."""
        folder = self._scene.keep
        if folder is None:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / _SLACK).is_file() or not (folder / _DATABASE).is_file():
            return None
        kept: Json = json.loads((folder / _SLACK).read_text())
        return kept if kept["workspace"].get("form") == snapshot.FORM else None

    def _forget(self, slack: LocalSlack | None, bot: "_Running | None") -> None:
        if bot is not None:
            bot.stop()
        if slack is not None:
            self._web.detach(slack.site)


class _Running:
    """The production bot on threads of its own, with a database that is thrown away or kept."""

    def __init__(self, slack: LocalSlack, scene: Scene) -> None:
        self._thrown_away = None if scene.keep else tempfile.TemporaryDirectory(prefix="pollen-playground-")
        folder = Path(self._thrown_away.name) if self._thrown_away else scene.keep
        assert folder is not None
        self._stop: server.Stop = queue.SimpleQueue()
        self._settings = Settings(
            slack_bot_token=slack.bot_token,
            slack_app_token=slack.app_token,
            slack_signing_secret=None,
            slack_api_url=slack.api_url,
            database_url=URL.create("sqlite", database=str(folder / _DATABASE)),
            port=0,
            cache_folder=folder,
            log_level="WARNING",
            log_format="text",
            model_folder=scene.model,
        )
        self._database = Database(self._settings.database_url)
        schema.upgrade(self._database)
        workspace = app.join(self._settings, self._database)
        self.bot = app.create(self._settings, database=self._database, workspace=workspace, now=slack.clock.now)
        scene.tell("the articles that come with Pollen")
        importing.sync_starter(self.bot.runtime, workspace.id, scene.starter)
        if scene.handbook is not None:
            scene.tell(f"the articles in {scene.handbook}")
            importing.import_folder(self.bot.runtime, workspace.id, scene.handbook)
        self.bot.library.follow(self.bot.runtime, workspace.id)
        slack.site.on_skip = self._hurry
        self._thread = threading.Thread(target=self._serve, name="bot", daemon=True)

    def start(self) -> None:
        """Serve over Socket Mode."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving, and throw away what is not kept."""
        self._stop.put("the playground ends")
        self._thread.join(30)
        self._database.close()
        if self._thrown_away is not None:
            self._thrown_away.cleanup()

    def _serve(self) -> None:
        server.serve(
            bolt=self.bot.bolt,
            settings=self._settings,
            database=self._database,
            scheduler=self.bot.scheduler,
            health=self.bot.health,
            stop=self._stop,
        )

    def _hurry(self) -> None:
        for job in self.bot.jobs:
            self.bot.scheduler.hurry(job.name)
