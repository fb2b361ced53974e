"""Who is told what of words that are to be kept? Each by a direct message, and curators by cards that are edited."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.rules.proposals import Proposal
from bot.articles.service import readers as whose
from bot.ids import ArticleId, PromiseId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.slack.message import Message


def settle(session: Session, workspace: WorkspaceId, proposal: Proposal, said: Message, *, now: datetime) -> None:
    """Every curator's card says what was decided."""
    for card in proposal.cards:
        outbox.edit(session, workspace=workspace, promise=card, message=said, now=now)


def hide(
    session: Session, workspace: WorkspaceId, proposal: Proposal, instead: Message, article: ArticleId, *, now: datetime
) -> None:
    """The cards of curators who may not read what became of it say no more than they knew."""
    whom = outbox.recipients(session, workspace=workspace, promises=proposal.cards)
    may = whose.among(session, workspace, article, [user for user in whom.values() if user is not None])
    for card in (card for card, user in whom.items() if user not in may):
        outbox.edit(session, workspace=workspace, promise=card, message=instead, now=now)


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
