"""What can an admin do for mentoring, by command: name the channel, add a name for a topic, look at the programme?"""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from bot.mentors.rules import refusals, topics
from bot.mentors.service import programme as figures
from bot.mentors.service import vocabulary
from bot.mentors.views import asker as asker_views
from bot.mentors.views import home
from bot.people import service as people
from bot.slack import text
from bot.slack.answer import Answer
from bot.slack.message import message
from bot.slack.payloads import Command
from bot.workspaces import service as workspaces

_CHANNEL = re.compile(r"^<#([CG][A-Z0-9]+)(?:\|[^>]*)?>$")


def channel(session: Session, command: Command, said: str, now: datetime) -> Answer:
    """`channel #mentors`: where requests go that nobody took privately."""
    _admin(session, command)
    match = _CHANNEL.match(said)
    if match is None:
        return asker_views.done("Which channel? Type # and pick it, for example: `/pollen mentor channel #mentors`.")
    workspaces.choose(session, command.actor.workspace, {"mentors.channel": match.group(1)})
    return asker_views.done(f"Requests no mentor takes privately now go to {said}. Please invite me there.")


def alias(session: Session, command: Command, said: str, now: datetime) -> Answer:
    """`alias k9s = Kubernetes`: what people here call a topic."""
    _admin(session, command)
    name, equals, label = text.written(said).partition("=")
    short, topic = topics.topic(name), topics.topic(label)
    if not equals or short is None or topic is None:
        return asker_views.done("For example: `/pollen mentor alias k9s = Kubernetes`.")
    vocabulary.add_alias(session, command.actor.workspace, short, topic)
    return asker_views.done(f"{text.bold(short.said)} is {text.bold(topic.label)} from now on.")


def programme(session: Session, command: Command, said: str, now: datetime) -> Answer:
    """`programme`: how it is going."""
    found = figures.programme(session, command.actor.workspace, command.actor.user, now=now)
    return message("The mentoring programme", home.programme(found))


def _admin(session: Session, command: Command) -> None:
    if not people.is_admin(session, command.actor.workspace, command.actor.user):
        raise refusals.NotTheOwner
