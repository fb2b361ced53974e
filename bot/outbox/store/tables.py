"""Where are promises kept?"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, UtcDateTime
from bot.outbox.rules import State

#: Few are owed or have failed, among many that were kept: small indexes for what is asked every second.
_IS_OWED = sql("settled_at IS NULL")
_HAS_FAILED = sql("failure IS NOT NULL")
_HAS_TARGET = sql("target IS NOT NULL")
_HAS_WORDS = sql("words_gone_at IS NULL")


class OutboxRow(Base):
    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("ix_outbox_lane", "workspace", "lane", "id", postgresql_where=_IS_OWED, sqlite_where=_IS_OWED),
        Index("ix_outbox_due", "id", postgresql_where=_IS_OWED, sqlite_where=_IS_OWED),
        Index("ix_outbox_failed", "state", postgresql_where=_HAS_FAILED, sqlite_where=_HAS_FAILED),
        Index("ix_outbox_target", "workspace", "target", postgresql_where=_HAS_TARGET, sqlite_where=_HAS_TARGET),
        Index("ix_outbox_settled_at", "settled_at"),
        Index("ix_outbox_words", "settled_at", postgresql_where=_HAS_WORDS, sqlite_where=_HAS_WORDS),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), default=State.PENDING)
    #: Those of one lane are kept one after the other; None when there is nothing to keep in order.
    lane: Mapped[str | None] = mapped_column(String(40))
    channel: Mapped[str | None] = mapped_column(String(32))
    users: Mapped[str] = mapped_column(String(255), default="")
    thread: Mapped[str | None] = mapped_column(String(32))
    target: Mapped[int | None] = mapped_column(BigInteger)
    message: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: How simply it is said by now: see `rules.Form`.
    form: Mapped[str] = mapped_column(String(8), default="drawn", server_default="drawn")
    #: What it says is true until then; afterwards it says what is in `late`, or nothing.
    true_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    late: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    #: Whoever holds it can speak for us: gone as soon as it is used.
    response_url: Mapped[str | None] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(String(32), default="")
    tell: Mapped[str | None] = mapped_column(String(32))
    what: Mapped[str] = mapped_column(String(255), default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    not_before: Mapped[datetime] = mapped_column(UtcDateTime)
    first_attempt_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str | None] = mapped_column(String(32))
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_doubtful: Mapped[bool] = mapped_column(default=False)
    is_resent: Mapped[bool] = mapped_column(default=False)
    ts: Mapped[str | None] = mapped_column(String(32))
    failure: Mapped[str | None] = mapped_column(String(255))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Its place is still known, its words are not.
    words_gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SubjectRow(Base):
    """What a promise tells of, by an id of the domain's that made it: who may know of that may change."""

    __tablename__ = "outbox_subjects"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "promise"], ["outbox.workspace", "outbox.id"], ondelete="CASCADE"),
        Index("ix_outbox_subjects_promise", "workspace", "promise"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    subject: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    promise: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class PaceRow(Base):
    """When something may next leave a bucket: a channel, all posts, one kind, or everything of a workspace."""

    __tablename__ = "outbox_paces"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    bucket: Mapped[str] = mapped_column(String(40), primary_key=True)
    open_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Slack's code, when it was Slack who shut it; and since when.
    why: Mapped[str | None] = mapped_column(String(64))
    since: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RestoreRow(Base):
    """When a workspace's data was last put back, and since when Slack may have more than it knows."""

    __tablename__ = "outbox_restores"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    restored_at: Mapped[datetime] = mapped_column(UtcDateTime)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
