"""May somebody be asked what others want to know? Asked of them once, when they have answered something."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.rules import experts
from bot.answers.store import willing
from bot.answers.views import experts as views
from bot.articles import service as articles
from bot.articles.rules import NoArticle
from bot.articles.rules.readers import OPERATOR
from bot.articles.service import readers as whose
from bot.channels import service as channels
from bot.ids import AnswerId, ArticleId, ChannelId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people


def answered(
    session: Session, workspace: WorkspaceId, user: UserId, answer: AnswerId, *, channel: ChannelId, now: datetime
) -> None:
    """Somebody has answered a question aloud: it speaks for them if they may be asked, and else they are asked that."""
    if not _is_public(session, workspace, channel, now=now):
        return
    found = willing.wishes(session, workspace, [user]).get(user)
    if found is not None and found.is_willing:
        willing.did(session, workspace, user, answer, now=now)
    else:
        _offer(session, workspace, user, "You've just answered a colleague's question.", about=answer, now=now)


def wrote(
    session: Session, workspace: WorkspaceId, user: UserId, article: ArticleId, title: str, *, now: datetime
) -> None:
    """Somebody's words have become an article they may read, or an article of theirs has helped somebody."""
    _offer(session, workspace, user, views.helped(title), about=None, now=now, named=[article])


def helped(session: Session, workspace: WorkspaceId, article: ArticleId, *, reader: UserId, now: datetime) -> None:
    """An article has helped a reader: its owner has answered something."""
    try:
        found = articles.published(session, workspace, article, OPERATOR).article
    except NoArticle:
        return
    owner = found.owner_user
    if owner is not None and owner != reader and whose.among(session, workspace, article, [owner]):
        wrote(session, workspace, owner, article, found.title, now=now)


def agree(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> None:
    """They may be asked, from now on; what they had answered when they were asked speaks for them."""
    found = willing.wishes(session, workspace, [user]).get(user)
    willing.choose(session, workspace, user, is_willing=True)
    if found is not None and found.about is not None:
        willing.did(session, workspace, user, found.about, now=now)


def refuse(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """They are left out for good, and never asked again."""
    willing.choose(session, workspace, user, is_willing=False)


def hear(session: Session, workspace: WorkspaceId, user: UserId, *, hears: bool) -> None:
    """Note whether they want to hear when something they asked has an answer."""
    willing.hear(session, workspace, user, hears=hears)


def wishes(session: Session, workspace: WorkspaceId, user: UserId) -> experts.Wishes:
    """Return what somebody has chosen."""
    return willing.wishes(session, workspace, [user]).get(user, experts.Wishes())


def _offer(
    session: Session,
    workspace: WorkspaceId,
    user: UserId,
    why: str,
    *,
    about: AnswerId | None,
    now: datetime,
    named: Collection[ArticleId] = (),
) -> None:
    person = people.person(session, workspace, user)
    if person is None or not person.is_here or not willing.offer(session, workspace, user, about, now=now):
        return
    said = views.may_i(why)
    outbox.direct(session, workspace=workspace, user=user, message=said, key=f"willing:{user}", now=now, about=named)


def _is_public(session: Session, workspace: WorkspaceId, channel: ChannelId, *, now: datetime) -> bool:
    """Was it said where everybody may read? What is known to be closed is not, nor a conversation of a few."""
    known = channels.known(session, workspace, [channel], now=now).get(channel)
    return channel.startswith("C") if known is None else known.is_open
