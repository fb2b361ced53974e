"""How does somebody get a private answer outside a command: to a message, a reaction, a press of a button?"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.runtime import Runtime
from bot.slack.message import Message
from bot.slack.payloads import Action


def aside(
    session: Session,
    runtime: Runtime,
    *,
    workspace: WorkspaceId,
    user: UserId,
    channel: ChannelId,
    thread: Ts | None,
    message: Message,
    key: str,
) -> None:
    """Say something to one person where they are: in their direct messages, or unseen by the others of a channel."""
    now = runtime.now()
    if channel.startswith("D"):
        outbox.post(session, workspace=workspace, channel=channel, message=message, key=key, now=now, thread=thread)
    else:
        outbox.whisper(
            session, workspace=workspace, channel=channel, user=user, message=message, key=key, now=now, thread=thread
        )


def answer(
    runtime: Runtime,
    pressed: Action,
    unit: Callable[[Session], Message | None],
    *,
    is_replacing: bool = True,
) -> None:
    """Do what a button asks, and answer where it was pressed: instead of the message it stood in, or below."""

    def work(session: Session) -> None:
        message = unit(session)
        if message is None:
            return
        workspace, now = pressed.actor.workspace, runtime.now()
        key = f"kudos.pressed:{pressed.trigger}"
        if pressed.response_url is None:
            outbox.direct(session, workspace=workspace, user=pressed.actor.user, message=message, key=key, now=now)
            return
        outbox.respond(
            session,
            workspace=workspace,
            response_url=pressed.response_url,
            message=message,
            key=key,
            now=now,
            thread=pressed.thread,
            is_replacing=is_replacing,
        )

    runtime.transaction(work)
