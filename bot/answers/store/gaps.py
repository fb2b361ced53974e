"""Which questions has nothing answered, what have curators decided about them, and who has still to hear of it?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Index,
    Select,
    String,
    Text,
    and_,
    delete,
    exists,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.answers.rules import Reason
from bot.answers.rules.gaps import MOST, Owed, State, Unanswered
from bot.answers.store import AnswerRow, PassageRow
from bot.answers.store.reactions import FeedbackRow, of_answer
from bot.db import Base, UtcDateTime, insert
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId, fresh
from bot.search.gate import Decision

_IS_OWED = text("told_at IS NULL")


class GapRow(Base):
    """What a curator has decided about questions alike; the question that names them has their words."""

    __tablename__ = "answer_gaps"
    __table_args__ = (of_answer(), Index("ix_answer_gaps_workspace_state", "workspace", "state", "decided_at"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    answer: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(16))
    article: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(String(32))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GapQuestionRow(Base):
    """A question that a decision is about; its asker hears once."""

    __tablename__ = "answer_gap_questions"
    __table_args__ = (
        of_answer(),
        Index("ix_answer_gap_questions_owed", "workspace", "answer", postgresql_where=_IS_OWED, sqlite_where=_IS_OWED),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    gap: Mapped[int] = mapped_column(BigInteger)
    #: When its asker was told, or it was decided that they need not be; NULL: it is owed to them.
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def open_(session: Session, workspace: WorkspaceId, among: Select[int], *, since: datetime) -> tuple[Unanswered, ...]:
    """Return what found nothing, or nothing that helped its asker, and is not decided about; the latest first.

    Not what came nearest to an article that is not `among` those somebody may read: it tells what such an article is
    asked about. They do not learn either that such an article decided a question.
    """
    opinion = and_(
        FeedbackRow.workspace == AnswerRow.workspace,
        FeedbackRow.answer == AnswerRow.id,
        FeedbackRow.user == AnswerRow.asker,
    )
    is_missed = exists().where(
        opinion, FeedbackRow.is_helpful.is_(False), FeedbackRow.reason == Reason.OTHER_QUESTION.value
    )
    has_helped = exists().where(opinion, FeedbackRow.is_helpful.is_(True))
    is_decided = exists().where(
        GapQuestionRow.workspace == AnswerRow.workspace, GapQuestionRow.answer == AnswerRow.id, _is_known(among)
    )
    is_closed = exists().where(
        PassageRow.workspace == AnswerRow.workspace,
        PassageRow.answer == AnswerRow.id,
        PassageRow.rank == 0,
        PassageRow.score > 0,  # found by the question, and not named as its answer afterwards
        PassageRow.article.not_in(among),
    )
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.asker, AnswerRow.question, AnswerRow.asked_at)
        .where(
            AnswerRow.workspace == workspace,
            AnswerRow.asked_at >= since,
            AnswerRow.question.is_not(None),
            AnswerRow.asker.is_not(None),
            or_(AnswerRow.decision == Decision.NOTHING, is_missed),
            ~has_helped,
            ~is_decided,
            ~is_closed,
        )
        .order_by(AnswerRow.asked_at.desc(), AnswerRow.id.desc())
        .limit(MOST)
    )
    return tuple(
        Unanswered(answer=AnswerId(id), asker=UserId(asker or ""), question=question or "", at=at)
        for id, asker, question, at in rows
    )


def decide(
    session: Session,
    workspace: WorkspaceId,
    answers: Sequence[AnswerId],
    state: State,
    among: Select[int],
    *,
    article: ArticleId | None,
    reason: str,
    by: UserId,
    now: datetime,
) -> bool:
    """Note a decision about questions, named by the first; False when that one has been decided about.

    What was decided by an article that is not `among` those the curator may read is decided anew.
    """
    gap = fresh()
    told_at = None if state is State.WRITTEN else now
    hidden = (GapQuestionRow.workspace == workspace, GapQuestionRow.answer.in_(answers), ~_is_known(among))
    session.execute(delete(GapQuestionRow).where(*hidden).execution_options(synchronize_session=False))
    row = insert(session, GapQuestionRow).on_conflict_do_nothing()
    of_all = {"workspace": workspace, "gap": gap, "told_at": told_at}
    first = row.values(answer=answers[0], **of_all).returning(GapQuestionRow.answer)
    if session.scalar(first) is None:
        return False
    if others := [of_all | {"answer": answer} for answer in answers[1:]]:
        session.execute(row, others)
    session.add(
        GapRow(
            workspace=workspace,
            id=gap,
            answer=answers[0],
            state=state,
            article=article,
            reason=reason,
            decided_by=by,
            decided_at=now,
        )
    )
    session.flush()
    return True


def _is_known(among: Select[int]) -> ColumnElement[bool]:
    """Was it decided by words that may be known, or by an article that may be read?"""
    return exists().where(
        GapRow.workspace == GapQuestionRow.workspace,
        GapRow.id == GapQuestionRow.gap,
        or_(GapRow.article.is_(None), GapRow.article.in_(among)),
    )


def refused(session: Session, workspace: WorkspaceId) -> tuple[tuple[str, str], ...]:
    """Return the questions that are nothing for the knowledge base, as long as their words are kept, and why."""
    rows = session.execute(
        select(AnswerRow.question, GapRow.reason)
        .join(AnswerRow, and_(AnswerRow.workspace == GapRow.workspace, AnswerRow.id == GapRow.answer))
        .where(GapRow.workspace == workspace, GapRow.state == State.NOT_FOR_US, AnswerRow.question.is_not(None))
        .order_by(GapRow.decided_at.desc())
        .limit(200)
    )
    return tuple((question or "", reason) for question, reason in rows)


def owing(session: Session) -> tuple[WorkspaceId, ...]:
    """Return where somebody has still to hear."""
    rows = select(GapQuestionRow.workspace).where(GapQuestionRow.told_at.is_(None)).distinct()
    return tuple(map(WorkspaceId, session.scalars(rows)))


def take(session: Session, workspace: WorkspaceId, *, most: int, now: datetime) -> tuple[int, tuple[Owed, ...]]:
    """Note that some have heard, and return how many, with those who are there to hear it: the caller tells them."""
    waiting = select(GapQuestionRow.workspace, GapQuestionRow.answer).where(
        GapQuestionRow.workspace == workspace, GapQuestionRow.told_at.is_(None)
    )
    waiting = waiting.order_by(GapQuestionRow.answer).limit(most).with_for_update(skip_locked=True)
    some = [tuple(one) for one in session.execute(waiting)]
    if not some:
        return 0, ()
    key = tuple_(GapQuestionRow.workspace, GapQuestionRow.answer)
    session.execute(update(GapQuestionRow).where(key.in_(some)).values(told_at=now))
    rows = session.execute(
        select(GapQuestionRow.gap, AnswerRow.id, AnswerRow.asker, AnswerRow.question, GapRow.article)
        .join(AnswerRow, and_(AnswerRow.workspace == GapQuestionRow.workspace, AnswerRow.id == GapQuestionRow.answer))
        .join(GapRow, and_(GapRow.workspace == GapQuestionRow.workspace, GapRow.id == GapQuestionRow.gap))
        .where(
            key.in_(some),
            AnswerRow.asker.is_not(None),
            AnswerRow.question.is_not(None),
            GapRow.article.is_not(None),
        )
        .order_by(AnswerRow.id)
    )
    owed = tuple(
        Owed(
            gap=gap,
            answer=AnswerId(id),
            asker=UserId(asker or ""),
            question=question or "",
            article=ArticleId(article or 0),
        )
        for gap, id, asker, question, article in rows
    )
    return len(some), owed
