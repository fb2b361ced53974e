"""What can be pressed on a correction? That one would rather not hear of them, and that one would again."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.desk.service import corrections
from bot.desk.views import corrections as views
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action


def register(on: Listeners) -> None:
    on.press(views.NO_MORE, no_more)
    on.press(views.AGAIN, again)


def no_more(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Don't tell me about corrections*."""
    corrections.like(session, pressed.actor.workspace, pressed.actor.user, likes=False)
    return views.chosen(likes=False)


def again(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Tell me again*."""
    corrections.like(session, pressed.actor.workspace, pressed.actor.user, likes=True)
    return Say(views.chosen(likes=True), is_replacing=True)
