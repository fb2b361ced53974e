"""Who knows everybody? This module alone: settings in, a wired bot out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse
from sqlalchemy.orm import Session

from bot import deadline, wiring
from bot.answers.service import meanings
from bot.answers.service.library import Library
from bot.answers.service.saved import Saved
from bot.db import Database
from bot.doors.http.door import PATHS, ScriptDoor
from bot.doors.mcp import door
from bot.doors.service.asking import Desk
from bot.errors import Refusal
from bot.home import page
from bot.ids import UserId, WorkspaceId
from bot.outbox import answering
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.scheduler import Job, Scheduler
from bot.serving.probes import Backlog, Health
from bot.serving.server import Outside
from bot.settings import Settings
from bot.slack import bolt, message, scopes, text
from bot.slack.door import Door, Listener
from bot.slack.listener import Listeners
from bot.turns import Turns
from bot.workspaces import service as workspaces
from bot.workspaces.rules import Workspace

#: https://docs.slack.dev/reference/methods/auth.test
BAD_TOKEN = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})

#: How many requests compute at once. SQLite has one writer, and a search holds the interpreter: one after another is
#: soonest for all. PostgreSQL is waited for as one waits for a network. Measured: tests/benchmarks/acknowledgement.py
AT_ONCE_ON_SQLITE, AT_ONCE = 1, 3
#: Who has waited longer for their turn is left to Slack to send again.
TURN_SECONDS = 1.0
#: A call to Slack is given at least so long, or it need not begin.
LEAST_SECONDS = 0.2


@dataclass(frozen=True, kw_only=True)
class Bot:
    bolt: App
    runtime: Runtime
    #: Everything that Slack may tell it of.
    listeners: tuple[Listener, ...]
    library: Library
    #: What runs by itself; a test runs it by hand.
    jobs: tuple[Job, ...]
    scheduler: Scheduler
    health: Health
    #: Where other programs come in, besides Slack.
    outside: tuple[Outside, ...] = ()


def create(settings: Settings, *, database: Database, workspace: Workspace, now: Callable[[], datetime]) -> Bot:
    """Wire a bot for one workspace. Nothing runs yet."""
    turns = turns_for(database)

    def client(_workspace: WorkspaceId, timeout: float) -> WebClient:
        return _Client(settings, timeout=timeout, turns=turns)

    def hurry() -> None:
        scheduler.hurry("outbox")

    runtime = Runtime(database=database, now=now, client=client, hurry=hurry)
    library = Library(
        Saved(folder=settings.cache_folder), meanings.opened(settings.model_folder, settings.cache_folder)
    )
    jobs = wiring.jobs(runtime, library)
    scheduler = Scheduler(jobs)
    identity = AuthorizeResult(
        enterprise_id=None,
        team_id=workspace.id,
        bot_token=settings.slack_bot_token,
        bot_id=workspace.bot_id,
        bot_user_id=workspace.bot_user,
    )
    app = bolt.create(
        settings=settings,
        runtime=runtime,
        turns=turns,
        authorize=lambda **_request: identity,
        apologise=lambda apology: _apologise(runtime, apology),
    )

    slack_door = Door(runtime=runtime, standing=people.standing, meet=people.meet, say=answering.say, home=page.draw)
    listeners = Listeners(app=app, door=slack_door)
    wiring.listeners(listeners, library)
    health = Health(backlog=lambda: _backlog(runtime), articles=library.size)
    return Bot(
        bolt=app,
        runtime=runtime,
        listeners=tuple(listeners.all),
        library=library,
        jobs=jobs,
        scheduler=scheduler,
        health=health,
        outside=_outside(settings, runtime, library, turns, workspace.id),
    )


def _outside(
    settings: Settings, runtime: Runtime, library: Library, turns: Turns, workspace: WorkspaceId
) -> tuple[Outside, ...]:
    """Return the doors for other programs that are installed; an admin opens and closes them."""
    desk = Desk(runtime=runtime, library=library, teachers=wiring.TEACHERS, turns=turns)
    scripts = ScriptDoor(desk, workspace)
    found = [Outside(path=path, kind="script", app=scripts) for path in PATHS]
    if door.is_installed():
        assistants = door.AssistantDoor(desk, workspace, signing_secret=settings.slack_signing_secret)
        found.append(Outside(path=door.PATH, kind="assistant", app=assistants))
    return tuple(found)


def turns_for(database: Database) -> Turns:
    """Return the turns that requests take, as many at once as the database serves well."""
    return Turns(AT_ONCE_ON_SQLITE if database.is_sqlite else AT_ONCE, patience=TURN_SECONDS)


def join(settings: Settings, database: Database) -> Workspace:
    """Ask Slack who the bot is and where, and note it; raise `Refusal` when the token is not good.

    When Slack does not answer, the workspace that is already known is taken: a restart during an outage still works.
    """
    client = _Client(settings, timeout=10, turns=Turns(1, patience=0))
    try:
        found = client.auth_test()
    except (SlackClientError, OSError) as error:
        if isinstance(error, SlackApiError) and error.response.get("error") in BAD_TOKEN:
            raise Refusal(
                f"Slack doesn't accept SLACK_BOT_TOKEN ({error.response['error']}). "
                "Copy it again from OAuth & Permissions > Bot User OAuth Token."
            ) from error
        known = database.reading(workspaces.workspaces)
        if len(known) == 1:
            return known[0]
        raise Refusal(f"Slack can't be reached at {settings.slack_api_url} ({type(error).__name__}).") from error
    id = WorkspaceId(found["team_id"])

    def note(session: Session) -> Workspace | None:
        workspaces.install(
            session,
            id,
            name=found["team"],
            bot_user=UserId(found["user_id"]),
            bot_id=found["bot_id"],
            now=utc_now(),
        )
        outbox.resume(session, workspace=id)
        workspaces.choose(session, id, {"slack.url": found["url"], "slack.scopes": scopes.granted(found.headers)})
        return workspaces.workspace(session, id)

    workspace = database.transaction(note)
    assert workspace is not None
    return workspace


def utc_now() -> datetime:
    """The real clock; everything else is told the time."""
    return datetime.now(UTC)


class _Client(WebClient):
    """Slack's methods; whoever waits for one lets others compute."""

    def __init__(self, settings: Settings, *, timeout: float, turns: Turns) -> None:
        super().__init__(
            token=settings.slack_bot_token,
            base_url=settings.slack_api_url,
            timeout=timeout,  # type: ignore[arg-type]  # annotated as whole seconds; the socket below takes fractions
            retry_handlers=[],
        )
        self._turns = turns

    def api_call(self, *arguments: Any, **options: Any) -> SlackResponse:
        patience = float(self.timeout)
        self.timeout = max(LEAST_SECONDS, deadline.left(patience))  # type: ignore[assignment]  # as above
        with self._turns.stepped_aside():
            return super().api_call(*arguments, **options)


def _apologise(runtime: Runtime, apology: bolt.Apology) -> None:
    said = message.message(text.escape(apology.sentence), [message.section(text.escape(apology.sentence))])
    now = runtime.now()

    def unit(session: Session) -> None:
        if apology.channel is None:
            outbox.direct(
                session, workspace=apology.workspace, user=apology.user, message=said, key=apology.key, now=now
            )
        elif apology.channel.startswith("D"):
            outbox.post(
                session,
                workspace=apology.workspace,
                channel=apology.channel,
                message=said,
                key=apology.key,
                now=now,
                thread=apology.thread,
            )
        else:
            outbox.whisper(
                session,
                workspace=apology.workspace,
                channel=apology.channel,
                user=apology.user,
                message=said,
                key=apology.key,
                now=now,
                thread=apology.thread,
            )

    runtime.transaction(unit)


def _backlog(runtime: Runtime) -> Backlog:
    found = runtime.reading(lambda session: outbox.counts(session, now=runtime.now()))
    return Backlog(
        pending=found.pending, dead=found.dead, unknown=found.unknown, silent=found.silent, oldest=found.oldest
    )
