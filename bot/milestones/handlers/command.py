"""How does one note a milestone by command? `/pollen learned …`; alone it opens the form, `list` shows one's own."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.milestones import rules, service, views
from bot.milestones.handlers.forms import blank
from bot.milestones.rules import Announce, Claim, parsing
from bot.slack import message
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.payloads import Command

_MINE = ("list", "me", "mine")


def register(on: Listeners) -> None:
    on.command("/pollen", learned, wants=verb("learned"), said=_is_told, example="learned passed the CKA exam")


def _is_told(text: str) -> bool:
    return not text.endswith("?")


def learned(session: Session, command: Command, now: datetime) -> Answer:
    workspace, user = command.actor.workspace, command.actor.user
    if not command.rest:
        return blank(session, command.actor)
    if command.rest.casefold() in _MINE:
        return message.message("Your milestones", views.home(service.home(session, workspace, user, now=now)))
    found = parsing.read_anything(command.rest)
    if found is None:
        raise rules.NoTitle
    claim = Claim(workspace=workspace, user=user, key=f"command:{command.trigger}", facts=found.facts)
    is_announced = (
        not found.is_quiet
        and service.announce(session, workspace, user) is Announce.ALWAYS
        and service.has_place(session, workspace, user)
    )
    return service.receipt(session, service.claim(session, claim, is_announced=is_announced, now=now))
