"""How does a request of Slack's reach a listener, and what happens when the listener fails?

Bolt is set up once: it answers Slack after the listener has finished (`process_before_response`), so an
acknowledgement means "committed". What a listener raises becomes a sentence for the person, or a status that makes
Slack deliver again.
"""

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.exc import DBAPIError

from bot import errors
from bot.db import Busy, Full
from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.runtime import Runtime
from bot.settings import Settings
from bot.slack import gate, message, text, views
from bot.turns import Turns

log = logging.getLogger(__name__)


class SlowSlack(errors.UserError):
    """Slack is slow right now, please try again."""


class Rush(errors.UserError):
    """I couldn't do that in time, because a lot is going on right now. Please try again in a moment."""


class NoSpace(errors.UserError):
    """I can't save anything right now because my disk is full. Please tell the person who looks after me."""


#: What Slack says when a form comes too late to be opened.
_TOO_LATE = frozenset({"expired_trigger_id", "trigger_expired", "internal_error", "fatal_error", "service_unavailable"})


@dataclass(frozen=True, kw_only=True)
class Apology:
    """A sentence owed to a person whose request failed, where they can see it."""

    workspace: WorkspaceId
    user: UserId
    #: None when it did not happen in a conversation: then it goes to the person's direct messages.
    channel: ChannelId | None
    #: Where it happened, if in a thread; a private message cannot begin one.
    thread: Ts | None
    sentence: str
    #: One apology a key.
    key: str


def create(
    *,
    settings: Settings,
    runtime: Runtime,
    turns: Turns,
    authorize: Callable[..., AuthorizeResult],
    apologise: Callable[[Apology], None],
) -> App:
    """Set Bolt up. `apologise` commits a promise to say the sentence; a request without a turn raises `Overloaded`."""
    app = _App(
        turns,
        name="pollen",
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        signing_secret=settings.slack_signing_secret or "",
        client=WebClient(base_url=settings.slack_api_url, retry_handlers=[]),
        authorize=authorize,
    )

    @app.use
    def enter(context: BoltContext, body: dict[str, Any], next: Callable[[], None]) -> None:
        identity = context.authorize_result
        assert identity is not None
        assert identity.team_id is not None
        here = WorkspaceId(identity.team_id)
        gate.must_be_here(body, here)
        context["workspace"] = here
        context["runtime"] = runtime
        next()

    @app.error
    def answer(error: Exception, request: BoltRequest) -> BoltResponse:
        return _answer(error, request.body, request.context.get("workspace"), apologise)

    # A button that opens a page tells us about it too; there is nothing to do.
    app.action(re.compile(r"\.open(:|$)"))(lambda ack: ack())
    return app


class _App(App):
    def __init__(self, turns: Turns, **options: Any) -> None:
        super().__init__(**options)
        self._turns = turns

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        with self._turns.taken():
            return super().dispatch(req)


def _answer(
    error: Exception,
    body: Mapping[str, Any],
    workspace: WorkspaceId | None,
    apologise: Callable[[Apology], None],
) -> BoltResponse:
    if isinstance(error, BoltUnhandledRequestError):
        if "event" in body:
            return BoltResponse(status=200, body="")
        sentence = "That's from an earlier version of Pollen. Please start again."
    elif isinstance(error, errors.UserError):
        sentence = error.sentence
    elif (known := _known(error)) is not None:
        log.warning("listener failed", extra={"reason": type(error).__name__, "kind": _kind(body)})
        if not isinstance(error, Full | Busy) or "command" in body or body.get("type") == "view_submission":
            return _say(known.sentence, body, workspace, apologise)
        return BoltResponse(status=503, body="")
    else:
        mark = errors.reference()
        log.error("listener failed", extra={"reference": mark, "kind": _kind(body)}, exc_info=error)
        if isinstance(error, DBAPIError) and "command" not in body:
            return BoltResponse(status=503, body="")
        sentence = errors.Broken(reference=mark).sentence
    return _say(sentence, body, workspace, apologise)


def _known(error: Exception) -> errors.UserError | None:
    """Say what is known to be wrong and is no fault of the listener's; None for everything else."""
    if isinstance(error, Full):
        return NoSpace()
    if isinstance(error, Busy):
        return Rush()
    if isinstance(error, SlackApiError):
        is_late = error.response.get("error") in _TOO_LATE or error.response.status_code in (429, 500, 502, 503, 504)
        return SlowSlack() if is_late else None
    return SlowSlack() if isinstance(error, SlackClientError | URLError | TimeoutError | HTTPException) else None


def _say(
    sentence: str,
    body: Mapping[str, Any],
    workspace: WorkspaceId | None,
    apologise: Callable[[Apology], None],
) -> BoltResponse:
    escaped = text.escape(sentence)
    if "command" in body:
        return _json({"response_type": "ephemeral", "text": escaped})
    if body.get("type") == "view_submission":
        sorry = views.modal("That didn't work", [message.section(escaped)], close="Back")
        return _json({"response_action": "push", "view": sorry})
    apology = None if workspace is None else _apology(sentence, body, workspace)
    if apology is not None:
        apologise(apology)
    return BoltResponse(status=200, body="")


def _apology(sentence: str, body: Mapping[str, Any], workspace: WorkspaceId) -> Apology | None:
    """Return what is owed to a person; None when nobody spoke to the bot, or nobody is there to read it."""
    event = body.get("event")
    if event is not None:
        is_addressed = event.get("type") == "app_mention" or event.get("channel_type") == "im"
        if not is_addressed or event.get("bot_id") or not (event.get("user") and event.get("channel")):
            return None
        return Apology(
            workspace=workspace,
            user=UserId(event["user"]),
            channel=ChannelId(event["channel"]),
            thread=Ts(event["thread_ts"]) if event.get("thread_ts") else None,
            sentence=sentence,
            key=f"apology:{body.get('event_id')}",
        )
    user = (body.get("user") or {}).get("id")
    if not user:
        return None
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id")
    trigger = body.get("trigger_id") or container.get("message_ts") or ""
    return Apology(
        workspace=workspace,
        user=UserId(user),
        channel=ChannelId(channel) if channel else None,
        thread=Ts(container["thread_ts"]) if container.get("thread_ts") else None,
        sentence=sentence,
        key=f"apology:{trigger}",
    )


def _kind(body: Mapping[str, Any]) -> str:
    """Name what failed without a word of what a person wrote."""
    event = body.get("event")
    if event is not None:
        return f"event {event.get('type')}"
    actions = body.get("actions") or [{}]
    return str(body.get("command") or actions[0].get("action_id") or body.get("type"))


def _json(body: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body), headers={"content-type": "application/json"})
