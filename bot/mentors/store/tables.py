"""Where is mentoring kept? Requests move forward by version; offers, deadlines and history hang on them."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, UtcDateTime


class RequestRow(Base):
    __tablename__ = "mentor_requests"
    __table_args__ = (
        Index("ix_mentor_requests_asker", "workspace", "asker", "state"),
        Index("ix_mentor_requests_mentor", "workspace", "mentor", "state"),
        Index("ix_mentor_requests_topic", "workspace", "topic", "state"),
        Index("ix_mentor_requests_root", "workspace", "root"),
        Index("ix_mentor_requests_state", "workspace", "state"),
        Index("ix_mentor_requests_asked_at", "workspace", "asked_at"),
        #: One open request a topic and person: the key is taken away when it is not open any more.
        UniqueConstraint("workspace", "open_key"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    root: Mapped[int] = mapped_column(BigInteger)
    asker: Mapped[str] = mapped_column(String(32))
    topic: Mapped[str] = mapped_column(String(64))
    label: Mapped[str] = mapped_column(String(80))
    said: Mapped[str] = mapped_column(String(64))
    goal: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16))
    languages: Mapped[list[str]] = mapped_column(JSON)
    hours: Mapped[dict[str, object]] = mapped_column(JSON)
    is_private: Mapped[bool]
    open_key: Mapped[str | None] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    matched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mentor: Mapped[str | None] = mapped_column(String(32))
    outcome: Mapped[str | None] = mapped_column(String(16))
    status: Mapped[int | None] = mapped_column(BigInteger)
    posted: Mapped[int | None] = mapped_column(BigInteger)
    owned: Mapped[int | None] = mapped_column(BigInteger)


class OfferRow(Base):
    __tablename__ = "mentor_offers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "request"],
            ["mentor_requests.workspace", "mentor_requests.id"],
            name="fk_mentor_offers_request",
        ),
        #: Nobody is asked twice about one request.
        UniqueConstraint("workspace", "request", "mentor"),
        Index("ix_mentor_offers_mentor", "workspace", "mentor", "answer"),
        Index("ix_mentor_offers_card", "workspace", "card"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request: Mapped[int] = mapped_column(BigInteger)
    mentor: Mapped[str] = mapped_column(String(32))
    answer: Mapped[str] = mapped_column(String(16))
    reasons: Mapped[list[str]] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    card: Mapped[int | None] = mapped_column(BigInteger)


class MentorRow(Base):
    """A mentor; also the row that is locked while their places are counted."""

    __tablename__ = "mentors"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    is_listed: Mapped[bool]
    skills: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    about: Mapped[str] = mapped_column(Text)
    not_asked: Mapped[list[str]] = mapped_column(JSON)
    capacity: Mapped[int]
    hours: Mapped[dict[str, object]] = mapped_column(JSON)
    languages: Mapped[list[str]] = mapped_column(JSON)
    kinds: Mapped[list[str]] = mapped_column(JSON)
    away_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ignored: Mapped[int]
    last_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DeadlineRow(Base):
    """Something to do at a moment; whoever deletes the row does it."""

    __tablename__ = "mentor_deadlines"
    __table_args__ = (
        UniqueConstraint("workspace", "request", "offer", "kind"),
        Index("ix_mentor_deadlines_due_at", "due_at"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request: Mapped[int] = mapped_column(BigInteger)
    #: 0 when it is the request's own.
    offer: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(16))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Not tried again before this, so that one that fails does not stand in the way of the others.
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StepRow(Base):
    """The history of a request; only ever added to."""

    __tablename__ = "mentor_steps"
    __table_args__ = (Index("ix_mentor_steps_request", "workspace", "request"),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    request: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str | None] = mapped_column(String(32))
    what: Mapped[str] = mapped_column(String(32))
    facts: Mapped[dict[str, object]] = mapped_column(JSON)


class GroupRow(Base):
    """A topic several people wait for, and the group session proposed for it."""

    __tablename__ = "mentor_groups"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    topic: Mapped[str] = mapped_column(String(64), primary_key=True)
    label: Mapped[str] = mapped_column(String(80))
    offered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    leader: Mapped[str | None] = mapped_column(String(32))
    card: Mapped[int | None] = mapped_column(BigInteger)


class SuggestionRow(Base):
    """A topic somebody was asked whether to list; asked once, whatever the answer."""

    __tablename__ = "mentor_suggestions"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    topic: Mapped[str] = mapped_column(String(64), primary_key=True)
    label: Mapped[str] = mapped_column(String(80))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
