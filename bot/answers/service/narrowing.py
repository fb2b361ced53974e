"""What was said of an article where not everybody may read it any more? It is taken back, in words.

What people have shared, what was answered aloud or in a conversation with the bot, what people were told by direct
message, and what other domains have told.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.answers.store import reactions, read
from bot.answers.views import receipts
from bot.articles.service import readers
from bot.ids import ArticleId, WorkspaceId
from bot.outbox import service as outbox
from bot.slack.message import Message

AT_ONCE = 50  #: articles looked at in one transaction
STANDING = timedelta(days=400)  #: how far back answers are reworded: as long as it is known where they stand

#: Takes back what another domain has told of some articles.
TakeBack = Callable[[Session, WorkspaceId, Collection[ArticleId], datetime], None]


def key_of(asked: str) -> str:
    """What the promise of an answer to a sentence is called. `asked`: the key of its question."""
    return f"answer:{asked}"


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
    _answered(session, workspace, found, now=now)
    _told(session, workspace, found, now=now)
    for one in others:
        one(session, workspace, found, now)
    readers.looked_at(session, workspace, found)
    return len(found)


def _answered(session: Session, workspace: WorkspaceId, articles: Collection[ArticleId], *, now: datetime) -> None:
    aloud, gone = [], set[str]()
    for one in read.answered(session, workspace, articles, since=now - STANDING):
        if one.asker is None:
            aloud.append(one)
        elif not readers.among(session, workspace, one.article, [one.asker]):
            gone.add(key_of(one.key))
    _reword(session, workspace, gone, receipts.not_for_them(), now=now)
    gone = {key_of(one.key) for one in aloud if not readers.may_be_told(session, workspace, one.channel, one.article)}
    _reword(session, workspace, gone, receipts.narrowed(), now=now)


def _reword(session: Session, workspace: WorkspaceId, keys: Collection[str], said: Message, *, now: datetime) -> None:
    for promise in outbox.named(session, workspace=workspace, keys=sorted(keys)):
        outbox.edit(session, workspace=workspace, promise=promise, message=said, now=now)


def _told(session: Session, workspace: WorkspaceId, articles: Collection[ArticleId], *, now: datetime) -> None:
    told = outbox.told_of(session, workspace=workspace, subjects=articles)
    gone = {one.promise for one in told if not readers.among(session, workspace, ArticleId(one.subject), [one.user])}
    for promise in sorted(gone):
        outbox.edit(session, workspace=workspace, promise=promise, message=receipts.not_for_them(), now=now)
