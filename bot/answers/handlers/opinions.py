"""What happens when somebody says that an answer helped, or did not? Why it did not, the desk hears."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import service, views
from bot.answers.handlers.buttons import passage
from bot.answers.views import receipts
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.payloads import Action


def register(on: Listeners) -> None:
    on.press(views.HELPFUL, helpful)
    on.press(views.NOT_HELPFUL, not_helpful)


def helpful(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Helpful*, with a way to forget it again."""
    answer, rank = passage(pressed)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    service.rate(session, workspace, answer, user, rank=rank, is_helpful=True, now=now)
    return receipts.thanks_for_rating(answer)


def not_helpful(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Wrong*: noted at once, and the reason asked for in one tap."""
    answer, rank = passage(pressed)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    service.rate(session, workspace, answer, user, rank=rank, is_helpful=False, now=now)
    return receipts.ask_why(answer, rank)
