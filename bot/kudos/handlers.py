"""How do kudos reach us from Slack? The command and its verbs; the rest is registered from here."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.kudos import (
    boards,
    changing,
    giving,
    hearing,
    modals,
    options,
    pressing,
    reacting,
    receipts,
    rules,
    service,
    tuning,
    wishing,
)
from bot.kudos.rules import Source
from bot.kudos.wishes import Outcome, Wish
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads, text
from bot.slack.message import Message

Body = dict[str, Any]
Verb = Callable[[payloads.Command, Runtime, Ack], None]


def register(app: App) -> None:
    app.command("/kudos")(kudos)
    hearing.register(app)
    reacting.register(app)
    pressing.register(app)
    modals.register(app)
    tuning.register(app)


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
    channel, place = wishing.place(command)
    wish = wishing.read(
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
        _say(ack, receipts.tell(wishing.grant(runtime, wish, unit)))
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
    "": modals.write_from_command,
    "me": me,
    "wall": wall,
    "undo": undo,
    "help": help,
    "?": help,
    "preferences": tuning.preferences_from_command,
    "prefs": tuning.preferences_from_command,
    "settings": tuning.settings_from_command,
}
#: What `/pollen` understands of kudos.
VERBS: Mapping[str, Verb] = {"kudos": by_verb}
