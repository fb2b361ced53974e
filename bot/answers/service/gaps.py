"""Which questions has nobody answered, and which were answered for all to see? Without a name, for a channel's week.

Only what was asked aloud in a channel, or shared there, is told of; a private question never is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from bot.answers import rules
from bot.answers.handlers import replies
from bot.answers.store import AnswerRow, PassageRow
from bot.answers.store.reactions import FeedbackRow, ShareRow
from bot.ids import AnswerId, ArticleId, ChannelId, PromiseId, Ts, WorkspaceId
from bot.outbox import service as outbox
from bot.search.gate import Decision


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A question that found nothing, however often and however worded it was asked."""

    answer: AnswerId  #: the first time
    question: str
    #: how often it was asked
    times: int
    #: where an answer would be welcome
    channel: ChannelId
    thread: Ts | None
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class Told:
    """A question whose answer everybody in the channel saw: shared, found helpful, or given by a colleague."""

    answer: AnswerId
    question: str
    #: the article it came from; None when a colleague answered
    article: ArticleId | None
    thread: Ts | None


def unanswered(
    session: Session, workspace: WorkspaceId, *, channel: ChannelId, since: datetime, until: datetime
) -> tuple[Gap, ...]:
    """Return what was asked aloud in a channel, found nothing, and has not been answered there since.

    With it, what was asked privately, found nothing, and was then put to the channel.
    """
    rows = session.scalars(_aloud(workspace, channel, since).order_by(AnswerRow.asked_at, AnswerRow.id)).all()
    known = {_sense(row) for row in rows if row.decision == Decision.SURE}
    found = [
        *(_Aloud(row, row.thread, row.asked_at) for row in rows if row.decision == Decision.NOTHING),
        *_put_to_the_channel(session, workspace, channel=channel, since=since),
    ]
    replied = replies.replied(session, workspace, [AnswerId(one.row.id) for one in found])
    known |= {_sense(one.row) for one in found if one.row.id in replied}
    asked: dict[frozenset[str], list[_Aloud]] = {}
    for one in sorted(found, key=lambda one: one.at):
        if one.at < until:
            asked.setdefault(_sense(one.row), []).append(one)
    return tuple(_gap(group, channel) for sense, group in asked.items() if sense not in known)


def told(
    session: Session, workspace: WorkspaceId, *, channel: ChannelId, since: datetime, until: datetime
) -> tuple[Told, ...]:
    """Return what was shared in a channel, or answered there aloud and found helpful."""
    shares = select(ShareRow.answer, ShareRow.rank, ShareRow.thread).where(
        ShareRow.workspace == workspace,
        ShareRow.channel == channel,
        ShareRow.shared_at >= since,
        ShareRow.shared_at < until,
        ShareRow.taken_back_at.is_(None),
    )
    found = {AnswerId(answer): (rank, thread or None) for answer, rank, thread in session.execute(shares)}
    helpful = (
        select(AnswerRow.id, AnswerRow.picked, FeedbackRow.rank, AnswerRow.thread)
        .join(FeedbackRow, and_(FeedbackRow.workspace == AnswerRow.workspace, FeedbackRow.answer == AnswerRow.id))
        .where(
            AnswerRow.workspace == workspace,
            AnswerRow.surface == rules.Surface.MENTION,
            AnswerRow.channel == channel,
            AnswerRow.asked_at >= since,
            AnswerRow.asked_at < until,
            FeedbackRow.is_helpful.is_(True),
        )
    )
    for answer, picked, rank, thread in session.execute(helpful):
        found.setdefault(AnswerId(answer), (picked if picked is not None else rank, thread))
    return (*_told(session, workspace, found), *_replied(session, workspace, channel, since, until))


def _replied(
    session: Session, workspace: WorkspaceId, channel: ChannelId, since: datetime, until: datetime
) -> Iterable[Told]:
    """Return what a colleague has answered in its thread."""
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.question, replies.ReplyRow.thread)
        .join(
            replies.ReplyRow,
            and_(replies.ReplyRow.workspace == AnswerRow.workspace, replies.ReplyRow.answer == AnswerRow.id),
        )
        .where(
            AnswerRow.workspace == workspace,
            AnswerRow.channel == channel,
            AnswerRow.question.is_not(None),
            replies.ReplyRow.replied_at >= since,
            replies.ReplyRow.replied_at < until,
        )
        .order_by(AnswerRow.id)
    )
    for id, question, thread in rows:
        yield Told(answer=AnswerId(id), question=question or "", article=None, thread=Ts(thread))


def _aloud(workspace: WorkspaceId, channel: ChannelId, since: datetime) -> Select[AnswerRow]:
    return select(AnswerRow).where(
        AnswerRow.workspace == workspace,
        AnswerRow.surface == rules.Surface.MENTION,
        AnswerRow.channel == channel,
        AnswerRow.asked_at >= since,
        AnswerRow.question.is_not(None),
    )


@dataclass(frozen=True)
class _Aloud:
    row: AnswerRow
    thread: str | None
    at: datetime


def _put_to_the_channel(
    session: Session, workspace: WorkspaceId, *, channel: ChannelId, since: datetime
) -> Iterable[_Aloud]:
    """Return the questions whose askers put them to the channel; a thread under each is where an answer goes."""
    rows = session.execute(
        select(AnswerRow, ShareRow.promise, ShareRow.shared_at)
        .join(ShareRow, and_(ShareRow.workspace == AnswerRow.workspace, ShareRow.answer == AnswerRow.id))
        .where(
            ShareRow.workspace == workspace,
            ShareRow.channel == channel,
            ShareRow.rank == rules.UNANSWERED,
            ShareRow.shared_at >= since,
            ShareRow.taken_back_at.is_(None),
            AnswerRow.question.is_not(None),
        )
        .order_by(AnswerRow.id)
    )
    for row, promise, at in rows:
        posted = outbox.find(session, workspace=workspace, promise=PromiseId(promise))
        yield _Aloud(row, posted.ts if posted else None, at)


def _sense(row: AnswerRow) -> frozenset[str]:
    """What a question comes to: its terms, or its words when the search knows none of them."""
    return frozenset(row.terms or (row.question or "").casefold().strip(" ?!.").split())


def _gap(asked: list[_Aloud], channel: ChannelId) -> Gap:
    first = asked[0]
    return Gap(
        answer=AnswerId(first.row.id),
        question=first.row.question or "",
        times=len(asked),
        channel=channel,
        thread=Ts(first.thread) if first.thread else None,
        asked_at=first.at,
    )


def _told(session: Session, workspace: WorkspaceId, found: dict[AnswerId, tuple[int, str | None]]) -> Iterable[Told]:
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.question, PassageRow.rank, PassageRow.article)
        .join(PassageRow, and_(PassageRow.workspace == AnswerRow.workspace, PassageRow.answer == AnswerRow.id))
        .where(AnswerRow.workspace == workspace, AnswerRow.id.in_(found), AnswerRow.question.is_not(None))
        .order_by(AnswerRow.id)
    )
    for id, question, rank, article in rows:
        wanted, thread = found[AnswerId(id)]
        if rank == wanted:
            yield Told(
                answer=AnswerId(id),
                question=question or "",
                article=ArticleId(article),
                thread=Ts(thread) if thread else None,
            )
