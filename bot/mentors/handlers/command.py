"""How does one use mentoring by command? `/pollen mentor …`: a topic, a sentence, or a word of `WORDS`."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.mentors import service
from bot.mentors.handlers import cards, settings
from bot.mentors.handlers.forms import own_profile
from bot.mentors.rules import parsing, refusals
from bot.mentors.service import roster
from bot.mentors.views import home
from bot.mentors.views.asker import done
from bot.mentors.views.mentor import listed, resting, stopping
from bot.people import service as people
from bot.people.rules import hours
from bot.slack import text
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.message import message, section
from bot.slack.payloads import Command

#: What a word after `/pollen mentor` does, given what follows the word.
Word = Callable[[Session, Command, str, datetime], Answer]


def register(on: Listeners) -> None:
    on.command("/pollen", mentor, wants=_is_wanted, example="mentor for Kubernetes")


def _is_wanted(text: str) -> bool:
    return verb("mentor")(text) or verb("mentors")(text)


def mentor(session: Session, command: Command, now: datetime) -> Answer:
    word, rest = (*command.rest.split(maxsplit=1), "", "")[:2]
    act = WORDS.get(word.casefold(), find)
    if rest and act not in WITH_MORE:  # "stop smoking" is a topic
        act = find
    return act(session, command, command.rest if act is find else rest, now)


def find(session: Session, command: Command, said: str, now: datetime) -> Answer:
    """A topic, or a whole sentence."""
    workspace, plain = command.actor.workspace, parsing.read(said)
    offer = parsing.offered(plain)
    if offer is not None:
        return cards.offer(session, workspace, offer)
    wish = parsing.wish(plain) or parsing.wish(f"mentor for {plain}") or parsing.Wish(topics=plain, goal="")
    return cards.wish(session, workspace, command.actor.user, wish)


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
    """`away 2026-04-01`: asked again that morning."""
    person = people.person(session, command.actor.workspace, command.actor.user)
    until = hours.morning(said, person.zone if person else "UTC")
    if until is None:
        return done("Until when? For example: `/pollen mentor away 2026-04-01`.")
    if until <= now:
        return done("That day has passed. Until when? For example: `/pollen mentor away 2026-04-01`.")
    roster.away(session, workspace=command.actor.workspace, user=command.actor.user, until=until)
    return done(f"Enjoy! I'll bring you requests again from {text.day(until)}.")


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
