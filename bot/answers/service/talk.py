"""How does a conversation in a thread go on? From one's own question; and with another bot not for ever."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.answers import store
from bot.answers.rules import Answer
from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.slack import deliveries
from bot.slack.payloads import Said

#: How many times a bot is answered in one thread. Each might be answered again, by the bot.
ANSWERS_TO_A_BOT = 3
#: How long somebody's own question is gone on from.
FRESH = timedelta(hours=24)


def may_answer_a_bot(session: Session, said: Said, *, now: datetime) -> bool:
    """Take one of the few answers that bots get in a thread; False when there is none left."""
    thread = f"answers.bot:{said.channel}:{said.root}"
    return any(
        deliveries.is_new(session, said.actor.workspace, f"{thread}:{number}", now=now)
        for number in range(ANSWERS_TO_A_BOT)
    )


def last_question(
    session: Session, workspace: WorkspaceId, channel: ChannelId, thread: Ts, asker: UserId, *, now: datetime
) -> Answer | None:
    """Return what somebody asked last in a thread; None when they did not, or long ago."""
    latest = store.latest(session, workspace, asker, limit=3)
    return next(
        (
            one
            for one in latest
            if (one.channel, one.thread) == (channel, thread) and one.is_public and now - one.asked_at < FRESH
        ),
        None,
    )
