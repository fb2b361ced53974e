"""What happens to two articles that may say the same: looked at, merged, kept, made two again?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.handlers.asking import fitting
from bot.desk.service import twins
from bot.desk.views import twins as views
from bot.ids import ArticleId
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action
from bot.slack.values import Odd, number, numbers


def register(on: Listeners) -> None:
    on.press(views.LOOK, look)
    on.press(views.MERGE, merge)
    on.press(views.KEEP, keep)
    on.press(views.UNDO, undo)


def look(session: Session, pressed: Action, now: datetime) -> Answer:
    """A page of pairs."""
    found = twins.shown(session, pressed.actor.workspace, pressed.actor.user, now=now)
    skip = min(number(pressed.value), 100_000)
    return Say(fitting(pressed, views.page(found, skip=skip)), is_replacing=pressed.is_ephemeral)


def merge(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Merge*: one goes, and leads to the other."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    one, other, into = _articles(pressed, 3)
    gone, kept = twins.merge(session, workspace, one, other, into=into, by=user, now=now)
    return fitting(pressed, views.merged(gone, kept, f"{one}|{other}"))


def keep(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Keep both*."""
    one, other = _articles(pressed, 2)
    twins.keep(session, pressed.actor.workspace, one, other, by=pressed.actor.user, now=now)
    return fitting(pressed, views.kept())


def undo(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Undo*, within a month."""
    one, other = _articles(pressed, 2)
    back = twins.undo(session, pressed.actor.workspace, one, other, by=pressed.actor.user, now=now)
    return fitting(pressed, views.undone(back))


def _articles(pressed: Action, count: int) -> tuple[ArticleId, ...]:
    found = tuple(map(ArticleId, numbers(pressed.value, most=count)))
    if len(found) != count or (count == 3 and found[2] not in found[:2]):
        raise Odd
    return found
