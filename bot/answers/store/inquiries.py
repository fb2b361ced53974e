"""Where is it kept what was put to people, to whom, and what they said?"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.answers.rules.inquiries import OPEN, Ask, Inquiry, Said, State
from bot.answers.store.reactions import of_answer
from bot.db import Base, UtcDateTime, insert
from bot.ids import AnswerId, ArticleId, PromiseId, UserId, WorkspaceId, fresh


class InquiryRow(Base):
    """One a question: whoever puts it again is told where it stands."""

    __tablename__ = "answer_inquiries"
    __table_args__ = (of_answer(), UniqueConstraint("workspace", "answer"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    answer: Mapped[int] = mapped_column(BigInteger)
    asker: Mapped[str] = mapped_column(String(32))
    is_named: Mapped[bool]
    question: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    to_channel: Mapped[bool]
    reply: Mapped[str] = mapped_column(Text)
    replier: Mapped[str | None] = mapped_column(String(32))
    may_keep: Mapped[bool]
    article: Mapped[int | None] = mapped_column(BigInteger)
    tracker: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AskRow(Base):
    __tablename__ = "answer_asks"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "inquiry"], ["answer_inquiries.workspace", "answer_inquiries.id"], ondelete="CASCADE"
        ),
        Index("ix_answer_asks_next_at", "next_at"),
        Index("ix_answer_asks_workspace_user", "workspace", "user", "asked_at"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    inquiry: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    said: Mapped[str] = mapped_column(String(16))
    reasons: Mapped[list[str]] = mapped_column(JSON)
    is_curator: Mapped[bool]
    card: Mapped[int | None] = mapped_column(BigInteger)
    is_reminded: Mapped[bool]
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)


def add(session: Session, inquiry: Inquiry) -> Inquiry | None:
    """Keep an inquiry; None when its question has been put to people before."""
    made = replace(inquiry, id=fresh())
    row = insert(session, InquiryRow).values(**_columns(made), workspace=made.workspace, id=made.id, answer=made.answer)
    is_new = session.scalar(row.on_conflict_do_nothing().returning(InquiryRow.id)) is not None
    return made if is_new else None


def find(session: Session, workspace: WorkspaceId, inquiry: int) -> Inquiry | None:
    row = session.get(InquiryRow, (workspace, inquiry), populate_existing=True)
    return None if row is None else _value(row)


def of_answer_(session: Session, workspace: WorkspaceId, answer: AnswerId) -> Inquiry | None:
    """Return what was put to people of an answer's question."""
    rows = select(InquiryRow).where(InquiryRow.workspace == workspace, InquiryRow.answer == answer)
    row = session.scalars(rows).one_or_none()
    return None if row is None else _value(row)


def lock(session: Session, workspace: WorkspaceId, inquiry: int) -> Inquiry | None:
    """Find an inquiry, and let nobody else change it until this transaction ends."""
    rows = select(InquiryRow).where(InquiryRow.workspace == workspace, InquiryRow.id == inquiry).with_for_update()
    row = session.scalars(rows.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else _value(row)


def lock_open(session: Session, workspace: WorkspaceId, answers: Sequence[AnswerId]) -> tuple[Inquiry, ...]:
    """Find the open inquiries of some answers, and let nobody else change them until this transaction ends."""
    rows = (
        select(InquiryRow)
        .where(InquiryRow.workspace == workspace, InquiryRow.answer.in_(answers), InquiryRow.state.in_(OPEN))
        .order_by(InquiryRow.id)
        .with_for_update()
    )
    return tuple(map(_value, session.scalars(rows.execution_options(populate_existing=True))))


def change(session: Session, inquiry: Inquiry, f: Callable[[Inquiry], Inquiry]) -> Inquiry:
    """Change an inquiry that is locked, and return it as it is then."""
    row = session.get_one(InquiryRow, (inquiry.workspace, inquiry.id))
    after = f(_value(row))
    for name, value in _columns(after).items():
        setattr(row, name, value)
    session.flush()
    return after


def ask(session: Session, inquiry: Inquiry, ask: Ask, *, now: datetime) -> None:
    """Note that somebody is asked."""
    session.add(
        AskRow(
            workspace=inquiry.workspace,
            inquiry=inquiry.id,
            user=ask.user,
            said=ask.said,
            reasons=list(ask.reasons),
            is_curator=ask.is_curator,
            card=ask.card,
            is_reminded=ask.is_reminded,
            next_at=ask.next_at,
            due_at=ask.due_at,
            asked_at=now,
        )
    )
    session.flush()


def asks(session: Session, workspace: WorkspaceId, inquiry: int) -> tuple[Ask, ...]:
    """Return who was asked, the first first."""
    rows = select(AskRow).where(AskRow.workspace == workspace, AskRow.inquiry == inquiry)
    rows = rows.order_by(AskRow.asked_at, AskRow.user).execution_options(populate_existing=True)
    return tuple(_ask(row) for row in session.scalars(rows))


def answer(session: Session, inquiry: Inquiry, user: UserId, f: Callable[[Ask], Ask]) -> Ask | None:
    """Change what one person has said; None when they were not asked."""
    row = session.get(AskRow, (inquiry.workspace, inquiry.id, user), populate_existing=True)
    if row is None:
        return None
    after = f(_ask(row))
    row.said, row.card, row.is_reminded, row.next_at = after.said, after.card, after.is_reminded, after.next_at
    session.flush()
    return after


def of_card(session: Session, workspace: WorkspaceId, card: PromiseId) -> Ask | None:
    rows = select(AskRow).where(AskRow.workspace == workspace, AskRow.card == card)
    row = session.scalars(rows.limit(1)).first()
    return None if row is None else _ask(row)


def loads(
    session: Session, workspace: WorkspaceId, users: Collection[UserId], *, since: datetime
) -> dict[UserId, tuple[int, int]]:
    """Return how many questions wait for each of these people, and how many they were asked since a moment."""
    if not users:
        return {}
    rows = session.execute(
        select(AskRow.user, AskRow.said, func.count())
        .where(AskRow.workspace == workspace, AskRow.user.in_(users), AskRow.asked_at >= since)
        .where(AskRow.is_curator.is_(False))
        .group_by(AskRow.user, AskRow.said)
    )
    found: dict[UserId, tuple[int, int]] = {}
    for user, said, count in rows:
        open_, every = found.get(UserId(user), (0, 0))
        found[UserId(user)] = (open_ + (count if said == Said.ASKED else 0), every + count)
    return found


def answered_by(session: Session, workspace: WorkspaceId, user: UserId, *, limit: int = 20) -> tuple[Ask, ...]:
    """Return what somebody was asked and can still say something about, the newest first."""
    rows = select(AskRow).where(AskRow.workspace == workspace, AskRow.user == user)
    rows = rows.where(AskRow.said.in_((Said.ASKED, Said.ANSWERED)), AskRow.card.is_not(None))
    return tuple(_ask(row) for row in session.scalars(rows.order_by(AskRow.asked_at.desc()).limit(limit)))


def open_of(session: Session, workspace: WorkspaceId, asker: UserId) -> tuple[Inquiry, ...]:
    """Return what somebody has put to people and waits for, the newest first."""
    rows = select(InquiryRow).where(InquiryRow.workspace == workspace, InquiryRow.asker == asker)
    return tuple(map(_value, session.scalars(rows.where(InquiryRow.state.in_(OPEN)).order_by(InquiryRow.id.desc()))))


def _columns(inquiry: Inquiry) -> dict[str, object]:
    return {
        "asker": inquiry.asker,
        "is_named": inquiry.is_named,
        "question": inquiry.question,
        "state": inquiry.state.value,
        "to_channel": inquiry.to_channel,
        "reply": inquiry.reply,
        "replier": inquiry.replier,
        "may_keep": inquiry.may_keep,
        "article": inquiry.article,
        "tracker": inquiry.tracker,
        "made_at": inquiry.made_at,
    }


def _value(row: InquiryRow) -> Inquiry:
    return Inquiry(
        id=row.id,
        workspace=WorkspaceId(row.workspace),
        answer=AnswerId(row.answer),
        asker=UserId(row.asker),
        is_named=row.is_named,
        question=row.question,
        state=State(row.state),
        to_channel=row.to_channel,
        reply=row.reply,
        replier=UserId(row.replier) if row.replier else None,
        may_keep=row.may_keep,
        article=None if row.article is None else ArticleId(row.article),
        tracker=None if row.tracker is None else PromiseId(row.tracker),
        made_at=row.made_at,
    )


def _ask(row: AskRow) -> Ask:
    return Ask(
        inquiry=row.inquiry,
        user=UserId(row.user),
        said=Said(row.said),
        reasons=tuple(row.reasons),
        is_curator=row.is_curator,
        card=None if row.card is None else PromiseId(row.card),
        is_reminded=row.is_reminded,
        next_at=row.next_at,
        due_at=row.due_at,
    )
