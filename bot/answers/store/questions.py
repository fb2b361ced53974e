"""Which questions stand in a channel: asked aloud there, or put to it by somebody who had asked privately?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from bot.answers.rules import UNANSWERED, Surface
from bot.answers.store import AnswerRow
from bot.answers.store.reactions import ShareRow
from bot.engines import fixed
from bot.ids import AnswerId, ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.search.gate import Decision


@dataclass(frozen=True, kw_only=True)
class Question:
    answer: AnswerId
    asker: UserId
    text: str
    #: The words as the search compares them.
    terms: tuple[str, ...]
    decision: Decision
    #: The thread it stands in; of one put to the channel that is its own post: see `promise`.
    thread: Ts | None
    #: When it was asked, or put to the channel.
    at: datetime
    #: The post that puts it to the channel; its asker does not follow that thread.
    promise: PromiseId | None = None


def aloud(
    session: Session,
    workspace: WorkspaceId,
    channel: ChannelId,
    *,
    since: datetime,
    thread: Ts | None = None,
    surface: Surface | None = Surface.MENTION,
    is_open: bool = False,
) -> tuple[Question, ...]:
    """Return what was asked in a channel, the oldest first.

    `surface`: None for every way in. `is_open`: only what found nothing.
    """
    asked = select(AnswerRow).where(
        AnswerRow.workspace == workspace,
        AnswerRow.channel == channel,
        AnswerRow.asked_at >= since,
        AnswerRow.question.is_not(None),
    )
    if thread is not None:
        asked = asked.where(AnswerRow.thread == thread)
    if surface is not None:
        asked = asked.where(AnswerRow.surface == surface)
    if is_open:
        asked = asked.where(AnswerRow.decision == fixed(Decision.NOTHING))
    rows = session.scalars(asked.order_by(AnswerRow.asked_at, AnswerRow.id))
    return tuple(_question(row, at=row.asked_at) for row in rows)


def put(session: Session, workspace: WorkspaceId, channel: ChannelId, *, since: datetime) -> tuple[Question, ...]:
    """Return what was put to a channel and has not been taken back, nor given its place to an answer."""
    asked = (
        select(AnswerRow, ShareRow.promise, ShareRow.shared_at)
        .join(ShareRow, and_(ShareRow.workspace == AnswerRow.workspace, ShareRow.answer == AnswerRow.id))
        .where(
            ShareRow.workspace == workspace,
            ShareRow.channel == channel,
            ShareRow.rank == fixed(UNANSWERED),
            ShareRow.shared_at >= since,
            ShareRow.taken_back_at.is_(None),
            AnswerRow.question.is_not(None),
        )
        .order_by(AnswerRow.id)
    )
    return tuple(_question(row, at=at, promise=PromiseId(promise)) for row, promise, at in session.execute(asked))


def _question(row: AnswerRow, *, at: datetime, promise: PromiseId | None = None) -> Question:
    return Question(
        answer=AnswerId(row.id),
        asker=UserId(row.asker or ""),
        text=row.question or "",
        terms=tuple(row.terms),
        decision=Decision(row.decision),
        thread=Ts(row.thread) if row.thread and promise is None else None,
        at=at,
        promise=promise,
    )
