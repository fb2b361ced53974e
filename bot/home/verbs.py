"""Does every verb of `/pollen` work in a conversation and by mention too? Said there, it is the same as typed.

What opens a form needs a click: Slack lets a form be opened for a command or a press, not for a message.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.home import views
from bot.ids import ChannelId
from bot.runtime import Runtime
from bot.slack.answer import Answer, Open
from bot.slack.door import Kind, Listener
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Actor, Command, Said
from bot.slack.values import Odd

COMMAND = "/pollen"

Verbs = Sequence[Listener]


@dataclass(frozen=True, kw_only=True)
class Meant:
    """A verb that somebody said, as if it had been typed."""

    listener: Listener
    command: Command
    #: what the listener looked up first
    before: tuple[object, ...]


def register(on: Listeners) -> None:
    """Hear all verbs that have been registered until now."""
    known = verbs(on)
    look = partial(_look, known)
    on.sentence(
        spoken, name="home.verb", wants=lambda said: find(known, said) is not None, example="digest", before=look
    )
    on.press(views.FORM, spoken, before=look)


def verbs(on: Listeners) -> Verbs:
    return [one for one in on.all if (one.kind, one.name) == (Kind.COMMAND, COMMAND) and one.wants and one.example]


def find(known: Verbs, sentence: str) -> Listener | None:
    """Return the verb that is meant; None for a sentence that only begins with the same word."""
    said = sentence.strip(" .!")
    for one in known:
        if one.wants is not None and one.wants(said):
            is_meant = one.said(said) if one.said is not None else len(said.split()) == 1 and said.isascii()
            return one if is_meant else None
    return None


def spoken(session: Session, request: Said | Action, now: datetime, meant: Meant | None) -> Answer:
    if meant is None:
        raise Odd
    answer = meant.listener.unit(session, meant.command, now, *meant.before)
    if isinstance(answer, Open) and isinstance(request, Said):
        return views.form_offered(meant.command.text)
    return answer


def _look(known: Verbs, runtime: Runtime, request: Said | Action) -> Meant | None:
    said = (request.sentence if isinstance(request, Said) else request.value).strip(" .!")
    listener = find(known, said)
    if listener is None:
        return None
    trigger = request.event if isinstance(request, Said) else request.trigger
    command = _typed(request.actor, request.channel, said, trigger)
    before = () if listener.before is None else (listener.before(runtime, command),)
    return Meant(listener=listener, command=command, before=before)


def _typed(actor: Actor, channel: ChannelId | None, text: str, trigger: str) -> Command:
    return Command(
        actor=actor,
        channel=channel or ChannelId(""),
        channel_name="",
        name=COMMAND,
        text=text,
        trigger=trigger,
        response_url="",
    )
