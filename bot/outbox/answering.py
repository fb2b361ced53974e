"""How does somebody get a private answer to what they pressed or said?

    in a message        where it was pressed, seen by who pressed alone (Slack's `response_url`)
    said in a channel   where it was said, unseen by the others; said to the bot, in that conversation
    in a form, at home  they are written to

What is shown in a view of its own is not promised but opened after the commit (`slack/door.py`).
"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, Ts
from bot.outbox import service
from bot.slack.answer import Say
from bot.slack.message import Message
from bot.slack.payloads import Action, Actor, Changed, HomeOpened, Reaction, Said, Submission


def say(session: Session, request: object, said: Say, key: str, now: datetime) -> None:
    """Promise a listener's answer to whoever did it, where they did it; it leaves with the caller's transaction."""
    match request:
        case Action(actor=actor, response_url=str() as url):
            service.respond(
                session,
                workspace=actor.workspace,
                response_url=url,
                user=actor.user,
                channel=request.channel,
                message=said.message,
                key=key,
                now=now,
                thread=request.thread,
                is_replacing=said.is_replacing,
            )
        case Said(actor=actor) if said.is_public:
            service.post(
                session,
                workspace=actor.workspace,
                channel=request.channel,
                message=said.message,
                key=key,
                now=now,
                thread=request.root,
            )
        case (
            Action(actor=actor, channel=str() as channel, thread=thread)
            | Said(actor=actor, channel=channel, thread=thread)
            | Changed(actor=actor, channel=channel, thread=thread)
        ):
            _aside(session, actor, said.message, channel=channel, thread=thread, key=key, now=now)
        case Reaction(actor=actor, channel=channel):
            _aside(session, actor, said.message, channel=channel, thread=said.thread, key=key, now=now)
        case Action(actor=actor) | Submission(actor=actor) | HomeOpened(actor=actor):
            service.direct(session, workspace=actor.workspace, user=actor.user, message=said.message, key=key, now=now)
        case _:
            raise TypeError(type(request).__name__)


def _aside(
    session: Session, to: Actor, message: Message, *, channel: ChannelId, thread: Ts | None, key: str, now: datetime
) -> None:
    """Answer in a conversation with the bot, or in a channel, unseen by the others.

    What one person alone sees cannot begin a thread: it is said in one where there is one.
    """
    if channel.startswith("D"):
        service.post(session, workspace=to.workspace, channel=channel, message=message, key=key, now=now, thread=thread)
        return
    service.whisper(
        session,
        workspace=to.workspace,
        channel=channel,
        user=to.user,
        message=message,
        key=key,
        now=now,
        thread=thread,
    )
