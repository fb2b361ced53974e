"""What can an admin do for mentoring, by command: name the channel, add a name for a topic, look at the programme?"""

import re

from sqlalchemy.orm import Session

from bot.mentors.rules import refusals, topics
from bot.mentors.service import asking, roster
from bot.mentors.service import programme as figures
from bot.mentors.views import asker as asker_views
from bot.mentors.views import home
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads, text
from bot.slack.message import Message, message
from bot.workspaces import service as workspaces

MOST_ALIASES = 500

_CHANNEL = re.compile(r"^<#([CG][A-Z0-9]+)(?:\|[^>]*)?>$")


def channel(session: Session, command: payloads.Command, said: str, runtime: Runtime) -> Message:
    """`channel #mentors`: where requests go that nobody took privately."""
    _admin(session, command)
    match = _CHANNEL.match(said)
    if match is None:
        return asker_views.done("Which channel? Type # and pick it, for example: `/pollen mentor channel #mentors`.")
    workspaces.choose(session, command.actor.workspace, {"mentors.channel": match.group(1)})
    return asker_views.done(f"Requests that nobody takes privately go to {said} now. Please invite me there.")


def alias(session: Session, command: payloads.Command, said: str, runtime: Runtime) -> Message:
    """`alias k9s = Kubernetes`: what people here call a topic."""
    _admin(session, command)
    name, equals, label = text.written(said).partition("=")
    short, topic = topics.topic(name), topics.topic(label)
    if not equals or short is None or topic is None:
        return asker_views.done("For example: `/pollen mentor alias k9s = Kubernetes`.")
    known = asking.additions(session, command.actor.workspace)
    if len(known) >= MOST_ALIASES:
        return asker_views.done(f"There are {MOST_ALIASES} already, which is as many as I keep.")
    roster.add_alias(session, command.actor.workspace, short, topic)
    return asker_views.done(f"{text.bold(short.said)} is {text.bold(topic.label)} from now on.")


def programme(session: Session, command: payloads.Command, said: str, runtime: Runtime) -> Message:
    """`programme`: how it is going."""
    found = figures.programme(session, command.actor.workspace, command.actor.user, now=runtime.now())
    return message("The mentoring programme", home.programme(found))


def _admin(session: Session, command: payloads.Command) -> None:
    if not people.is_admin(session, command.actor.workspace, command.actor.user):
        raise refusals.NotTheOwner
