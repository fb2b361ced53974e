"""What has to happen when? Deadlines are rows: a restart forgets none, and whoever deletes one acts on it, alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from bot import ids
from bot.db import insert
from bot.ids import WorkspaceId
from bot.mentors.rules.values import Request
from bot.mentors.store.tables import DeadlineRow

HOLD = timedelta(minutes=10)


class Due(StrEnum):
    REMIND = "remind"  #: half of a mentor's time to answer is over
    LAPSE = "lapse"  #: all of it is
    WIDEN = "widen"  #: the request has been asked privately for long enough
    ESCALATE = "escalate"  #: the mentors' channel has had its time
    OWNER = "owner"  #: the owner is reminded
    MEET = "meet"  #: the asker is asked whether they have met
    NUDGE = "nudge"  #: and once more
    MEET_MENTOR = "meet_mentor"  #: the mentor is, in a zone and hours of their own
    NUDGE_MENTOR = "nudge_mentor"
    REOPEN = "reopen"  #: neither has said anything, twice: somebody else
    MONTHLY = "monthly"  #: how is it going?
    FRESH = "fresh"  #: a mentor has listed the topic since
    LEFT = "left"  #: one of the parties has left
    UNASKED = "unasked"  #: Slack would not deliver the question to a mentor
    UNPOSTED = "unposted"  #: nor the card to the mentors' channel
    UNOWNED = "unowned"  #: nor the card to the programme owner
    UNINTRODUCED = "unintroduced"  #: nor the introduction


@dataclass(frozen=True, kw_only=True)
class Deadline:
    workspace: WorkspaceId
    id: int
    request: int
    offer: int
    kind: Due
    due_at: datetime


def set_(session: Session, request: Request, kind: Due, at: datetime, *, offer: int = 0) -> None:
    """Set a deadline, or move it."""
    note(session, request.workspace, request.id, kind, at, offer=offer)


def note(session: Session, workspace: WorkspaceId, request: int, kind: Due, at: datetime, *, offer: int = 0) -> None:
    """Set a deadline of a request that need not be looked at, nor waited for."""
    row = insert(session, DeadlineRow).values(
        workspace=workspace, id=ids.fresh(), request=request, offer=offer, kind=kind, due_at=at
    )
    moved = {"due_at": at, "held_until": None}
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "request", "offer", "kind"], set_=moved))


def drop(session: Session, request: Request, *, offer: int | None = None) -> None:
    """Forget a request's deadlines, or those of one offer. That somebody left is not forgotten."""
    which = [DeadlineRow.workspace == request.workspace, DeadlineRow.request == request.id]
    if offer is not None:
        which.append(DeadlineRow.offer == offer)
    session.execute(delete(DeadlineRow).where(*which, DeadlineRow.kind != Due.LEFT))


def of_request(session: Session, workspace: WorkspaceId, request: int) -> tuple[Deadline, ...]:
    rows = select(DeadlineRow).where(DeadlineRow.workspace == workspace, DeadlineRow.request == request)
    return tuple(_value(row) for row in session.scalars(rows.order_by(DeadlineRow.due_at)))


def due(session: Session, *, now: datetime, most: int) -> tuple[Deadline, ...]:
    """Return what is due, in every workspace, the oldest first."""
    is_free = or_(DeadlineRow.held_until.is_(None), DeadlineRow.held_until <= now)
    rows = select(DeadlineRow).where(DeadlineRow.due_at <= now, is_free)
    return tuple(_value(row) for row in session.scalars(rows.order_by(DeadlineRow.due_at, DeadlineRow.id).limit(most)))


def hold(session: Session, deadline: Deadline, *, now: datetime) -> bool:
    """Take a deadline for a while; False when somebody else has it."""
    is_free = or_(DeadlineRow.held_until.is_(None), DeadlineRow.held_until <= now)
    held = update(DeadlineRow).where(*_one(deadline), is_free).values(held_until=now + HOLD)
    return session.scalar(held.returning(DeadlineRow.id)) is not None


def take(session: Session, deadline: Deadline) -> bool:
    """Delete a deadline to act on it; False when it is gone or was moved."""
    gone = delete(DeadlineRow).where(*_one(deadline), DeadlineRow.due_at == deadline.due_at)
    return session.scalar(gone.returning(DeadlineRow.id)) is not None


def _one(deadline: Deadline) -> tuple[ColumnElement[bool], ...]:
    return DeadlineRow.workspace == deadline.workspace, DeadlineRow.id == deadline.id


def _value(row: DeadlineRow) -> Deadline:
    return Deadline(
        workspace=WorkspaceId(row.workspace),
        id=row.id,
        request=row.request,
        offer=row.offer,
        kind=Due(row.kind),
        due_at=row.due_at,
    )
