"""What do people say to the bot about mentoring? Wishes, offers and second thoughts, by mention and direct message."""

from datetime import UTC, datetime, time
from functools import partial

from sqlalchemy.orm import Session

from bot.answers.service.colleagues import Sessions
from bot.mentors import service
from bot.mentors.handlers import cards
from bot.mentors.rules import parsing
from bot.mentors.views import home
from bot.mentors.views.asker import done
from bot.people import service as people
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.payloads import Said


def register(on: Listeners, sessions: Sessions) -> None:
    on.sentence(thought_again, name="mentors.again", wants=_is_second_thought, example="I don't need a mentor any more")
    on.sentence(away, name="mentors.away", wants=_is_away, example="I'm away until Monday")
    on.sentence(offered, name="mentors.offered", wants=_is_offer, example="I can mentor SQL and negotiation")
    wishing = partial(wished, sessions=sessions)
    on.sentence(wishing, name="mentors.wished", wants=_wish, example="I need a mentor for Kubernetes")


def wished(session: Session, said: Said, now: datetime, *, sessions: Sessions) -> Answer:
    """Somebody looks for a mentor: a card asks before anybody is asked."""
    wish = _wish(said.sentence)
    assert wish is not None
    around = cards.Around(sessions=sessions, where=said.channel, now=now)
    return cards.wish(session, said.actor.workspace, said.actor.user, wish, around)


def offered(session: Session, said: Said, now: datetime) -> Answer:
    """Somebody offers to mentor: a card asks before they are listed."""
    return cards.offer(session, said.actor.workspace, parsing.offered(parsing.read(said.sentence)) or "")


def away(session: Session, said: Said, now: datetime) -> Answer:
    """Somebody says until when they are away: a mentor is asked nothing meanwhile."""
    workspace, user = said.actor.workspace, said.actor.user
    mine = service.home(session, workspace, user, now=now)
    if mine.profile is None or not mine.profile.is_listed:
        return done("Enjoy your time away! You're not a mentor here, so there's nothing to pause.")
    person = people.person(session, workspace, user)
    zone = person.tz if person else UTC
    day = parsing.away(parsing.read(said.sentence), now.astimezone(zone).date())
    until = None if day is None else datetime.combine(day, time(), zone)
    return cards.away(session, workspace, user, until, now=now)


def thought_again(session: Session, said: Said, now: datetime) -> Answer:
    """Somebody takes back what they asked or offered, or asks how it stands: everything of theirs, with its buttons."""
    return home.mine(service.home(session, said.actor.workspace, said.actor.user, now=now))


def _wish(sentence: str) -> parsing.Wish | None:
    return parsing.wish(parsing.read(sentence))


def _is_offer(sentence: str) -> bool:
    return parsing.offered(parsing.read(sentence)) is not None


def _is_away(sentence: str) -> bool:
    return parsing.says_away(parsing.read(sentence))


def _is_second_thought(sentence: str) -> bool:
    return parsing.has_second_thoughts(parsing.read(sentence))
