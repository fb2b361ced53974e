"""What happens when a card that asks first is confirmed: a wish, one of several, an offer?"""

import re
from datetime import datetime

from slack_bolt import App
from sqlalchemy.orm import Session

from bot.mentors.handlers import buttons, mentions
from bot.mentors.rules import drafts, refusals, topics
from bot.mentors.service import asking, roster
from bot.mentors.store import offers
from bot.mentors.views import asker as asker_views
from bot.mentors.views import mentor as mentor_views
from bot.slack import payloads, text
from bot.slack.message import Message


def register(app: App) -> None:
    for name, deed in {"ask": ask, "first": first, "all": ask_all, "list": list_me}.items():
        app.action(re.compile(rf"^mentors\.{name}(:|$)"))(buttons.listener(deed, is_replacing=deed is not first))


def ask(session: Session, action: payloads.Action, now: datetime) -> Message:
    """*Ask for me*."""
    found, goal = drafts.read(action.value, asking.additions(session, action.actor.workspace))
    if not found:
        raise refusals.NoTopic
    return _ask(session, action.actor, found[0], goal, now)


def first(session: Session, action: payloads.Action, now: datetime) -> Message:
    """One of several topics."""
    found, goal = drafts.read(action.value, asking.additions(session, action.actor.workspace))
    if not found:
        raise refusals.NoTopic
    return mentions.topic_card(session, action.actor.workspace, action.actor.user, found[0], goal)


def ask_all(session: Session, action: payloads.Action, now: datetime) -> Message:
    """All of several topics, each a request of its own."""
    found, goal = drafts.read(action.value, asking.additions(session, action.actor.workspace))
    room = asking.room(session, action.actor.workspace, action.actor.user)
    for topic in found[:room]:
        _ask(session, action.actor, topic, goal, now)
    return asker_views.all_asked(found[:room], found[room:])


def _ask(session: Session, actor: payloads.Actor, topic: topics.Topic, goal: str, now: datetime) -> Message:
    draft = asking.draft(session, actor.workspace, actor.user, topic, goal)
    asked = asking.ask(session, workspace=actor.workspace, asker=actor.user, draft=draft, now=now)
    if not asked.is_new:
        return asker_views.status(asked.request, offers.of_request(session, actor.workspace, asked.request.id))
    said = f"I am looking for a mentor for {text.bold(topic.label)}."
    return asker_views.done(f"{said} Our conversation shows where it stands, and I tell you about every change.")


def list_me(session: Session, action: payloads.Action, now: datetime) -> Message:
    """*List me*."""
    found, _ = drafts.read(action.value, asking.additions(session, action.actor.workspace))
    mentor = roster.add_topics(session, workspace=action.actor.workspace, user=action.actor.user, found=found, now=now)
    return asker_views.done(f"Thank you! {mentor_views.listed(mentor)}. `/pollen mentor profile` changes it.")
