"""To which questions has a colleague replied, and when? Their words stay in Slack."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Index, String, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.answers.store import AnswerRow
from bot.answers.store.reactions import of_answer
from bot.db import Base, UtcDateTime, insert
from bot.ids import AnswerId, ChannelId, Ts, WorkspaceId


class ReplyRow(Base):
    """The first reply of somebody else in the thread of a question."""

    __tablename__ = "answer_replies"
    __table_args__ = (of_answer(), Index("ix_answer_replies_replied_at", "workspace", "replied_at"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    thread: Mapped[str] = mapped_column(String(32))
    replied_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, kw_only=True)
class Reply:
    answer: AnswerId
    question: str
    thread: Ts


def note(session: Session, workspace: WorkspaceId, answer: AnswerId, *, thread: Ts, now: datetime) -> bool:
    """Note that a question has its first reply; False when that is known."""
    row = insert(session, ReplyRow).values(workspace=workspace, answer=answer, thread=thread, replied_at=now)
    return session.scalar(row.on_conflict_do_nothing().returning(ReplyRow.answer)) is not None


def replied(session: Session, workspace: WorkspaceId, answers: Collection[AnswerId]) -> frozenset[AnswerId]:
    """Return those of these answers to whose questions somebody has replied."""
    if not answers:
        return frozenset()
    rows = select(ReplyRow.answer).where(ReplyRow.workspace == workspace, ReplyRow.answer.in_(answers))
    return frozenset(map(AnswerId, session.scalars(rows)))


def within(
    session: Session, workspace: WorkspaceId, channel: ChannelId, *, since: datetime, until: datetime
) -> tuple[Reply, ...]:
    """Return the questions of a channel that somebody replied to in a time."""
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.question, ReplyRow.thread)
        .join(ReplyRow, and_(ReplyRow.workspace == AnswerRow.workspace, ReplyRow.answer == AnswerRow.id))
        .where(
            AnswerRow.workspace == workspace,
            AnswerRow.channel == channel,
            AnswerRow.question.is_not(None),
            ReplyRow.replied_at >= since,
            ReplyRow.replied_at < until,
        )
        .order_by(AnswerRow.id)
    )
    return tuple(Reply(answer=AnswerId(id), question=asked or "", thread=Ts(thread)) for id, asked, thread in rows)
