"""How do kudos reach us from Slack? The command and its verbs; the rest is registered from here."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.kudos import rules, service
from bot.kudos.handlers import buttons, emoji, forms, mentions, settings, wishes
from bot.kudos.rules import Source
from bot.kudos.rules.wishes import Outcome, Wish
from bot.kudos.service import changing, giving, options
from bot.kudos.views import boards, receipts
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads, text
from bot.slack.message import Message

Body = dict[str, Any]
Verb = Callable[[payloads.Command, Runtime, Ack], None]


def register(app: App) -> None:
    app.command("/kudos")(kudos)
    mentions.register(app)
    emoji.register(app)
    buttons.register(app)
    forms.register(app)
    settings.register(app)


def kudos(ack: Ack, body: Body, runtime: Runtime) -> None:
    """`/kudos …`: give, or one of the verbs; alone, the form."""
    dispatch(payloads.command(body), runtime, ack)


def dispatch(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    """Do what a command asks, answering privately in the acknowledgement."""
    if not command.actor.is_colleague:
        raise rules.NotAmongUs
    WORDS.get(command.text.casefold().strip(" .!"), give)(command, runtime, ack)


def by_verb(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    """`/pollen kudos …` is `/kudos …`."""
    rest = command.text.partition(" ")[2].strip()
    dispatch(payloads.Command(**{**vars(command), "text": rest}), runtime, ack)


def give(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    channel, place = wishes.place(command)
    wish = wishes.read(
        runtime,
        command.actor,
        command.text,
        source=Source.COMMAND,
        key=f"command:{command.trigger}",
        channel=channel,
        place=place,
    )
    workspace, user = command.actor.workspace, command.actor.user

    def unit(session: Session, wish: Wish) -> receipts.Told:
        outcome = Outcome(refused=wish.refused, typed=wish.typed)
        if wish.people or wish.groups:
            outcome = giving.give(session, wish, now=runtime.now())
        return service.told(session, workspace, user, outcome)

    try:
        _say(ack, receipts.tell(wishes.grant(runtime, wish, unit)))
    except rules.TooLong as too_long:
        _say(ack, receipts.nothing([text.escape(too_long.sentence)], command.text))


def me(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    actor = command.actor
    people.meet(runtime, actor.workspace, [actor.user])
    mine = runtime.reading(lambda session: service.home(session, actor.workspace, actor.user, now=runtime.now()))
    _say(ack, boards.me(mine))


def wall(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    actor = command.actor
    people.meet(runtime, actor.workspace, [actor.user])
    shown = runtime.reading(lambda session: service.wall(session, actor.workspace, actor.user, now=runtime.now()))
    _say(ack, boards.wall(shown))


def undo(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    actor = command.actor

    def unit(session: Session) -> Message:
        gesture = changing.undo_last(session, actor.workspace, by=actor.user, now=runtime.now())
        known = people.people(session, actor.workspace, gesture.receivers)
        return receipts.undone(gesture, {user: one.name for user, one in known.items()})

    _say(ack, runtime.transaction(unit))


def help(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    chosen = runtime.reading(lambda session: options.of(session, command.actor.workspace))
    _say(ack, receipts.help(chosen.emoji))


def _say(ack: Ack, message: Message) -> None:
    ack(text=message.text, blocks=list(message.blocks), response_type="ephemeral")


#: What `/kudos` understands besides thanks.
WORDS: Mapping[str, Verb] = {
    "": forms.write_from_command,
    "me": me,
    "wall": wall,
    "undo": undo,
    "help": help,
    "?": help,
    "preferences": settings.preferences_from_command,
    "prefs": settings.preferences_from_command,
    "settings": settings.settings_from_command,
}
#: What `/pollen` understands of kudos.
VERBS: Mapping[str, Verb] = {"kudos": by_verb}
