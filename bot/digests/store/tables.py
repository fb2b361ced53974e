"""Which tables keep digests? Subscriptions by channel, an edition a week, a recap a month."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, UtcDateTime


class SubscriptionRow(Base):
    """A channel's digest. It is never deleted, only stopped: made anew it is the same one."""

    __tablename__ = "digest_subscriptions"
    __table_args__ = (
        Index("ix_digest_subscriptions_wakes_at", "wakes_at"),
        Index("ix_digest_subscriptions_workspace_owner", "workspace", "owner"),
    )

    workspace: Mapped[str] = mapped_column(String(32), ForeignKey("workspaces.workspace"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(32))
    standing: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(64))
    weekday: Mapped[int]
    #: `HH:MM`
    at: Mapped[str] = mapped_column(String(5))
    zone: Mapped[str] = mapped_column(String(64))
    is_zone_chosen: Mapped[bool]
    language: Mapped[str] = mapped_column(String(8))
    sections: Mapped[list[str]] = mapped_column(JSON)
    reach: Mapped[str] = mapped_column(String(16))
    is_owner_inside: Mapped[bool]
    surveyed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    #: When there is something to do next; None while it is not on.
    wakes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EditionRow(Base):
    """One channel's week. Its key is what makes it once: channel and week, whatever becomes of the subscription."""

    __tablename__ = "digest_editions"
    __table_args__ = (
        Index("ix_digest_editions_workspace_post", "workspace", "post"),
        Index("ix_digest_editions_state_settled_at", "state", "settled_at"),
    )

    workspace: Mapped[str] = mapped_column(String(32), ForeignKey("workspaces.workspace"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    #: The ISO week of the schedule's local date, e.g. 2026-W53.
    period: Mapped[str] = mapped_column(String(16), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    hidden: Mapped[list[str]] = mapped_column(JSON)
    line: Mapped[str] = mapped_column(Text)
    preview: Mapped[int | None] = mapped_column(BigInteger)
    post: Mapped[int | None] = mapped_column(BigInteger)
    #: The promises of the messages in its thread.
    thread: Mapped[list[int]] = mapped_column(JSON)
    #: What is in it, in order, highlights first.
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    covers_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    covers_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RecapRow(Base):
    """A person's month: claimed by its row, so that it is told once."""

    __tablename__ = "digest_recaps"

    workspace: Mapped[str] = mapped_column(String(32), ForeignKey("workspaces.workspace"), primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    #: The month it tells of, e.g. 2026-02.
    period: Mapped[str] = mapped_column(String(16), primary_key=True)
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
