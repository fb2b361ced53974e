"""Where are sessions kept? Who answers them, what they ask, what they have learned and what is due hang on them."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, UtcDateTime


def _of_meeting(table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workspace", "meeting"],
        ["sessions.workspace", "sessions.id"],
        ondelete="CASCADE",
        name=f"fk_{table}_workspace_sessions",
    )


class MeetingRow(Base):
    """A session; also the row that is locked while its places are counted."""

    __tablename__ = "sessions"
    __table_args__ = (
        UniqueConstraint("workspace", "key", name="uq_sessions_workspace"),
        UniqueConstraint("workspace", "series", "number", name="uq_sessions_series"),
        Index("ix_sessions_state", "workspace", "state", "starts_at"),
        Index("ix_sessions_host", "workspace", "host", "state"),
        Index("ix_sessions_held_at", "workspace", "held_at"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    #: names the effect: suggested again under the same key, it is the same session
    key: Mapped[str] = mapped_column(String(120))
    series: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    form: Mapped[str] = mapped_column(String(16))
    minutes: Mapped[int]
    places: Mapped[int | None]
    audience: Mapped[str] = mapped_column(String(82))
    link: Mapped[str] = mapped_column(Text)
    agenda: Mapped[str] = mapped_column(Text)
    repeat: Mapped[str] = mapped_column(String(16))
    proposer: Mapped[str] = mapped_column(String(32))
    host: Mapped[str | None] = mapped_column(String(32))
    channel: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    zone: Mapped[str] = mapped_column(String(64))
    #: moments in ISO 8601
    slots: Mapped[list[str]] = mapped_column(JSON)
    sequence: Mapped[int]
    news: Mapped[str] = mapped_column(Text)
    asked: Mapped[list[str]] = mapped_column(JSON)
    post: Mapped[int | None] = mapped_column(BigInteger)
    card: Mapped[int | None] = mapped_column(BigInteger)
    questions: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    lessons: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    written_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GuestRow(Base):
    __tablename__ = "session_guests"
    __table_args__ = (
        _of_meeting("session_guests"),
        Index("ix_session_guests_user", "workspace", "user"),
        Index("ix_session_guests_confirmed_at", "workspace", "confirmed_at"),
        Index("ix_session_guests_reply", "workspace", "meeting", "reply", "since"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    meeting: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    reply: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    votes: Mapped[list[int]] = mapped_column(JSON)
    told: Mapped[int]
    reminded: Mapped[int]
    calendar: Mapped[int | None]
    was_there: Mapped[bool | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class QuestionRow(Base):
    """What is asked in advance. Without a name nothing leads to the asker: no id, no moment, no order."""

    __tablename__ = "session_questions"
    __table_args__ = (_of_meeting("session_questions"), Index("ix_session_questions_user", "workspace", "user"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    meeting: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user: Mapped[str | None] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(Text)


class LessonRow(Base):
    """What somebody has learned there; once it is written up, it is the article's."""

    __tablename__ = "session_lessons"
    __table_args__ = (_of_meeting("session_lessons"), Index("ix_session_lessons_user", "workspace", "user"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    meeting: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    is_named: Mapped[bool]


class DueRow(Base):
    """Something to do at a moment; whoever deletes the row does it."""

    __tablename__ = "session_deadlines"
    __table_args__ = (_of_meeting("session_deadlines"), Index("ix_session_deadlines_due_at", "due_at"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    meeting: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Not tried again before this, so that one that fails does not stand in the way of the others.
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
