"""Which questions to people has the clock to look at, and which are over with their words?"""

from datetime import datetime

from sqlalchemy import Select, case, select, update
from sqlalchemy.orm import Session

from bot.answers.rules.inquiries import OPEN, Said, State
from bot.answers.store.inquiries import AskRow, InquiryRow
from bot.db import many
from bot.ids import UserId, WorkspaceId

_ENDED = case((InquiryRow.state.in_(tuple(OPEN)), State.UNANSWERED.value), else_=InquiryRow.state)


def due(session: Session, *, now: datetime, most: int) -> tuple[tuple[WorkspaceId, int, UserId], ...]:
    """Return what the clock has to look at, in every workspace, the oldest first."""
    rows = select(AskRow.workspace, AskRow.inquiry, AskRow.user).where(AskRow.next_at <= now)
    found = session.execute(rows.order_by(AskRow.next_at).limit(most))
    return tuple((WorkspaceId(workspace), inquiry, UserId(user)) for workspace, inquiry, user in found)


def hold(
    session: Session, workspace: WorkspaceId, inquiry: int, user: UserId, *, now: datetime, until: datetime
) -> bool:
    """Let the clock look at one again at `until`; False when it is not due any more."""
    one = (AskRow.workspace == workspace, AskRow.inquiry == inquiry, AskRow.user == user, AskRow.next_at <= now)
    return session.scalar(update(AskRow).where(*one).values(next_at=until).returning(AskRow.user)) is not None


def at_once(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> None:
    """Let the clock look at what waits for somebody, now."""
    for row in session.scalars(_waiting(workspace, user)).all():
        row.next_at = now
    session.flush()


def forget(session: Session, workspace: WorkspaceId, *, before: datetime) -> None:
    """Forget the words of old inquiries; nobody waits for them any more."""
    old = (InquiryRow.workspace == workspace, InquiryRow.made_at < before, InquiryRow.question != "")
    gone = update(InquiryRow).where(*old).values(question="", reply="", state=_ENDED).returning(InquiryRow.id)
    ids = session.scalars(gone).all()
    for some in many(ids):
        asks_ = (AskRow.workspace == workspace, AskRow.inquiry.in_(some), AskRow.said == Said.ASKED)
        session.execute(update(AskRow).where(*asks_).values(said=Said.OVER, next_at=None))


def _waiting(workspace: WorkspaceId, user: UserId) -> Select[AskRow]:
    return select(AskRow).where(AskRow.workspace == workspace, AskRow.user == user, AskRow.said == Said.ASKED)
