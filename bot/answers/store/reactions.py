"""Where is it kept what people thought of an answer, and where they shared it?"""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    String,
    and_,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.answers import rules
from bot.answers.store import AnswerRow, PassageRow
from bot.db import Base, UtcDateTime, insert
from bot.ids import AnswerId, ArticleId, ChannelId, PromiseId, Ts, UserId, WorkspaceId


def of_answer() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace", "answer"], ["answers.workspace", "answers.id"], ondelete="CASCADE")


class FeedbackRow(Base):
    __tablename__ = "answer_feedback"
    __table_args__ = (of_answer(), Index("ix_answer_feedback_workspace_article", "workspace", "article", "given_at"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    rank: Mapped[int]
    is_helpful: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(String(16))
    #: The article judged; None where nothing was found.
    article: Mapped[int | None] = mapped_column(BigInteger)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LearnedRow(Base):
    """Counts the changes of what the index learns from: questions, and what people thought of their answers."""

    __tablename__ = "answer_versions"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspaces.workspace"]),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)


_ASKS_PEOPLE = text(f"rank = {rules.UNANSWERED}")


class ShareRow(Base):
    __tablename__ = "answer_shares"
    __table_args__ = (
        of_answer(),
        Index(
            "ix_answer_shares_unanswered",
            "workspace",
            "channel",
            "shared_at",
            postgresql_where=_ASKS_PEOPLE,
            sqlite_where=_ASKS_PEOPLE,
        ),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    thread: Mapped[str] = mapped_column(String(32), primary_key=True)
    rank: Mapped[int]
    sharer: Mapped[str] = mapped_column(String(32))
    times: Mapped[int]
    promise: Mapped[int] = mapped_column(BigInteger)
    shared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def rate(
    session: Session,
    answer: rules.Answer,
    user: UserId,
    *,
    rank: int,
    is_helpful: bool,
    reason: rules.Reason | None,
    now: datetime,
) -> None:
    """Note what somebody thought of an answer; the newest opinion counts."""
    opinion = {
        "rank": rank,
        "is_helpful": is_helpful,
        "reason": reason.value if reason else None,
        "article": answer.hits[rank].place.article if rank < len(answer.hits) else None,
        "given_at": now,
    }
    row = insert(session, FeedbackRow).values(workspace=answer.workspace, answer=answer.id, user=user, **opinion)
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "answer", "user"], set_=opinion))
    learned(session, answer.workspace)


def unrate(session: Session, workspace: WorkspaceId, answer: AnswerId, user: UserId) -> None:
    session.execute(
        delete(FeedbackRow).where(
            FeedbackRow.workspace == workspace, FeedbackRow.answer == answer, FeedbackRow.user == user
        )
    )
    learned(session, workspace)


def learned(session: Session, workspace: WorkspaceId) -> None:
    """Note that `helped` may be another from now on."""
    row = insert(session, LearnedRow).values(workspace=workspace, version=1)
    session.execute(row.on_conflict_do_update(index_elements=["workspace"], set_={"version": LearnedRow.version + 1}))


def version(session: Session, workspace: WorkspaceId) -> int:
    """Return how often that was noted."""
    return session.scalar(select(LearnedRow.version).where(LearnedRow.workspace == workspace)) or 0


def helped(session: Session, workspace: WorkspaceId) -> dict[ArticleId, tuple[str, ...]]:
    """Return the questions that people marked as answered, by the article that answered them."""
    rows = session.execute(
        select(PassageRow.article, AnswerRow.question)
        .join(AnswerRow, and_(AnswerRow.workspace == PassageRow.workspace, AnswerRow.id == PassageRow.answer))
        .join(FeedbackRow, is_about(FeedbackRow))
        .where(FeedbackRow.workspace == workspace, FeedbackRow.is_helpful, AnswerRow.question.is_not(None))
        .order_by(PassageRow.article, AnswerRow.id)
    )
    found: dict[ArticleId, dict[str, None]] = {}
    for article, question in rows:
        found.setdefault(ArticleId(article), {}).setdefault(" ".join((question or "").split()))
    return {article: tuple(questions) for article, questions in found.items()}


def is_about(row: type[FeedbackRow] | type[ShareRow]) -> ColumnElement[bool]:
    """The passage that an opinion or a share is about, to join with."""
    return and_(PassageRow.workspace == row.workspace, PassageRow.answer == row.answer, PassageRow.rank == row.rank)


def share(
    session: Session, workspace: WorkspaceId, answer: AnswerId, place: tuple[ChannelId, Ts | None]
) -> rules.Share | None:
    """Return how this answer was shared in a place, locked for change."""
    row = session.scalar(select(ShareRow).where(*_at(workspace, answer, place)).with_for_update())
    if row is None:
        return None
    return rules.Share(
        answer=AnswerId(row.answer),
        channel=ChannelId(row.channel),
        thread=Ts(row.thread) if row.thread else None,
        rank=row.rank,
        sharer=UserId(row.sharer),
        times=row.times,
        promise=PromiseId(row.promise),
        is_taken_back=row.taken_back_at is not None,
    )


def is_shared(session: Session, workspace: WorkspaceId, answer: AnswerId) -> bool:
    """Does an answer, or its question, stand in a channel?"""
    row = select(ShareRow.answer).where(
        ShareRow.workspace == workspace, ShareRow.answer == answer, ShareRow.taken_back_at.is_(None)
    )
    return session.execute(row.limit(1)).first() is not None


def note_share(session: Session, workspace: WorkspaceId, share: rules.Share, *, now: datetime) -> None:
    """Note that an answer was shared in a place, again if it had been taken back."""
    facts = {
        "rank": share.rank,
        "sharer": share.sharer,
        "times": share.times,
        "promise": share.promise,
        "shared_at": now,
        "taken_back_at": None,
    }
    row = insert(session, ShareRow).values(
        workspace=workspace, answer=share.answer, channel=share.channel, thread=share.thread or "", **facts
    )
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "answer", "channel", "thread"], set_=facts))


def note_taken_back(session: Session, workspace: WorkspaceId, share: rules.Share, *, now: datetime) -> None:
    session.execute(
        update(ShareRow).where(*_at(workspace, share.answer, (share.channel, share.thread))).values(taken_back_at=now)
    )


def _at(
    workspace: WorkspaceId, answer: AnswerId, place: tuple[ChannelId, Ts | None]
) -> tuple[ColumnElement[bool], ...]:
    channel, thread = place
    return (
        ShareRow.workspace == workspace,
        ShareRow.answer == answer,
        ShareRow.channel == channel,
        ShareRow.thread == (thread or ""),
    )
