"""What does everything the bot can say look like? Made by the production bot in a workspace that is thrown away."""

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import yaml
from sqlalchemy.engine import URL

from bot import app, schema
from bot.articles.service import importing
from bot.db import Database
from bot.playground.clock import Clock
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig
from bot.playground.story.rehearsal import Rehearsal
from bot.playground.story.walk import MOST, WALKERS, Shown, Walk
from bot.playground.story.weeks import Weeks, begins
from bot.settings import Settings
from bot.slack import manifest

#: One of each kind, and the actions and forms that brought them.
Gallery = tuple[tuple[Shown, ...], frozenset[str]]


def everything(starter: Path, *, walkers: Sequence[str] = WALKERS, most: int = MOST) -> Gallery:
    """Live through three weeks at a company, then do everything there is to do once. `most`: presses of one person."""
    now = datetime.now(UTC)
    declared = AppConfig.from_manifest(yaml.safe_load(manifest.text()))
    slack = LocalSlack(app=declared, clock=Clock(at=begins(now)))
    with slack.serving(), tempfile.TemporaryDirectory(prefix="pollen-gallery-") as folder:
        settings = Settings(
            slack_bot_token=slack.bot_token,
            slack_app_token=slack.app_token,
            slack_signing_secret=None,
            slack_api_url=slack.api_url,
            database_url=URL.create("sqlite", database=str(Path(folder) / "pollen.sqlite3")),
            port=0,
            cache_folder=Path(folder),
            log_level="ERROR",
            log_format="text",
        )
        database = Database(settings.database_url)
        try:
            schema.upgrade(database)
            workspace = app.join(settings, database)
            bot = app.create(settings, database=database, workspace=workspace, now=slack.clock.now)
            importing.sync_starter(bot.runtime, workspace.id, starter)
            bot.library.follow(bot.runtime, workspace.id)
            stage = Rehearsal(slack, bot)
            Weeks(stage, now=now).tell()
            walk = Walk(stage, bot.listeners, most=most)
            return walk.go(walkers), frozenset(walk.done)
        finally:
            database.close()
