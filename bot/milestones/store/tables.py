"""Which tables keep milestones? What was reached, whose voices it has, and which letters leaders got."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, UtcDateTime


class MilestoneRow(Base):
    __tablename__ = "milestones"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("ix_milestones_workspace_user_made_at", "workspace", "user", "made_at"),
        Index("ix_milestones_workspace_celebrated_at", "workspace", "celebrated_at"),
        Index("ix_milestones_expires_on", "expires_on"),
        Index("ix_milestones_place", "place"),
    )

    workspace: Mapped[str] = mapped_column(String(32), ForeignKey("workspaces.workspace"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(160))
    user: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text)
    expires_on: Mapped[date | None] = mapped_column(Date)
    #: The expiry that its person was reminded of.
    reminded_of: Mapped[date | None] = mapped_column(Date)
    is_automatic: Mapped[bool]
    channel: Mapped[str | None] = mapped_column(String(32))
    thread: Mapped[str | None] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(16))
    post: Mapped[int | None] = mapped_column(BigInteger)
    roll: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    celebrated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class VoiceRow(Base):
    """Somebody congratulated, applauded or confirmed: once each."""

    __tablename__ = "milestone_voices"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "milestone"], ["milestones.workspace", "milestones.id"]),
        Index("ix_milestone_voices_workspace_user", "workspace", "user", "voice", "at"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    milestone: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    voice: Mapped[str] = mapped_column(String(16), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class LetterRow(Base):
    """A leader's letter of one week: claimed by its row, so that it is written once."""

    __tablename__ = "milestone_letters"

    workspace: Mapped[str] = mapped_column(String(32), ForeignKey("workspaces.workspace"), primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    #: The ISO week of the leader's local date, e.g. 2026-W10.
    period: Mapped[str] = mapped_column(String(16), primary_key=True)
    milestones: Mapped[list[int]] = mapped_column(JSON)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
