"""What happens when somebody says that an answer helped, or did not?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.handlers.buttons import passage
from bot.answers.views import receipts
from bot.ids import AnswerId
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action
from bot.slack.values import number, one_of


def register(on: Listeners) -> None:
    on.press(views.HELPFUL, helpful)
    on.press(views.NOT_HELPFUL, not_helpful)
    on.press(receipts.REASON, reason)
    on.press(receipts.UNDO_RATING, undo)


def helpful(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Helpful*, with a way to forget it again."""
    answer, rank = passage(pressed)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    service.rate(session, workspace, answer, user, rank=rank, is_helpful=True, now=now)
    return receipts.thanks_for_rating(answer)


def not_helpful(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Not helpful*: noted at once, and the reason asked for in one tap."""
    answer, rank = passage(pressed)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    service.rate(session, workspace, answer, user, rank=rank, is_helpful=False, now=now)
    return receipts.ask_why(answer, rank)


def reason(session: Session, pressed: Action, now: datetime) -> Answer:
    """What was wrong with it."""
    answer, rank = passage(pressed)
    why = one_of(rules.Reason, pressed.value.rpartition("|")[2])
    workspace, user = pressed.actor.workspace, pressed.actor.user
    service.rate(session, workspace, answer, user, rank=rank, is_helpful=False, reason=why, now=now)
    return Say(receipts.thanks_for_rating(answer, reason=why), is_replacing=pressed.is_ephemeral)


def undo(session: Session, pressed: Action, now: datetime) -> Answer:
    """Forget what somebody thought of an answer."""
    service.unrate(session, pressed.actor.workspace, AnswerId(number(pressed.value)), pressed.actor.user)
    return Say(receipts.unrated(), is_replacing=pressed.is_ephemeral)
