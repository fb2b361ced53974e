"""Which reactions give kudos, or take them back?"""

import logging
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from slack_sdk.errors import SlackClientError
from sqlalchemy.orm import Session

from bot.ids import Ts
from bot.kudos import rules
from bot.kudos.service import options, reactions, receipts
from bot.kudos.service.reactions import Reacted
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import parsing
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Reaction

Body = dict[str, Any]

SECONDS = 1.5  #: what a request of Slack's can spare

log = logging.getLogger(__name__)


def register(on: Listeners) -> None:
    on.event("reaction_added", added, parse=parsing.reaction, wants=_is_kudos, before=look, stranger=rules.NotAmongUs)
    on.event("reaction_removed", removed, parse=parsing.reaction, wants=_is_kudos, stranger=rules.NotAmongUs)


def look(runtime: Runtime, reaction: Reaction) -> Ts | None:
    """Meet who wrote the message, and return the thread it is a reply in: the event does not say so."""
    workspace = reaction.actor.workspace
    people.meet(runtime, workspace, [reaction.author] if reaction.author else [])
    try:
        client = runtime.slack(workspace, timeout=SECONDS)
        address = client.chat_getPermalink(channel=reaction.channel, message_ts=reaction.ts)["permalink"]
    except (SlackClientError, OSError) as error:
        log.info("Slack did not say which thread a message is in", extra={"error": type(error).__name__})
        return None
    thread = parse_qs(urlsplit(str(address)).query).get("thread_ts", [""])[0]
    return Ts(thread) if thread and thread != reaction.ts else None


def added(session: Session, reaction: Reaction, now: datetime, thread: Ts | None) -> Answer:
    """A kudos reaction was put on somebody's message, or on a kudos."""
    outcome = reactions.add(session, _reacted(reaction, thread), now=now)
    if outcome is None:
        return None
    message = receipts.tell(session, reaction.actor.workspace, reaction.actor.user, outcome)
    return Say(message, thread=thread)


def removed(session: Session, reaction: Reaction, now: datetime) -> Answer:
    """It was taken away."""
    reactions.remove(session, _reacted(reaction, None), now=now)
    return None


def _reacted(reaction: Reaction, thread: Ts | None) -> Reacted:
    return Reacted(
        workspace=reaction.actor.workspace,
        user=reaction.actor.user,
        channel=reaction.channel,
        ts=reaction.ts,
        thread=thread,
        author=reaction.author,
        at=reaction.at,
    )


def _is_kudos(body: Body, context: Body) -> bool:
    """Is it the workspace's kudos reaction, on a message? In whatever skin tone."""
    if body["event"].get("item", {}).get("type") != "message":
        return False
    reaction = parsing.reaction(body, context["workspace"])
    runtime: Runtime = context["runtime"]
    return reaction.emoji == runtime.reading(lambda session: options.of(session, reaction.actor.workspace)).emoji
