"""Who still may see a card? It is changed for them; for whoever may not read the article any more it is emptied.

A card stays in its conversation for as long as Slack keeps it, and its reader may lose the right meanwhile.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.articles.service import readers as whose
from bot.desk.store import flags as flag_rows
from bot.desk.store import suggestions as suggestion_rows
from bot.desk.views import board as views
from bot.ids import ArticleId, PromiseId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.slack.message import Message


def edit(
    session: Session,
    workspace: WorkspaceId,
    article: ArticleId,
    cards: Sequence[PromiseId],
    message: Message,
    *,
    now: datetime,
) -> None:
    """Let the cards about an article say something else to those who may read it; those of others say nothing."""
    for card, user in outbox.recipients(session, workspace=workspace, promises=cards).items():
        said = message if _may_read(session, workspace, article, user) else views.taken_back()
        outbox.edit(session, workspace=workspace, promise=card, message=said, now=now)


def take_back(session: Session, workspace: WorkspaceId, articles: Collection[ArticleId], now: datetime) -> None:
    """Empty the cards about these articles, whose readers have changed, for those who may not read them any more."""
    shown = [
        *flag_rows.cards_of(session, workspace, articles),
        *suggestion_rows.cards_of(session, workspace, articles),
    ]
    for article, cards in shown:
        for card, user in outbox.recipients(session, workspace=workspace, promises=cards).items():
            if not _may_read(session, workspace, article, user):
                outbox.edit(session, workspace=workspace, promise=card, message=views.taken_back(), now=now)


def _may_read(session: Session, workspace: WorkspaceId, article: ArticleId, user: UserId | None) -> bool:
    return user is not None and bool(whose.among(session, workspace, article, [user]))
