"""What do people say to the bot about mentoring? Wishes and offers, by mention, direct message and command."""

from datetime import datetime
from typing import Any

from slack_bolt import App
from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.mentors import service
from bot.mentors.rules import Level, drafts, matching, offers, parsing, topics
from bot.mentors.service import asking
from bot.mentors.store import offers as offers_store
from bot.mentors.store import requests
from bot.mentors.views import asker as asker_views
from bot.mentors.views import home
from bot.mentors.views import mentor as mentor_views
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import listening, payloads, text
from bot.slack.message import Message

Body = dict[str, Any]


def register(app: App) -> None:
    again = parsing.has_second_thoughts
    listening.addressed(app, thought_again, wants=lambda sentence: again(text.written(sentence)))
    listening.addressed(app, offered, wants=lambda sentence: offers.offered(text.written(sentence)) is not None)
    listening.addressed(app, wished, wants=lambda sentence: parsing.wish(text.written(sentence)))


def wished(body: Body, context: Body, runtime: Runtime) -> None:
    """Somebody looks for a mentor: a card asks before anybody is asked."""
    said, sentence = listening.said(body, context)
    people.welcome(said.actor)
    wish = parsing.wish(text.written(sentence))
    if wish is None:
        return
    people.meet(runtime, said.actor.workspace, [said.actor.user])

    def unit(session: Session) -> None:
        card = wish_card(session, said.actor.workspace, said.actor.user, wish)
        _answer(session, said, card, now=runtime.now())

    runtime.transaction(unit)


def offered(body: Body, context: Body, runtime: Runtime) -> None:
    """Somebody offers to mentor: a card asks before they are listed."""
    said, sentence = listening.said(body, context)
    people.welcome(said.actor)
    offer = offers.offered(text.written(sentence)) or ""
    people.meet(runtime, said.actor.workspace, [said.actor.user])

    def unit(session: Session) -> None:
        _answer(session, said, offer_card(session, said.actor.workspace, offer), now=runtime.now())

    runtime.transaction(unit)


def thought_again(body: Body, context: Body, runtime: Runtime) -> None:
    """Somebody takes back what they asked or offered, or asks how it stands: everything of theirs, with its buttons."""
    said, _ = listening.said(body, context)
    people.welcome(said.actor)
    people.meet(runtime, said.actor.workspace, [said.actor.user])

    def unit(session: Session) -> None:
        now = runtime.now()
        mine = service.home(session, said.actor.workspace, said.actor.user, now=now)
        _answer(session, said, home.mine(mine), now=now)

    runtime.transaction(unit)


def wish_card(session: Session, workspace: WorkspaceId, user: UserId, wish: parsing.Wish) -> Message:
    """Return what to ask somebody who looks for a mentor: for what, for which first, or whether to begin."""
    found = topics.topics(
        wish.topics, asking.additions(session, workspace), known=asking.known_topics(session, workspace)
    )
    if not found:
        return asker_views.which_topic(asking.popular(session, workspace), wish.goal)
    if len(found) > 1:
        return asker_views.which(found, wish.goal)
    return topic_card(session, workspace, user, found[0], wish.goal)


def topic_card(session: Session, workspace: WorkspaceId, user: UserId, topic: topics.Topic, goal: str) -> Message:
    """Return the card that asks before asking; or where an earlier request for the topic stands."""
    current = requests.asked_by(session, workspace, user)
    same = next((one for one in current if one.draft.key == topic.key), None)
    if same is not None:
        return asker_views.status(same, offers_store.of_request(session, workspace, same.id))
    return asker_views.confirmation(asking.draft(session, workspace, user, topic, goal), topic)


def offer_card(session: Session, workspace: WorkspaceId, offer: str) -> Message:
    """Return the card that asks before listing somebody."""
    found = topics.topics(offer, asking.additions(session, workspace), known=asking.known_topics(session, workspace))
    skills = [matching.skill(one, Level.DAILY) for one in found]
    return mentor_views.offer_confirmation(skills, drafts.wishes(found, ""))


def _answer(session: Session, said: payloads.Said, card: Message, *, now: datetime) -> None:
    """Answer in a conversation of two openly; in a channel so that nobody else sees it."""
    workspace, key = said.actor.workspace, f"mentors.said:{said.channel}:{said.ts}"
    if said.is_direct:
        outbox.post(
            session, workspace=workspace, channel=said.channel, message=card, key=key, now=now, thread=said.root
        )
    else:
        outbox.whisper(
            session,
            workspace=workspace,
            channel=said.channel,
            user=said.actor.user,
            message=card,
            key=key,
            now=now,
            thread=said.thread,
        )
