"""Which promises may or may not be in Slack, and what is written down when somebody has looked?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from bot import runtime
from bot.ids import PromiseId, WorkspaceId
from bot.outbox import rules
from bot.outbox.rules import State
from bot.outbox.store import value
from bot.outbox.store.tables import OutboxRow


@dataclass(frozen=True, kw_only=True)
class Unknown:
    promise: rules.Promise
    #: what it is called to people: "your shared answer"; '' when it has no name
    what: str
    made_at: datetime
    #: Its words are kept still, so it can be said again.
    has_words: bool


def every(session: Session, workspace: WorkspaceId) -> tuple[Unknown, ...]:
    """Return all of them, the oldest first."""
    is_unknown = and_(OutboxRow.state == State.UNKNOWN, OutboxRow.failure.is_not(None))  # the second for its index
    rows = select(OutboxRow).where(OutboxRow.workspace == workspace, is_unknown)
    return tuple(map(_unknown, session.scalars(rows.order_by(OutboxRow.id))))


def lock(session: Session, workspace: WorkspaceId, promise: PromiseId) -> Unknown | None:
    """Return one that nobody else decides about until this transaction ends."""
    row = session.scalars(select(OutboxRow).where(*_one(workspace, promise)).with_for_update()).one_or_none()
    return None if row is None else _unknown(row)


def owe(session: Session, workspace: WorkspaceId, promise: PromiseId, *, now: datetime) -> None:
    """Owe it anew, as if it had never been tried; whoever decided so has read what it says."""
    anew = {
        "state": State.PENDING,
        "settled_at": None,
        "failure": None,
        "not_before": now,
        "attempts": 0,
        "first_attempt_at": None,
        "is_doubtful": False,
        "is_resent": False,
        "true_until": None,
        "late": None,
    }
    session.execute(update(OutboxRow).where(*_one(workspace, promise)).values(anew))
    runtime.promise(session)


def leave(session: Session, workspace: WorkspaceId, promise: PromiseId) -> bool:
    """Leave it as it is; False when it is not unknown any more."""
    left = update(OutboxRow).where(*_one(workspace, promise)).values(state=State.WITHDRAWN, message={}, what="")
    return session.scalar(left.returning(OutboxRow.id)) is not None


def _one(workspace: WorkspaceId, promise: PromiseId) -> tuple[ColumnElement[bool], ...]:
    return OutboxRow.workspace == workspace, OutboxRow.id == promise, OutboxRow.state == State.UNKNOWN


def _unknown(row: OutboxRow) -> Unknown:
    return Unknown(promise=value(row), what=row.what, made_at=row.made_at, has_words=bool(row.message))
