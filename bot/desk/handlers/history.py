"""What was an article before, and what has been taken out? Looked at, and made so again."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.handlers.asking import fitting
from bot.answers.views.browse import HISTORY
from bot.articles import service as articles
from bot.articles.rules.readers import OPERATOR
from bot.articles.service import editing
from bot.desk.service import history as service
from bot.desk.views import history as views
from bot.ids import ArticleId
from bot.people import service as people
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action
from bot.slack.values import number, numbers

_FURTHEST = 100_000  #: that a page begins at


def register(on: Listeners) -> None:
    on.press(HISTORY, history)
    on.press(views.RESTORE, restore)
    on.press(views.GONE, gone)


def history(session: Session, pressed: Action, now: datetime) -> Answer:
    """*History*: every version of an article, page by page."""
    id, *skipped = numbers(pressed.value)
    workspace, user, skip = pressed.actor.workspace, pressed.actor.user, min(skipped[0] if skipped else 0, _FURTHEST)
    found = editing.must_be_theirs(session, workspace, ArticleId(id), user)
    versions = articles.history(session, workspace, found.id)
    known = people.people(session, workspace, {one.made_by for one in versions if one.made_by})
    said = views.history(found, versions, names={user: one.name for user, one in known.items()}, skip=skip)
    return Say(fitting(pressed, said), is_replacing=pressed.is_ephemeral and bool(skipped))


def restore(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Restore*: an older version becomes the newest; what was taken out is found again."""
    article, version = (*numbers(pressed.value), 0)[:2]
    workspace, user = pressed.actor.workspace, pressed.actor.user
    editing.restore(session, workspace, ArticleId(article), min(version, 2**31 - 1), by=user, now=now)
    title = articles.article(session, workspace, ArticleId(article), OPERATOR).article.title
    return fitting(pressed, views.restored(title, version))


def gone(session: Session, pressed: Action, now: datetime) -> Answer:
    """A page of what was taken out."""
    skip = min(number(pressed.value), _FURTHEST)
    found = service.gone(session, pressed.actor.workspace, pressed.actor.user, skip=skip)
    return Say(fitting(pressed, views.gone(found, skip=skip)), is_replacing=pressed.is_ephemeral)
