"""What does a person type, and what does a person see? The production bot in a local Slack, driven by hand.

Everything Slack sends goes signed through the same HTTP application that production serves; what the bot promises is
said by the same outbox job, run after each delivery instead of by a clock.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.engine import URL
from starlette.testclient import TestClient

from bot import app
from bot.articles.service import importing
from bot.db import Database
from bot.ids import WorkspaceId
from bot.outbox import service as outbox_service
from bot.playground.clock import Clock
from bot.playground.events.delivery import Answer, Envelope
from bot.playground.events.signed import SignedHttp, decoded
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig
from bot.serving import server
from bot.serving.metrics import Metrics
from bot.serving.probes import Readiness
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


@cache
def manifest() -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((ROOT / "manifest.yml").read_text())
    return found


@dataclass(frozen=True, kw_only=True)
class Office:
    slack: LocalSlack
    bot: app.Bot
    database: Database
    settings: Settings
    clock: Clock
    folder: Path
    #: Set: what is promised is not said by itself, as if the process had died after the commit.
    mute: threading.Event = field(default_factory=threading.Event)
    #: One at a time: what the bot's own posts cause is delivered on another thread, which lets it speak, too.
    turn: threading.Lock = field(default_factory=threading.Lock)
    #: Time passes so much at once, and these jobs alone run at each step; None: all of them, at the end.
    step: timedelta | None = None
    only: frozenset[str] | None = None
    #: Whatever is promised is said, while the clock goes on a second at a time, as Slack takes it.
    is_patient: bool = False

    @property
    def workspace(self) -> WorkspaceId:
        return WorkspaceId(self.slack.team_id)

    def knows(self, articles: Mapping[str, str]) -> None:
        """Put articles (path to Markdown) into the knowledge base; what was there and is not named is archived."""
        for old in self.folder.rglob("*.md"):
            old.unlink()
        for path, text in articles.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        if articles:
            importing.import_folder(self.bot.runtime, self.workspace, self.folder, collection="test")
        self.bot.library.follow(self.bot.runtime, self.workspace)

    def passes(self, time: timedelta) -> None:
        """Let time pass, and everything that was due in it happen."""
        until = self.clock.now() + time
        while (left := until - self.clock.now()) > timedelta():
            self.clock.advance(min(left, self.step or left))
            self.works()

    def works(self, *, rounds: int = 20) -> None:
        """Let everything happen that runs by itself, until the outbox has nothing left to say."""
        for job in self.bot.jobs:
            if job.name != "outbox" and (self.only is None or job.name in self.only):
                job.run()
        self.speaks(rounds=rounds)
        self.slack.settle()

    def speaks(self, *, rounds: int = 20) -> None:
        """Let the outbox say what it may say now."""
        outbox = next(job for job in self.bot.jobs if job.name == "outbox")
        with self.turn:
            for _ in range(rounds):
                if not outbox.run() and not self._waits():
                    break

    def _waits(self) -> bool:
        """Let a second go by, if there is something left to say."""
        now = self.clock.now()
        if (
            not self.is_patient
            or not self.database.reading(lambda session: outbox_service.counts(session, now=now)).pending
        ):
            return False
        self.clock.advance(timedelta(seconds=1))
        return True


@contextmanager
def opened(
    url: URL, *, clock: Clock, folder: Path, slack: LocalSlack | None = None, **manners: Any
) -> Iterator[Office]:
    """Open a local Slack with the production bot in it. `manners`: how time passes in the office."""
    slack = slack or LocalSlack(app=AppConfig.from_manifest(manifest()), clock=clock)
    with slack.serving():
        database = Database(url)
        try:
            yield staffed(slack, database, clock, folder, **manners)
        finally:
            slack.postman.stop()
            database.close()


@contextmanager
def begun(template: bytes, folder: Path, at: datetime) -> Iterator[Office]:
    """Open an office on a new SQLite file in a folder, as empty as the migrated `template`."""
    path = folder / "pollen.sqlite3"
    path.write_bytes(template)
    articles = folder / "articles"
    articles.mkdir()
    with opened(URL.create("sqlite", database=str(path)), clock=Clock(at=at), folder=articles) as office:
        yield office


def staffed(slack: LocalSlack, database: Database, clock: Clock, folder: Path, **manners: Any) -> Office:
    """Put a bot into a Slack, as another process on the same database would."""
    settings = Settings(
        slack_bot_token=slack.bot_token,
        slack_app_token=None,
        slack_signing_secret=SECRET,
        slack_api_url=slack.api_url,
        database_url=database.url,
        port=3000,
        cache_folder=folder.with_name("cache"),
        log_level="WARNING",
        log_format="text",
    )
    workspace = app.join(settings, database)
    bot = app.create(settings, database=database, workspace=workspace, now=clock.now)
    office = Office(slack=slack, bot=bot, database=database, settings=settings, clock=clock, folder=folder, **manners)
    web = TestClient(
        server.http_app(
            bolt=bot.bolt, signing_secret=SECRET, readiness=lambda: Readiness(findings={}), counted=Metrics()
        )
    )

    def send(body: str, headers: Mapping[str, str]) -> Answer:
        response = web.post(server.EVENTS, content=body.encode(), headers=dict(headers))
        return decoded(response.status_code, response.headers.get("content-type", ""), response.text)

    http = SignedHttp(send, SECRET)

    def deliver(envelope: Envelope) -> Answer:
        answer = http(envelope)
        if not office.mute.is_set():
            office.speaks()
        return answer

    slack.delivers_to(deliver)
    return office
