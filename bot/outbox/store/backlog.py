"""How much is still to be said, and how much could not be?"""

from datetime import datetime, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from bot.ids import WorkspaceId
from bot.outbox import rules
from bot.outbox.rules import State
from bot.outbox.store.tables import OutboxRow, PaceRow


def backlog(session: Session, *, workspace: WorkspaceId, now: datetime) -> rules.Backlog:
    """Return what is due in a workspace and not said yet."""
    is_due = (OutboxRow.workspace == workspace, OutboxRow.settled_at.is_(None), OutboxRow.not_before <= now)
    count, since = session.execute(select(func.count(), func.min(OutboxRow.not_before)).where(*is_due)).one()
    return rules.Backlog(count=count, since=since)


def counts(session: Session, *, now: datetime) -> rules.Counts:
    """Count what is owed. What waits for a new installation is nobody's fault and is not overdue."""
    is_stopped = select(PaceRow.workspace).where(PaceRow.bucket == rules.EVERYTHING, PaceRow.why.is_not(None))
    is_owed = OutboxRow.settled_at.is_(None)
    is_late = and_(is_owed, OutboxRow.not_before <= now, OutboxRow.workspace.not_in(is_stopped))
    oldest = session.scalar(select(func.min(OutboxRow.not_before)).where(is_late))
    failed = select(OutboxRow.state, func.count()).where(OutboxRow.failure.is_not(None)).group_by(OutboxRow.state)
    by_state = dict(session.execute(failed).all())
    return rules.Counts(
        pending=session.scalar(select(func.count()).where(is_owed)) or 0,
        oldest=timedelta() if oldest is None else now - oldest,
        dead=by_state.get(State.DEAD, 0),
        unknown=by_state.get(State.UNKNOWN, 0),
        silent=session.scalar(select(func.count()).select_from(is_stopped.subquery())) or 0,
    )
