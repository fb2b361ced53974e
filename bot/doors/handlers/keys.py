"""How does somebody make a personal key, see it once, and revoke it?

The key is shown by opening a view after the commit. An acknowledgement would be kept with it, in clear, for as long as
Slack may ask for the answer again.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.doors.rules import ASSISTANTS, SCRIPTS
from bot.doors.rules.keys import NAME, Closed
from bot.doors.service import is_open, keys
from bot.doors.views import home as views
from bot.ids import WorkspaceId
from bot.slack import text
from bot.slack.answer import Answer, Errors, Open, Show
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import number


def register(on: Listeners) -> None:
    on.press(views.NEW, ask)
    on.submit(views.MAKE, make)
    on.press(views.SHOW, show)
    on.press(views.REVOKE, revoke)


def ask(session: Session, pressed: Action, now: datetime) -> Answer:
    """*New key*."""
    _must_be_open(session, pressed.actor.workspace)
    return Open(views.form())


def make(session: Session, form: Submission, now: datetime) -> Answer:
    """*Make key*: it is there, and not yet seen."""
    _must_be_open(session, form.actor.workspace)
    name = text.clip(" ".join(text.clean(form.text(views.FIELD)).split()), NAME)
    if text.is_blank(name):
        return Errors({views.FIELD: "Please say what it's for, in a word or two."})
    return Show(views.made(keys.make(session, form.actor.workspace, form.actor.user, name=name, now=now)))


def show(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Show it*, once."""
    key, clear = keys.show(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user)
    return Show(views.shown(key, clear))


def revoke(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Revoke*: whatever has it cannot ask any more, from its next call on."""
    revoked = keys.revoke(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user, now=now)
    return views.revoked(revoked.name)


def _must_be_open(session: Session, workspace: WorkspaceId) -> None:
    if not is_open(session, workspace, ASSISTANTS, SCRIPTS):
        raise Closed
