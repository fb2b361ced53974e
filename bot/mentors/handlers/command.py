"""How does mentoring hear from Slack? `/pollen mentor …` is here; sentences, buttons and forms register themselves."""

from collections.abc import Callable, Mapping

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.mentors import service
from bot.mentors.handlers import buttons, confirmations, forms, mentions, settings
from bot.mentors.rules import offers, parsing, refusals
from bot.mentors.service import roster
from bot.mentors.views import home
from bot.mentors.views.asker import done
from bot.mentors.views.mentor import listed, resting, stopping
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads, text
from bot.slack.message import Message, message, section

Verb = Callable[[payloads.Command, Runtime, Ack], None]
#: What a word after `/pollen mentor` does: given a session, the command and what follows the word.
Word = Callable[[Session, payloads.Command, str, Runtime], Message]


def register(app: App) -> None:
    mentions.register(app)
    buttons.register(app)
    confirmations.register(app)
    forms.register(app)


def mentor(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    """`/pollen mentor …`: a topic, a sentence, or a word of `WORDS`."""
    actor = command.actor
    people.welcome(actor)
    said = command.text.partition(" ")[2].strip()
    word, _, rest = said.partition(" ")
    if said.casefold() == "profile":
        forms.open_profile(runtime, actor, command.trigger)
        ack()
        return
    people.meet(runtime, actor.workspace, [actor.user])
    act = WORDS.get(word.casefold(), find)
    if rest.strip() and act not in WITH_MORE:  # "stop smoking" is a topic
        act = find
    answer = runtime.transaction(lambda session: act(session, command, said if act is find else rest.strip(), runtime))
    ack(text=answer.text, blocks=list(answer.blocks), response_type="ephemeral")


def find(session: Session, command: payloads.Command, said: str, runtime: Runtime) -> Message:
    """A topic, or a whole sentence."""
    plain = text.written(said)
    offer = offers.offered(plain)
    if offer is not None:
        return mentions.offer_card(session, command.actor.workspace, offer)
    wish = parsing.wish(plain) or parsing.wish(f"mentor for {plain}") or parsing.Wish(topics=plain, goal="")
    return mentions.wish_card(session, command.actor.workspace, command.actor.user, wish)


def mine(session: Session, command: payloads.Command, said: str, runtime: Runtime) -> Message:
    found = service.home(session, command.actor.workspace, command.actor.user, now=runtime.now())
    return home.mine(found)


def pause(session: Session, command: payloads.Command, said: str, runtime: Runtime) -> Message:
    roster.pause(session, workspace=command.actor.workspace, user=command.actor.user, now=runtime.now())
    return resting()


def back(session: Session, command: payloads.Command, said: str, runtime: Runtime) -> Message:
    found = roster.back(session, workspace=command.actor.workspace, user=command.actor.user)
    return done(f"Welcome back! {listed(found)}.")


def away(session: Session, command: payloads.Command, said: str, runtime: Runtime) -> Message:
    """`away 2026-04-01`: asked again that morning."""
    person = people.person(session, command.actor.workspace, command.actor.user)
    until = forms.away_until(said, person.zone if person else "UTC")
    if until is None:
        return done("Until when? For example: `/pollen mentor away 2026-04-01`.")
    if until <= runtime.now():
        return done("That day is over. Until when? For example: `/pollen mentor away 2026-04-01`.")
    roster.away(session, workspace=command.actor.workspace, user=command.actor.user, until=until)
    return done(f"Enjoy! I ask you again from {text.day(until)}.")


def stop(session: Session, command: payloads.Command, said: str, runtime: Runtime) -> Message:
    mine = service.home(session, command.actor.workspace, command.actor.user, now=runtime.now())
    if mine.profile is None or not mine.profile.is_listed:
        raise refusals.NoProfile
    return stopping(len(mine.helping))


def help(session: Session, command: payloads.Command, said: str, runtime: Runtime) -> Message:
    lines = (
        "`/pollen mentor kubernetes`: find me a mentor",
        "`/pollen mentor`: where my requests stand, and whom I help",
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
#: What `/pollen` understands of mentoring.
VERBS: Mapping[str, Verb] = {"mentor": mentor, "mentors": mentor}
