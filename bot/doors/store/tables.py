"""Which tables do other programs need?"""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, UtcDateTime


class KeyRow(Base):
    __tablename__ = "door_keys"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspaces.workspace"]),
        Index("ix_door_keys_workspace_user", "workspace", "user"),
        Index("uq_door_keys_hash", "workspace", "hash", unique=True),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user: Mapped[str] = mapped_column(String(32))
    #: What its person calls it.
    name: Mapped[str] = mapped_column(String(60))
    #: SHA-256 of the key; None until it was shown.
    hash: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CallRow(Base):
    """How often a person, or everybody together (''), has called in a minute."""

    __tablename__ = "door_calls"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    minute: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    count: Mapped[int]


class DraftRow(Base):
    __tablename__ = "door_drafts"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspaces.workspace"]),
        Index("ix_door_drafts_workspace_user", "workspace", "user"),
        Index("uq_door_drafts_key", "workspace", "key", unique=True),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(64))
    facts: Mapped[dict[str, str]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
