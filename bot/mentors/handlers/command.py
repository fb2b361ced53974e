"""How does one use mentoring by command? `/pollen mentor …`: a topic, a sentence, or a word of `WORDS`."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from functools import partial

from sqlalchemy.orm import Session

from bot.answers.service.colleagues import Sessions
from bot.mentors import service
from bot.mentors.handlers import cards, settings
from bot.mentors.handlers.forms import own_profile
from bot.mentors.rules import parsing, refusals
from bot.mentors.service import roster
from bot.mentors.views import home
from bot.mentors.views.asker import done
from bot.mentors.views.mentor import listed, resting, stopping
from bot.people import service as people
from bot.phrases import days
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.message import message, section
from bot.slack.payloads import Command

#: What a word after `/pollen mentor` does, given what follows the word.
Word = Callable[[Session, Command, str, datetime], Answer]


def register(on: Listeners, sessions: Sessions) -> None:
    on.command(
        "/pollen", partial(mentor, sessions=sessions), wants=_is_wanted, said=_is_said, example="mentor for Kubernetes"
    )


def _is_wanted(text: str) -> bool:
    return verb("mentor")(text) or verb("mentors")(text)


def _is_said(text: str) -> bool:
    """Said in a sentence only what is a word of ours: "mentor handbook" is a question."""
    return [*text.casefold().split()[1:2], ""][0] in WORDS and not text.endswith("?")


def mentor(session: Session, command: Command, now: datetime, *, sessions: Sessions) -> Answer:
    word, rest = (*command.rest.split(maxsplit=1), "", "")[:2]
    act = WORDS.get(word.casefold())
    if act is None or (rest and act not in WITH_MORE):  # "stop smoking" is a topic
        return find(session, command, cards.Around(sessions=sessions, where=command.channel, now=now))
    return act(session, command, rest, now)


def find(session: Session, command: Command, around: cards.Around) -> Answer:
    """A topic, or a whole sentence."""
    workspace, plain = command.actor.workspace, parsing.read(command.rest)
    offer = parsing.offered(plain)
    if offer is not None:
        return cards.offer(session, workspace, offer)
    wish = parsing.wish(plain) or parsing.wish(f"mentor for {plain}") or parsing.Wish(topics=plain, goal="")
    return cards.wish(session, workspace, command.actor.user, wish, around)


def mine(session: Session, command: Command, said: str, now: datetime) -> Answer:
    return home.mine(service.home(session, command.actor.workspace, command.actor.user, now=now))


def profile(session: Session, command: Command, said: str, now: datetime) -> Answer:
    return own_profile(session, command.actor, now=now)


def pause(session: Session, command: Command, said: str, now: datetime) -> Answer:
    roster.pause(session, workspace=command.actor.workspace, user=command.actor.user, now=now)
    return resting()


def back(session: Session, command: Command, said: str, now: datetime) -> Answer:
    found = roster.back(session, workspace=command.actor.workspace, user=command.actor.user)
    return done(f"Welcome back! {listed(found)}.")


def away(session: Session, command: Command, said: str, now: datetime) -> Answer:
    """`away Monday`, `away 2026-04-01`: asked again that morning."""
    workspace, user = command.actor.workspace, command.actor.user
    person = people.person(session, workspace, user)
    zone = person.tz if person else UTC
    day = days.read(re.sub(r"^(?:until|till|bis|jusqu'au|hasta|até)\s+", "", said.strip()), now.astimezone(zone).date())
    until = None if day is None else datetime.combine(day, time(), zone)
    return cards.away(session, workspace, user, until, now=now)


def stop(session: Session, command: Command, said: str, now: datetime) -> Answer:
    mine = service.home(session, command.actor.workspace, command.actor.user, now=now)
    if mine.profile is None or not mine.profile.is_listed:
        raise refusals.NoProfile
    return stopping(len(mine.helping))


def help(session: Session, command: Command, said: str, now: datetime) -> Answer:
    lines = (
        "`/pollen mentor kubernetes`: find me a mentor",
        "`/pollen mentor`: my requests, and the people I mentor",
        "`/pollen mentor profile`: what I teach, how much, and when",
        "`/pollen mentor pause`, `back`, `away 2026-04-01`, `stop`",
        "For admins: `/pollen mentor channel #mentors`, `alias k9s = Kubernetes`, `programme`",
        "Or just say it to me: “I need a mentor for negotiation”, “I can mentor SQL”.",
    )
    return message("Mentoring", [section("\n".join(f"• {line}" for line in lines))])


#: What `/pollen mentor` understands besides topics.
WORDS: Mapping[str, Word] = {
    "": mine,
    "status": mine,
    "profile": profile,
    "pause": pause,
    "back": back,
    "resume": back,
    "away": away,
    "stop": stop,
    "help": help,
    "?": help,
    "channel": settings.channel,
    "alias": settings.alias,
    "programme": settings.programme,
    "program": settings.programme,
}
#: Those that are followed by something.
WITH_MORE = frozenset({away, settings.channel, settings.alias})
