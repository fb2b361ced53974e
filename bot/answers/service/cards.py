"""Who is told what of words that are to be kept? Each by a direct message, and curators by cards that are edited."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.rules.proposals import Proposal
from bot.articles.service import readers as whose
from bot.ids import ArticleId, PromiseId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.slack.message import Message


def settle(
    session: Session,
    workspace: WorkspaceId,
    proposal: Proposal,
    said: Message,
    *,
    article: ArticleId | None = None,
    instead: Message | None = None,
    now: datetime,
) -> None:
    """Every curator's card says what was decided; `instead`: to those who may not read what became of it."""
    for card, user in outbox.recipients(session, workspace=workspace, promises=proposal.cards).items():
        may_read = article is None or (user is not None and bool(whose.among(session, workspace, article, [user])))
        shown = said if may_read or instead is None else instead
        outbox.edit(session, workspace=workspace, promise=card, message=shown, now=now)


def tell(
    session: Session,
    workspace: WorkspaceId,
    number: int,
    user: UserId,
    said: Message,
    *,
    what: str,
    now: datetime,
    about: Collection[ArticleId] = (),
) -> PromiseId:
    key = f"proposal:{number}:{what}:{user}"
    return outbox.direct(session, workspace=workspace, user=user, message=said, key=key, now=now, about=about)
