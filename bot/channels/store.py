"""Where is kept what Slack said of a channel?"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.channels.rules import Channel, Reach
from bot.db import Base, UtcDateTime, insert
from bot.ids import ChannelId, WorkspaceId


class ChannelRow(Base):
    __tablename__ = "channels"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    reach: Mapped[str] = mapped_column(String(16))
    lost: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failures: Mapped[int]


def find(session: Session, workspace: WorkspaceId, channels: Collection[ChannelId]) -> dict[ChannelId, Channel]:
    """Return what is kept of some channels; the unknown are left out."""
    asked = select(ChannelRow).where(ChannelRow.workspace == workspace, ChannelRow.channel.in_(sorted(set(channels))))
    return {ChannelId(row.channel): _value(row) for row in session.scalars(asked)}


def save(session: Session, workspace: WorkspaceId, channels: Collection[Channel]) -> None:
    """Note what Slack said, or that it did not."""
    facts = [
        {
            "workspace": workspace,
            "channel": one.id,
            "reach": one.reach,
            "lost": one.lost[:64],
            "asked_at": one.asked_at,
            "next_at": one.next_at,
            "failures": one.failures,
        }
        for one in sorted(channels, key=lambda one: one.id)  # in one order, so that two replicas do not lock each other
    ]
    row = insert(session, ChannelRow)
    changed = {name: row.excluded[name] for name in ("reach", "lost", "asked_at", "next_at", "failures")}
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "channel"], set_=changed), facts)


def _value(row: ChannelRow) -> Channel:
    return Channel(
        id=ChannelId(row.channel),
        reach=Reach(row.reach),
        lost=row.lost,
        asked_at=row.asked_at,
        next_at=row.next_at,
        failures=row.failures,
    )
