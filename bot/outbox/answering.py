"""How does somebody get a private answer to what they pressed or said? One way for a press, one for a sentence.

    in a message        where it was pressed, seen by who pressed alone (Slack's `response_url`)
    in a modal          the modal shows it; in App Home a modal opens, or they are written to
    said in a channel   where it was said, unseen by the others; said to the bot, in that conversation

What is promised leaves with the caller's transaction. Only a modal is shown after it: that is the value to `show`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.ids import WorkspaceId
from bot.outbox import service
from bot.runtime import Runtime
from bot.slack import views
from bot.slack.answer import Say
from bot.slack.message import Message
from bot.slack.payloads import Action, Changed, HomeOpened, Reaction, Said, Submission

#: Slack gives a trigger three seconds.
SHOW_SECONDS = 2


@dataclass(frozen=True, kw_only=True)
class Modal:
    """What a person is to see once the transaction has committed."""

    workspace: WorkspaceId
    view: dict[str, Any]
    trigger: str
    #: The modal whose place it takes; None where a new one opens.
    instead_of: str | None


def press(
    session: Session,
    action: Action,
    message: Message,
    *,
    key: str,
    now: datetime,
    is_replacing: bool = False,
    modal: str | None = None,
) -> Modal | None:
    """Answer who pressed, and nobody else.

    `is_replacing`: in place of the message the button was on. `modal`: the title under which a press in a modal or App
    Home is answered in a modal, which is returned to be shown after the commit; without it they are written to.
    """
    workspace, user = action.actor.workspace, action.actor.user
    if action.response_url is not None:
        service.respond(
            session,
            workspace=workspace,
            response_url=action.response_url,
            user=user,
            channel=action.channel,
            message=message,
            key=key,
            now=now,
            thread=action.thread,
            is_replacing=is_replacing,
        )
    elif modal is not None and (action.is_home or action.view is not None):
        view = views.modal(modal, message.blocks, metadata=action.metadata)
        instead_of = None if action.is_home else action.view
        return Modal(workspace=workspace, view=view, trigger=action.trigger, instead_of=instead_of)
    elif action.channel is not None and not action.channel.startswith("D"):
        service.whisper(
            session,
            workspace=workspace,
            channel=action.channel,
            user=user,
            message=message,
            key=key,
            now=now,
            thread=action.thread,
        )
    else:
        service.direct(session, workspace=workspace, user=user, message=message, key=key, now=now)
    return None


def sentence(
    session: Session, said: Said, message: Message, *, key: str, now: datetime, in_public: bool = False
) -> None:
    """Answer who spoke to the bot: in their conversation with it, or in the channel, unseen by the others.

    `in_public`: for all to see, under what was said.
    """
    workspace, user = said.actor.workspace, said.actor.user
    if in_public or said.is_direct or said.channel.startswith("D"):
        service.post(
            session,
            workspace=workspace,
            channel=said.channel,
            message=message,
            key=key,
            now=now,
            thread=said.root if in_public else said.thread,
        )
    else:  # what one person alone sees cannot begin a thread
        service.whisper(
            session,
            workspace=workspace,
            channel=said.channel,
            user=user,
            message=message,
            key=key,
            now=now,
            thread=said.thread,
        )


def say(session: Session, request: object, said: Say, key: str, now: datetime) -> None:
    """Promise a listener's answer to whoever did it, where they did it."""
    match request:
        case Action():
            press(session, request, said.message, key=key, now=now, is_replacing=said.is_replacing)
        case Said():
            sentence(session, request, said.message, key=key, now=now, in_public=said.is_public)
        case Changed() | Reaction():
            _aside(session, request, said, key=key, now=now)
        case Submission(actor=actor) | HomeOpened(actor=actor):
            service.direct(session, workspace=actor.workspace, user=actor.user, message=said.message, key=key, now=now)
        case _:
            raise TypeError(type(request).__name__)


def _aside(session: Session, request: Changed | Reaction, said: Say, *, key: str, now: datetime) -> None:
    workspace, message = request.actor.workspace, said.message
    thread = request.thread if isinstance(request, Changed) else said.thread
    if request.channel.startswith("D"):
        service.post(
            session, workspace=workspace, channel=request.channel, message=message, key=key, now=now, thread=thread
        )
    else:
        service.whisper(
            session,
            workspace=workspace,
            channel=request.channel,
            user=request.actor.user,
            message=message,
            key=key,
            now=now,
            thread=thread,
        )


def show(runtime: Runtime, modal: Modal | None) -> None:
    """Show what `press` left to be shown, after the commit and before the acknowledgement."""
    if modal is None:
        return
    client = runtime.slack(modal.workspace, timeout=SHOW_SECONDS)
    if modal.instead_of is None:
        client.views_open(trigger_id=modal.trigger, view=modal.view)
    else:
        client.views_update(view_id=modal.instead_of, view=modal.view)
