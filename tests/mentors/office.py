"""The mentoring part of the bot alone, in a local Slack: everything else is as in production."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from sqlalchemy.engine import URL
from starlette.testclient import TestClient

from bot import app, server
from bot.db import Database
from bot.health import Readiness
from bot.ids import ChannelId, WorkspaceId
from bot.mentors import handlers, jobs, service, views
from bot.metrics import Metrics
from bot.outbox import jobs as outbox_jobs
from bot.outbox import service as outbox
from bot.people import handlers as people
from bot.playground.clock import Clock
from bot.playground.delivery import Answer, Envelope
from bot.playground.signed import SignedHttp, decoded
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig, Command
from bot.runtime import Runtime
from bot.settings import Settings
from bot.slack import bolt, payloads, text
from bot.slack import views as frames
from bot.slack.message import message, section
from bot.workspaces import service as workspaces
from tests.office import SECRET


class Office:
    """People, the bot, and time that passes when told to."""

    def __init__(self, slack: LocalSlack, runtime: Runtime, clock: Clock) -> None:
        self.slack, self.runtime, self.clock = slack, runtime, clock
        #: Set: what is promised is not said yet, so what is on the screen is out of date.
        self.is_mute = False

    @property
    def workspace(self) -> WorkspaceId:
        return WorkspaceId(self.slack.team_id)

    def passes(self, time: timedelta) -> None:
        """Let time pass, a working-hours tick at a time, and everything happen that was due in it."""
        until = self.clock.now() + time
        while self.clock.now() < until:
            self.clock.advance(min(timedelta(hours=3), until - self.clock.now()))
            jobs.nudge(self.runtime)
            self.speaks()

    def speaks(self) -> None:
        """Say what was promised."""
        hooks = {"mentors": lambda session, promise: service.settled(session, promise, now=self.clock.now())}
        for _ in range(60):
            outbox_jobs.deliver(self.runtime, hooks)
            if not self.runtime.reading(lambda s: outbox.counts(s, now=self.clock.now())).pending:
                break
            self.clock.advance(timedelta(seconds=1))  # Slack takes about one a second per conversation

    def names_channel(self, name: str) -> None:
        channel = self.slack.channel(name).id
        self.runtime.transaction(lambda s: workspaces.choose(s, self.workspace, {"mentors.channel": channel}))


@contextmanager
def opened(url: URL, clock: Clock) -> Iterator[Office]:
    slack = LocalSlack(app=AppConfig(name="pollen", commands=(Command(command="/pollen"),)), clock=clock)
    slack.paces(False)
    with slack.serving():
        database = Database(url)
        settings = Settings(
            slack_bot_token=slack.bot_token,
            slack_app_token=None,
            slack_signing_secret=SECRET,
            slack_api_url=slack.api_url,
            database_url=url,
            port=3000,
            log_level="WARNING",
            log_format="text",
        )
        workspace = app.join(settings, database)

        def client(_workspace: WorkspaceId, timeout: float) -> WebClient:
            return WebClient(token=slack.bot_token, base_url=slack.api_url, timeout=10, retry_handlers=[])

        runtime = Runtime(database=database, now=clock.now, client=client)
        office = Office(slack, runtime, clock)
        identity = AuthorizeResult(
            enterprise_id=None,
            team_id=workspace.id,
            bot_token=slack.bot_token,
            bot_id=workspace.bot_id,
            bot_user_id=workspace.bot_user,
        )
        listening = bolt.create(
            settings=settings,
            runtime=runtime,
            authorize=lambda **_request: identity,
            apologise=lambda apology: _apologise(runtime, apology),
        )
        _wire(listening)
        web = TestClient(
            server.http_app(
                bolt=listening, signing_secret=SECRET, readiness=lambda: Readiness(findings={}), counted=Metrics()
            )
        )

        def send(body: str, headers: Mapping[str, str]) -> Answer:
            response = web.post(server.EVENTS, content=body.encode(), headers=dict(headers))
            return decoded(response.status_code, response.headers.get("content-type", ""), response.text)

        http = SignedHttp(send, SECRET)

        def deliver(envelope: Envelope) -> Answer:
            answer = http(envelope)
            if not office.is_mute:
                office.speaks()
            return answer

        slack.delivers_to(deliver)
        try:
            yield office
        finally:
            slack.postman.stop()
            database.close()


def _wire(listening: App) -> None:
    people.register(listening)
    handlers.register(listening)

    def pollen(ack: Ack, body: dict[str, Any], runtime: Runtime) -> None:
        command = payloads.command(body)
        handlers.VERBS[command.text.partition(" ")[0]](command, runtime, ack)

    def opened(body: dict[str, Any], runtime: Runtime) -> None:
        home = payloads.home_opened(body)
        workspace, user = home.actor.workspace, home.actor.user
        mine = runtime.reading(lambda s: service.home(s, workspace, user, now=runtime.now()))
        runtime.slack(workspace).views_publish(user_id=user, view=frames.home(views.home(mine)))

    listening.command("/pollen")(pollen)
    listening.event("app_home_opened")(opened)


def _apologise(runtime: Runtime, apology: bolt.Apology) -> None:
    said = message(text.escape(apology.sentence), [section(text.escape(apology.sentence))])
    channel = apology.channel or ChannelId("")

    def unit(session: Any) -> None:
        if channel.startswith("C"):
            outbox.whisper(
                session,
                workspace=apology.workspace,
                channel=channel,
                user=apology.user,
                message=said,
                key=apology.key,
                now=runtime.now(),
            )
        else:
            outbox.direct(
                session,
                workspace=apology.workspace,
                user=apology.user,
                message=said,
                key=apology.key,
                now=runtime.now(),
            )

    runtime.transaction(unit)
