"""Where does a person stand in what was promised, and how do they go from it?"""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.erasure import Erasure
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.outbox import rules
from bot.outbox.rules import Kind, State
from bot.outbox.store.tables import OutboxRow, PaceRow


def in_the_name_of(session: Session, erasure: Erasure) -> tuple[PromiseId, ...]:
    """Return the posts of which this person would have been told."""
    theirs = select(OutboxRow.id).where(
        OutboxRow.workspace == erasure.workspace, OutboxRow.tell == erasure.user, OutboxRow.kind == Kind.POST
    )
    return tuple(map(PromiseId, session.scalars(theirs)))


def forget(session: Session, erasure: Erasure) -> None:
    """Remove what was said to them, and them from what is said to others."""
    workspace, user, now = erasure.workspace, erasure.user, erasure.now
    here = OutboxRow.workspace == workspace
    session.execute(update(OutboxRow).where(here, OutboxRow.tell == user).values(tell=None, what=""))
    to_them = select(OutboxRow).where(here, OutboxRow.users.contains(user, autoescape=True))
    theirs = [row for row in session.scalars(to_them) if user in row.users.split()]
    talks = {row.channel for row in theirs if row.kind == Kind.DIRECT}
    session.expunge_all()
    gone = [row.id for row in theirs] + list(
        session.scalars(select(OutboxRow.id).where(here, OutboxRow.channel.in_(talks)))
    )
    session.execute(delete(OutboxRow).where(here, OutboxRow.target.in_(gone)))
    session.execute(delete(OutboxRow).where(here, OutboxRow.id.in_(gone)))
    session.execute(delete(PaceRow).where(PaceRow.workspace == workspace, PaceRow.bucket == user))
    erasure.replace_in(session, OutboxRow.key)
    said = (OutboxRow.state.in_((State.SENT, State.WITHDRAWN)), OutboxRow.settled_at >= now - rules.KEPT)
    session.execute(update(OutboxRow).where(here, *said).values(message={}, what="", late=None))
    owed = select(OutboxRow).where(here, OutboxRow.state.not_in((State.SENT, State.WITHDRAWN)))
    for row in session.scalars(owed.execution_options(populate_existing=True)).all():
        row.message, row.what = erasure.redacted(row.message), erasure.out_of(row.what)
        row.late = None if row.late is None else erasure.redacted(row.late)
    session.flush()


def forget_last_word(session: Session, workspace: WorkspaceId, user: UserId, promise: PromiseId) -> None:
    """Remove one promise, and how fast its person was written to."""
    session.execute(delete(OutboxRow).where(OutboxRow.workspace == workspace, OutboxRow.id == promise))
    session.execute(delete(PaceRow).where(PaceRow.workspace == workspace, PaceRow.bucket == user))
