"""How does one suggest a session by command? `/pollen session …` opens the form; `list` shows what is coming up."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.sessions import service
from bot.sessions.rules import TITLE
from bot.sessions.views import coming, forms
from bot.slack import text
from bot.slack.answer import Answer, Open
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.payloads import Command

_LIST = frozenset({"list", "coming", "upcoming", "next"})


def register(on: Listeners) -> None:
    on.command("/pollen", sessions, wants=_is_wanted, said=_is_said, example="session list")


def _is_wanted(said: str) -> bool:
    return verb("session")(said) or verb("sessions")(said)


def _is_said(said: str) -> bool:
    """Said in a sentence only alone, or with a word of ours: "session cookies" is a question."""
    words = said.casefold().split()
    return len(words) == 1 or (len(words) == 2 and words[1] in _LIST)


def sessions(session: Session, command: Command, now: datetime) -> Answer:
    workspace, user = command.actor.workspace, command.actor.user
    if command.rest.casefold() in _LIST or (not command.rest and command.text.casefold() == "sessions"):
        return coming.listed(service.coming(session, workspace, user, where=command.channel, now=now))
    return Open(forms.propose(title=text.written(command.rest)[:TITLE], here=command.channel))
