"""Who used a right lately, or was refused one? `/pollen audit`, for admins; all of it is in `pollen export audit`."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import audit
from bot.home import views
from bot.people import service as people
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.payloads import Command

SHOWN = 20


def register(on: Listeners) -> None:
    on.command("/pollen", show, wants=verb("audit"), example="audit")


def show(session: Session, command: Command, now: datetime) -> Answer:
    workspace = command.actor.workspace
    people.must_be_admin(session, workspace, command.actor.user)
    entries = audit.entries(session, workspace, most=SHOWN)
    known = people.people(session, workspace, {one.actor for one in entries})
    return views.trail(entries, names={user: one.name for user, one in known.items()})
