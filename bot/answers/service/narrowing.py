"""What was shared of an article that not everybody there may read any more? It is taken back, in words."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.store import reactions, read
from bot.answers.views import receipts
from bot.articles.service import readers
from bot.ids import ArticleId, WorkspaceId
from bot.outbox import service as outbox

AT_ONCE = 50  #: articles looked at in one transaction

#: Takes back what another domain has told of some articles.
TakeBack = Callable[[Session, WorkspaceId, Collection[ArticleId], datetime], None]


def take_back(session: Session, workspace: WorkspaceId, others: Sequence[TakeBack], *, now: datetime) -> int:
    """Look at what was shared of some articles whose readers have changed; return how many were looked at.

    `others`: what other domains do about the same articles, in the same transaction.
    """
    found = readers.narrowed(session, workspace, limit=AT_ONCE)
    if not found:
        return 0
    for answer, channel, thread, article in read.standing(session, workspace, found):
        if readers.may_be_told(session, workspace, channel, article):
            continue
        share = reactions.share(session, workspace, answer, (channel, thread))
        if share is not None and not share.is_taken_back:
            reactions.note_taken_back(session, workspace, share, now=now)
            outbox.edit(session, workspace=workspace, promise=share.promise, message=receipts.narrowed(), now=now)
    for one in others:
        one(session, workspace, found, now)
    readers.looked_at(session, workspace, found)
    return len(found)
