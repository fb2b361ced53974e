"""Have we heard this before? Slack delivers an event at least once; we act on it once.

Never decided by Slack's retry header: after a restart the retry is the only delivery. Deliveries are kept for a week,
longer than Slack's delayed retries (24 hours).
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Index, String, delete, select, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import MANY, Base, UtcDateTime, insert
from bot.erasure import Erasure
from bot.ids import WorkspaceId

KEPT = timedelta(days=7)


class DeliveryRow(Base):
    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_received_at", "received_at"),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


def is_new(session: Session, workspace: WorkspaceId, key: str, *, now: datetime) -> bool:
    """Note a delivery; False when it was noted before. `key`: an event id, or any name of the effect."""
    row = insert(session, DeliveryRow).values(workspace=workspace, key=key[:255], received_at=now)
    return session.execute(row.on_conflict_do_nothing().returning(DeliveryRow.key)).first() is not None


def is_noted(session: Session, workspace: WorkspaceId, key: str) -> bool:
    """Was this noted before?"""
    return session.get(DeliveryRow, (workspace, key[:255])) is not None


def noted(session: Session, workspace: WorkspaceId, keys: Collection[str]) -> frozenset[str]:
    """Return which of these were noted before."""
    where = (DeliveryRow.workspace == workspace, DeliveryRow.key.in_(keys))
    return frozenset(session.scalars(select(DeliveryRow.key).where(*where)))


def put(session: Session, workspace: WorkspaceId, key: str, *, at: datetime) -> None:
    """Note that something happened, the last time that it did; they may be heard of in any order."""
    row = insert(session, DeliveryRow).values(workspace=workspace, key=key[:255], received_at=at)
    later = DeliveryRow.received_at < at
    session.execute(
        row.on_conflict_do_update(index_elements=["workspace", "key"], set_={"received_at": at}, where=later)
    )


def latest(session: Session, workspace: WorkspaceId, key: str) -> datetime | None:
    """Return when this happened last, as far as was heard."""
    where = (DeliveryRow.workspace == workspace, DeliveryRow.key == key[:255])
    return session.scalar(select(DeliveryRow.received_at).where(*where))


def forget(session: Session, *, now: datetime) -> int:
    """Remove some deliveries that Slack will not repeat any more; returns how many."""
    key = tuple_(DeliveryRow.workspace, DeliveryRow.key)
    old = select(DeliveryRow.workspace, DeliveryRow.key).where(DeliveryRow.received_at < now - KEPT).limit(MANY)
    some = [tuple(row) for row in session.execute(old.with_for_update(skip_locked=True))]
    if some:
        session.execute(delete(DeliveryRow).where(key.in_(some)))
    return len(some)


def forget_person(session: Session, erasure: Erasure) -> None:
    """Erase a person from the names of effects."""
    erasure.replace_in(session, DeliveryRow.key)
