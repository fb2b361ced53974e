"""What is shown once a deed is committed? A form, a view in place of another, App Home drawn afresh."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.orm import Session

from bot.errors import UserError
from bot.runtime import Runtime
from bot.slack import views
from bot.slack.answer import Publish
from bot.slack.payloads import HOME, Actor

log = logging.getLogger(__name__)

VIEW_SECONDS = 2.0  #: Slack gives a trigger three
HOME_SECONDS = 0.8  #: what is left of Slack's three once a view was opened

#: Draws somebody's App Home, as much of it as stood there.
Draw = Callable[[Session, Actor, str, datetime], views.View]


@dataclass(frozen=True, kw_only=True)
class Modal:
    """What a person sees once the transaction has committed."""

    view: views.View
    #: The view whose place it takes; None where a new one opens.
    instead_of: str | None = None


#: https://docs.slack.dev/reference/methods/views.open#errors
_NO_TRIGGER = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "invalid_arguments"})


class Expired(UserError):
    """Slack is slow right now, please try again."""


def show(runtime: Runtime, request: Any, modal: Modal | Publish) -> None:
    """Open a view, after the commit and before the acknowledgement."""
    client = runtime.slack(request.actor.workspace, timeout=VIEW_SECONDS)
    if isinstance(modal, Modal) and getattr(request, "home", None) is not None and modal.instead_of is None:
        # What is sent or pressed in it tells by this that App Home is to be drawn afresh.
        modal = replace(modal, view=modal.view | {"external_id": f"{HOME}:{request.home}:{request.trigger}"[:255]})
    try:
        if isinstance(modal, Publish):
            client.views_publish(user_id=request.actor.user, view=modal.view)
        elif modal.instead_of is not None:
            client.views_update(view_id=modal.instead_of, view=modal.view)
        else:
            client.views_open(trigger_id=request.trigger, view=modal.view)
    except SlackApiError as error:
        if error.response.get("error") in _NO_TRIGGER - ({"invalid_arguments"} if request.trigger else set()):
            raise Expired from error
        raise


def redraw(runtime: Runtime, request: Any, draw: Draw) -> None:
    """Draw App Home afresh for who did something from there, on every device of theirs; after the commit.

    Whoever opens it next sees it anew anyhow: what Slack does not take now is not tried again.
    """
    actor = request.actor
    view = runtime.reading(lambda session: draw(session, actor, request.home, runtime.now()))
    try:
        runtime.slack(actor.workspace, timeout=HOME_SECONDS).views_publish(user_id=actor.user, view=view)
    except (SlackClientError, OSError) as error:
        log.info("home was not drawn afresh", extra={"error": type(error).__name__})
