"""What has to happen to a session when? Deadlines are rows: a restart forgets none, and whoever deletes one acts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.db import insert
from bot.ids import WorkspaceId
from bot.sessions.store.tables import DueRow

HOLD = timedelta(minutes=10)


class Due(StrEnum):
    HOST = "host"  #: the next who knows is asked to host it
    NUDGE = "nudge"  #: its host has found no time yet
    LAPSE = "lapse"  #: nobody hosts it, or no time was found
    VOTE = "vote"  #: the vote is over
    NEWS = "news"  #: people have something to hear
    EVE = "eve"  #: it is tomorrow
    START = "start"
    END = "end"
    THERE = "there"  #: those the host has ticked are asked whether they were there


@dataclass(frozen=True, kw_only=True)
class Deadline:
    workspace: WorkspaceId
    meeting: int
    kind: Due
    due_at: datetime


def set_(session: Session, workspace: WorkspaceId, meeting: int, kind: Due, at: datetime) -> None:
    """Set a deadline, or move it."""
    row = insert(session, DueRow).values(workspace=workspace, meeting=meeting, kind=kind, due_at=at)
    moved = {"due_at": at, "held_until": None}
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "meeting", "kind"], set_=moved))


def drop(session: Session, workspace: WorkspaceId, meeting: int, kinds: Collection[Due]) -> None:
    session.execute(
        delete(DueRow).where(DueRow.workspace == workspace, DueRow.meeting == meeting, DueRow.kind.in_(sorted(kinds)))
    )


def due(session: Session, *, now: datetime, most: int) -> tuple[Deadline, ...]:
    """Return what is due, in every workspace, the oldest first."""
    is_free = or_(DueRow.held_until.is_(None), DueRow.held_until <= now)
    rows = select(DueRow).where(DueRow.due_at <= now, is_free).order_by(DueRow.due_at, DueRow.meeting).limit(most)
    return tuple(_value(row) for row in session.scalars(rows))


def hold(session: Session, deadline: Deadline, *, now: datetime) -> bool:
    """Take a deadline for a while; False when somebody else has it."""
    is_free = or_(DueRow.held_until.is_(None), DueRow.held_until <= now)
    held = update(DueRow).where(*_one(deadline), is_free).values(held_until=now + HOLD)
    return session.scalar(held.returning(DueRow.meeting)) is not None


def take(session: Session, deadline: Deadline) -> bool:
    """Delete a deadline to act on it; False when it is gone or was moved."""
    gone = delete(DueRow).where(*_one(deadline), DueRow.due_at == deadline.due_at)
    return session.scalar(gone.returning(DueRow.meeting)) is not None


def _one(deadline: Deadline) -> tuple[ColumnElement[bool], ...]:
    return (
        DueRow.workspace == deadline.workspace,
        DueRow.meeting == deadline.meeting,
        DueRow.kind == deadline.kind,
    )


def _value(row: DueRow) -> Deadline:
    return Deadline(workspace=WorkspaceId(row.workspace), meeting=row.meeting, kind=Due(row.kind), due_at=row.due_at)
