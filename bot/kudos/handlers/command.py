"""How does one thank by command? `/kudos @ana for …`; alone it opens the form, with a word it shows or undoes."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId
from bot.kudos import rules, service
from bot.kudos.handlers import forms, settings
from bot.kudos.rules import Place, Source
from bot.kudos.rules.wishes import Wish
from bot.kudos.service import changing, giving, options, places, receipts, wishes
from bot.kudos.views import boards
from bot.kudos.views import receipts as views
from bot.runtime import Runtime
from bot.slack import text
from bot.slack.answer import Answer
from bot.slack.door import Request, Unit
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.payloads import Command


def register(on: Listeners) -> None:
    for words, unit in WORDS.items():
        on.command("/kudos", unit, wants=_says(*words), example=words[0], stranger=rules.NotAmongUs)
    on.command("/kudos", give, before=read, example="<@U1> for the release", stranger=rules.NotAmongUs)
    for words, unit in WORDS.items():
        wants, example = _says_after_kudos(*words), f"kudos {words[0]}".strip()
        on.command("/pollen", unit, wants=wants, example=example, stranger=rules.NotAmongUs)
    on.command(
        "/pollen",
        give,
        wants=verb("kudos"),
        before=read,
        example="kudos <@U1> for the release",
        stranger=rules.NotAmongUs,
    )


def read(runtime: Runtime, command: Command) -> Wish:
    channel, place = where(command)
    if place is Place.UNKNOWN:
        place = places.look(runtime, command.actor.workspace, command.channel)
    return wishes.read(
        runtime,
        command.actor,
        command.text if command.name == "/kudos" else _rest(command.text),
        source=Source.COMMAND,
        key=f"command:{command.trigger}",
        channel=channel,
        place=place,
    )


def give(session: Session, command: Command, now: datetime, wish: Wish) -> Answer:
    workspace, user = command.actor.workspace, command.actor.user
    try:
        outcome = giving.answer(session, wish, now=now)
    except rules.TooLong as too_long:
        return views.nothing([text.escape(too_long.sentence)], wish.typed)
    return receipts.tell(session, workspace, user, outcome)


def write(session: Session, command: Command, now: datetime) -> Answer:
    """`/kudos` alone: the form."""
    channel, place = where(command)
    return forms.blank(session, command.actor, command.trigger, now=now, channel=channel, place=place)


def me(session: Session, request: Request, now: datetime) -> Answer:
    return boards.me(service.home(session, request.actor.workspace, request.actor.user, now=now))


def wall(session: Session, request: Request, now: datetime) -> Answer:
    return boards.wall(service.wall_for(session, request.actor.workspace, request.actor.user, now=now))


def undo(session: Session, request: Request, now: datetime) -> Answer:
    workspace, user = request.actor.workspace, request.actor.user
    gesture = changing.undo_last(session, workspace, by=user, now=now)
    return views.undone(gesture, receipts.names(session, workspace, gesture.receivers))


def help(session: Session, request: Request, now: datetime) -> Answer:
    return views.help(options.of(session, request.actor.workspace).emoji)


def where(command: Command) -> tuple[ChannelId | None, Place]:
    """Return where a command was typed, and who can read along there, as far as its name tells.

    It does not tell whether another company reads a channel too.
    """
    if command.is_direct or command.channel_name == "directmessage":
        return None, Place.DIRECT
    if command.channel_name == "privategroup" or command.channel_name.startswith("mpdm-"):
        return command.channel, Place.PRIVATE
    return command.channel, Place.UNKNOWN


def _says(*words: str) -> Callable[[str], bool]:
    return lambda typed: typed.casefold().strip(" .!") in words


def _says_after_kudos(*words: str) -> Callable[[str], bool]:
    says, is_kudos = _says(*words), verb("kudos")
    return lambda typed: is_kudos(typed) and says(_rest(typed))


def _rest(typed: str) -> str:
    """Return what follows the first word, whatever kind of space parts them."""
    return "".join(typed.split(maxsplit=1)[1:])


#: What `/kudos` understands besides thanks.
WORDS: Mapping[tuple[str, ...], Unit] = {
    ("",): write,
    ("me",): me,
    ("wall",): wall,
    ("undo",): undo,
    ("help", "?"): help,
    ("preferences", "prefs"): settings.preferences,
    ("settings",): settings.settings,
}
