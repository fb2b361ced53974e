"""Which tables keep the desk? Flags and their cases, suggested changes, corrections and who hears of them, letters."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, Index, String, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, UtcDateTime

IS_OPEN = sql("outcome = 'open'")
_IS_SETTLED_UNTOLD = sql("told_at IS NULL AND outcome IN ('fixed', 'right', 'retired')")
_IS_WAITING = sql("state = 'waiting'")
_IS_UNTOLD = sql("told_at IS NULL")


def _of_article() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace", "article"], ["articles.workspace", "articles.id"])


class FlagRow(Base):
    """Somebody says that a passage is wrong; one open flag a person and passage."""

    __tablename__ = "desk_flags"
    __table_args__ = (
        _of_article(),
        Index(
            "uq_desk_flags_open",
            "workspace",
            "article",
            "section",
            "by",
            unique=True,
            postgresql_where=IS_OPEN,
            sqlite_where=IS_OPEN,
        ),
        Index("ix_desk_flags_workspace_at", "workspace", "at"),
        Index(
            "ix_desk_flags_untold",
            "workspace",
            "id",
            postgresql_where=_IS_SETTLED_UNTOLD,
            sqlite_where=_IS_SETTLED_UNTOLD,
        ),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article: Mapped[int] = mapped_column(BigInteger)
    section: Mapped[str] = mapped_column(String(200))
    #: Of which answer, so that its person can take it back.
    answer: Mapped[int] = mapped_column(BigInteger)
    by: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(String(16))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str | None] = mapped_column(String(32))
    #: Why it is right as it stands, and when who raised it heard.
    said: Mapped[str] = mapped_column(Text)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CaseRow(Base):
    """A passage with open flags. Whoever settles it takes this row first."""

    __tablename__ = "desk_cases"
    __table_args__ = (_of_article(), Index("ix_desk_cases_workspace_opened_at", "workspace", "opened_at"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    article: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    section: Mapped[str] = mapped_column(String(200), primary_key=True)
    asked: Mapped[str | None] = mapped_column(String(32))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cards: Mapped[list[int]] = mapped_column(JSON)


class SuggestionRow(Base):
    __tablename__ = "desk_suggestions"
    __table_args__ = (
        _of_article(),
        Index(
            "ix_desk_suggestions_waiting",
            "workspace",
            "id",
            postgresql_where=_IS_WAITING,
            sqlite_where=_IS_WAITING,
        ),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article: Mapped[int] = mapped_column(BigInteger)
    base: Mapped[int]
    anchor: Mapped[str | None] = mapped_column(Text)
    heading: Mapped[str] = mapped_column(Text)
    #: The words, until they are decided about: then the article has them, or nobody.
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    was_wrong: Mapped[bool]
    by: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(32))
    cards: Mapped[list[int]] = mapped_column(JSON)


class CorrectionRow(Base):
    """A passage was wrong and has been put right: who read it meanwhile is told once."""

    __tablename__ = "desk_corrections"
    __table_args__ = (_of_article(),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article: Mapped[int] = mapped_column(BigInteger)
    section: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text)
    #: '' when the article was taken out.
    after: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: The last answer that was looked at for readers, and when all of them were found.
    looked_at: Mapped[int] = mapped_column(BigInteger)
    found_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReaderRow(Base):
    """Somebody read what a correction is about; `told_at`: when they heard of it."""

    __tablename__ = "desk_readers"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "correction"], ["desk_corrections.workspace", "desk_corrections.id"]),
        Index(
            "ix_desk_readers_untold",
            "workspace",
            "user",
            postgresql_where=_IS_UNTOLD,
            sqlite_where=_IS_UNTOLD,
        ),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    correction: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LetterRow(Base):
    """A week's desk, or a month's thanks: a row a person and period, and whoever makes it writes the letter."""

    __tablename__ = "desk_letters"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspaces.workspace"]),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    period: Mapped[str] = mapped_column(String(16), primary_key=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PassedRow(Base):
    """An article that somebody was asked to check and says is not theirs to."""

    __tablename__ = "desk_passed"
    __table_args__ = (_of_article(),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    article: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
