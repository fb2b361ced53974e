"""Which passages have people read together: shared in a channel, or found helpful there, and by whom?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from bot.answers.rules import Surface
from bot.answers.store import AnswerRow, PassageRow
from bot.answers.store.reactions import FeedbackRow, ShareRow, is_about
from bot.ids import AnswerId, ArticleId, ChannelId, Ts, UserId, WorkspaceId
from bot.search.gate import Decision

_OPINIONS = and_(FeedbackRow.workspace == AnswerRow.workspace, FeedbackRow.answer == AnswerRow.id)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A passage that a channel has seen, and in which thread."""

    answer: AnswerId
    rank: int
    thread: Ts | None


@dataclass(frozen=True, kw_only=True)
class Passage:
    """An article that answered a question."""

    answer: AnswerId
    question: str
    rank: int
    article: ArticleId
    #: Who shared it; where it was found helpful, who had asked.
    user: UserId | None = None


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A sentence that was answered with an article."""

    key: str
    channel: ChannelId
    #: Who alone reads it; None where the channel does.
    asker: UserId | None
    article: ArticleId


def shared(
    session: Session, workspace: WorkspaceId, channel: ChannelId, *, since: datetime, until: datetime
) -> tuple[Seen, ...]:
    """Return what was shared in a channel in a time, and has not been taken back."""
    rows = session.execute(
        select(ShareRow.answer, ShareRow.rank, ShareRow.thread).where(
            ShareRow.workspace == workspace,
            ShareRow.channel == channel,
            ShareRow.shared_at >= since,
            ShareRow.shared_at < until,
            ShareRow.taken_back_at.is_(None),
        )
    )
    return tuple(_seen(answer, rank, thread) for answer, rank, thread in rows)


def helpful(
    session: Session, workspace: WorkspaceId, channel: ChannelId, *, since: datetime, until: datetime
) -> tuple[Seen, ...]:
    """Return what was asked aloud in a channel in a time, and found helpful."""
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.picked, FeedbackRow.rank, AnswerRow.thread)
        .join(FeedbackRow, _OPINIONS)
        .where(
            AnswerRow.workspace == workspace,
            AnswerRow.surface == Surface.MENTION,
            AnswerRow.channel == channel,
            AnswerRow.asked_at >= since,
            AnswerRow.asked_at < until,
            FeedbackRow.is_helpful.is_(True),
        )
    )
    return tuple(_seen(answer, rank if picked is None else picked, thread) for answer, picked, rank, thread in rows)


def standing(
    session: Session, workspace: WorkspaceId, articles: Collection[ArticleId]
) -> tuple[tuple[AnswerId, ChannelId, Ts | None, ArticleId], ...]:
    """Return where passages of these articles were shared and still stand."""
    rows = session.execute(
        select(ShareRow.answer, ShareRow.channel, ShareRow.thread, PassageRow.article)
        .join(PassageRow, is_about(ShareRow))
        .where(PassageRow.workspace == workspace, PassageRow.article.in_(articles), ShareRow.taken_back_at.is_(None))
        .order_by(ShareRow.answer, ShareRow.channel, ShareRow.thread)
    )
    return tuple(
        (AnswerId(answer), ChannelId(channel), Ts(thread) if thread else None, ArticleId(article))
        for answer, channel, thread, article in rows
    )


def answered(
    session: Session, workspace: WorkspaceId, articles: Collection[ArticleId], *, since: datetime
) -> tuple[Answered, ...]:
    """Return which sentences were answered with these articles, for a channel to read or for who asked alone."""
    is_read = or_(AnswerRow.decision != Decision.SURE.value, PassageRow.rank == func.coalesce(AnswerRow.picked, 0))
    rows = session.execute(
        select(AnswerRow.key, AnswerRow.surface, AnswerRow.channel, AnswerRow.asker, PassageRow.article)
        .join(PassageRow, and_(PassageRow.workspace == AnswerRow.workspace, PassageRow.answer == AnswerRow.id))
        .where(
            PassageRow.workspace == workspace,
            PassageRow.article.in_(articles),
            AnswerRow.surface.in_((Surface.MENTION, Surface.DIRECT)),
            AnswerRow.channel.is_not(None),
            AnswerRow.asked_at >= since,
            is_read,
        )
    )
    return tuple(
        Answered(
            key=key,
            channel=ChannelId(channel or ""),
            asker=UserId(asker or "") if surface == Surface.DIRECT else None,
            article=ArticleId(article),
        )
        for key, surface, channel, asker, article in rows
    )


def key(session: Session, workspace: WorkspaceId, answer: AnswerId) -> str:
    """Return the key of an answer's question."""
    return str(session.scalar(select(AnswerRow.key).where(AnswerRow.workspace == workspace, AnswerRow.id == answer)))


def passages(session: Session, workspace: WorkspaceId, answers: Collection[AnswerId]) -> tuple[Passage, ...]:
    """Return what was found for these questions, as far as they are kept."""
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.question, PassageRow.rank, PassageRow.article)
        .join(PassageRow, and_(PassageRow.workspace == AnswerRow.workspace, PassageRow.answer == AnswerRow.id))
        .where(AnswerRow.workspace == workspace, AnswerRow.id.in_(answers), AnswerRow.question.is_not(None))
        .order_by(AnswerRow.id)
    )
    return tuple(_passage(*row) for row in rows)


def shared_under_questions(session: Session, workspace: WorkspaceId, *, since: datetime) -> tuple[Passage, ...]:
    """Return what people shared under somebody's message (*Find an answer*), each with who shared it."""
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.question, ShareRow.rank, PassageRow.article, ShareRow.sharer)
        .join(ShareRow, and_(ShareRow.workspace == AnswerRow.workspace, ShareRow.answer == AnswerRow.id))
        .join(PassageRow, is_about(ShareRow))
        .where(
            ShareRow.workspace == workspace,
            ShareRow.shared_at >= since,
            ShareRow.taken_back_at.is_(None),
            AnswerRow.surface == Surface.SHORTCUT,
            AnswerRow.question.is_not(None),
        )
        .order_by(AnswerRow.id)
    )
    return tuple(_passage(*row) for row in rows)


def found_helpful(session: Session, workspace: WorkspaceId, *, since: datetime) -> tuple[Passage, ...]:
    """Return what people found helpful since, each with who had asked."""
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.question, FeedbackRow.rank, PassageRow.article, AnswerRow.asker)
        .join(FeedbackRow, _OPINIONS)
        .join(PassageRow, is_about(FeedbackRow))
        .where(
            AnswerRow.workspace == workspace,
            FeedbackRow.is_helpful,
            FeedbackRow.given_at >= since,
            AnswerRow.question.is_not(None),
        )
        .order_by(AnswerRow.id)
    )
    return tuple(_passage(*row) for row in rows)


def _seen(answer: int, rank: int, thread: str | None) -> Seen:
    return Seen(answer=AnswerId(answer), rank=rank, thread=Ts(thread) if thread else None)


def _passage(answer: int, question: str | None, rank: int, article: int, user: str | None = None) -> Passage:
    return Passage(
        answer=AnswerId(answer),
        question=question or "",
        rank=rank,
        article=ArticleId(article),
        user=UserId(user) if user else None,
    )
