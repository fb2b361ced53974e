"""What happens when somebody has looked whether a message is in Slack, and presses what they have found?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import UserError
from bot.ids import PromiseId
from bot.outbox import held, views
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action
from bot.slack.values import number


class Decided(UserError):
    """That has already been decided, so nothing changed."""


class NotAsked(UserError):
    """Only the person I asked can decide about this message."""


def register(on: Listeners) -> None:
    on.press(views.AGAIN, again)
    on.press(views.THERE, there)


def again(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Say it again*: it is not in Slack."""
    promise = _asked(session, pressed)
    try:
        held.resend(session, pressed.actor.workspace, promise, now=now)
    except held.NotHeld as error:
        raise Decided from error
    return Say(views.decided(is_again=True), is_replacing=True)


def there(session: Session, pressed: Action, now: datetime) -> Answer:
    """*It is there*: it is left as it is."""
    promise = _asked(session, pressed)
    try:
        held.drop(session, pressed.actor.workspace, promise)
    except held.NotHeld as error:
        raise Decided from error
    return Say(views.decided(is_again=False), is_replacing=True)


def _asked(session: Session, pressed: Action) -> PromiseId:
    """Return the message a button is about, if it is this person's to decide."""
    promise = PromiseId(number(pressed.value))
    if not held.is_asked(session, pressed.actor.workspace, promise, pressed.actor.user):
        raise NotAsked
    return promise
