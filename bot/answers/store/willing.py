"""Who may be asked, and who wants to hear? What somebody has chosen; nobody is in it who was never asked."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, String, and_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.answers.rules.experts import Wishes
from bot.answers.store import AnswerRow
from bot.answers.store.reactions import of_answer
from bot.db import Base, UtcDateTime, insert
from bot.ids import AnswerId, UserId, WorkspaceId


class WillingRow(Base):
    __tablename__ = "answer_people"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspaces.workspace"]),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    #: May they be asked? NULL: they have not said.
    is_willing: Mapped[bool | None]
    #: When they were asked whether they may be asked.
    offered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: The question they had answered then.
    about: Mapped[int | None] = mapped_column(BigInteger)
    #: When a question was last put to them.
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Do they want to hear of answers to what they asked?
    hears: Mapped[bool]


class DeedRow(Base):
    """A question of somebody else's that a person has answered, who may be asked about such things."""

    __tablename__ = "answer_deeds"
    __table_args__ = (of_answer(), Index("ix_answer_deeds_workspace_user", "workspace", "user"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    answer: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)


def wishes(session: Session, workspace: WorkspaceId, users: Collection[UserId]) -> dict[UserId, Wishes]:
    """Return what these people have chosen; those who have said nothing are left out."""
    if not users:
        return {}
    rows = select(WillingRow).where(WillingRow.workspace == workspace, WillingRow.user.in_(users))
    return {
        UserId(row.user): Wishes(
            is_willing=row.is_willing,
            about=None if row.about is None else AnswerId(row.about),
            asked_at=row.asked_at,
            hears=row.hears,
        )
        for row in session.scalars(rows.execution_options(populate_existing=True))
    }


def offer(session: Session, workspace: WorkspaceId, user: UserId, about: AnswerId | None, *, now: datetime) -> bool:
    """Note that somebody is asked whether they may be asked; False when they have been, or have said so themselves."""
    _ensure(session, workspace, user)
    one = (WillingRow.workspace == workspace, WillingRow.user == user)
    is_new = (WillingRow.offered_at.is_(None), WillingRow.is_willing.is_(None))
    done = update(WillingRow).where(*one, *is_new).values(offered_at=now, about=about).returning(WillingRow.user)
    return session.scalar(done) is not None


def choose(session: Session, workspace: WorkspaceId, user: UserId, *, is_willing: bool) -> None:
    _set(session, workspace, user, is_willing=is_willing)


def hear(session: Session, workspace: WorkspaceId, user: UserId, *, hears: bool) -> None:
    _set(session, workspace, user, hears=hears)


def asked(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> None:
    """Note that a question is put to somebody."""
    _set(session, workspace, user, asked_at=now)


def did(session: Session, workspace: WorkspaceId, user: UserId, answer: AnswerId, *, now: datetime) -> None:
    """Note that somebody who may be asked has answered a question."""
    row = insert(session, DeedRow).values(workspace=workspace, answer=answer, user=user, done_at=now)
    session.execute(row.on_conflict_do_nothing())


def deeds(session: Session, workspace: WorkspaceId) -> tuple[tuple[UserId, str], ...]:
    """Return who has answered which question, as long as its words are kept and they may be asked; the latest."""
    rows = session.execute(
        select(DeedRow.user, AnswerRow.question)
        .join(AnswerRow, and_(AnswerRow.workspace == DeedRow.workspace, AnswerRow.id == DeedRow.answer))
        .join(WillingRow, and_(WillingRow.workspace == DeedRow.workspace, WillingRow.user == DeedRow.user))
        .where(DeedRow.workspace == workspace, WillingRow.is_willing.is_(True), AnswerRow.question.is_not(None))
        .order_by(DeedRow.done_at.desc())
        .limit(500)
    )
    return tuple((UserId(user), question or "") for user, question in rows)


def _ensure(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    row = insert(session, WillingRow).values(workspace=workspace, user=user, hears=True)
    session.execute(row.on_conflict_do_nothing())


def _set(session: Session, workspace: WorkspaceId, user: UserId, **chosen: object) -> None:
    _ensure(session, workspace, user)
    one = (WillingRow.workspace == workspace, WillingRow.user == user)
    session.execute(update(WillingRow).where(*one).values(**chosen))
