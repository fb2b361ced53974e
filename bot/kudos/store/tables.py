"""Where are kudos kept? Gifts and reversals are only ever added; whatever can be summed is not stored twice."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, UtcDateTime

_IS_HIDDEN = sql("cause = 'hidden'")


class GuardRow(Base):
    """A row to lock: whoever changes a giver's ledger, or a kudos that several people can change, takes turns."""

    __tablename__ = "kudos_guards"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    #: how often it was locked: the order in which a giver's gifts and reversals were made
    moves: Mapped[int]


class GestureRow(Base):
    __tablename__ = "kudos_gestures"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("ix_kudos_gestures_giver", "workspace", "giver", "given_at"),
        Index("ix_kudos_gestures_given_at", "workspace", "given_at"),
        Index("ix_kudos_gestures_message", "workspace", "channel", "ts"),
        Index("ix_kudos_gestures_seconds", "workspace", "seconds"),
        Index("ix_kudos_gestures_place", "place"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(160))
    giver: Mapped[str] = mapped_column(String(32))
    source: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    thread: Mapped[str | None] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    seconds: Mapped[int | None] = mapped_column(BigInteger)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: how many gifts and reversals were ever written to it, so that a lost one is missed; None: nobody has counted
    gifts_written: Mapped[int | None]
    reversals_written: Mapped[int | None]


class GiftRow(Base):
    __tablename__ = "kudos_gifts"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "gesture"], ["kudos_gestures.workspace", "kudos_gestures.id"]),
        UniqueConstraint("workspace", "gesture", "receiver", "value", "turn"),
        Index("ix_kudos_gifts_giver", "workspace", "giver", "charged_at"),
        Index("ix_kudos_gifts_receiver", "workspace", "receiver", "given_at"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    gesture: Mapped[int] = mapped_column(BigInteger)
    giver: Mapped[str] = mapped_column(String(32))
    receiver: Mapped[str] = mapped_column(String(32))
    value: Mapped[str] = mapped_column(String(40))
    group: Mapped[str] = mapped_column(String(120))
    #: 0, and one more each time the same gift is given again after a reversal
    turn: Mapped[int]
    charge: Mapped[int] = mapped_column(BigInteger)
    charged_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: `counting.Count`; not named count, which a row has already
    tally: Mapped[str] = mapped_column(String(16))
    audience: Mapped[str] = mapped_column(String(16))
    #: the giver's guard when it was given, and the limits then: with them every decision can be checked again
    move: Mapped[int]
    allowance: Mapped[int]
    per_person: Mapped[int]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReversalRow(Base):
    __tablename__ = "kudos_reversals"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "gift"], ["kudos_gifts.workspace", "kudos_gifts.id"]),
        #: Few were hidden, among many that were taken back.
        Index("ix_kudos_reversals_hidden", "workspace", "at", postgresql_where=_IS_HIDDEN, sqlite_where=_IS_HIDDEN),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    gift: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    cause: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(String(32))
    #: an admin's reason
    note: Mapped[str] = mapped_column(Text)
    move: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PublicationRow(Base):
    """A receiver has let others see what was theirs alone."""

    __tablename__ = "kudos_publications"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    gesture: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    receiver: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PostRow(Base):
    """What was said in Slack about a kudos, so that it can be put right."""

    __tablename__ = "kudos_posts"
    __table_args__ = (
        Index("ix_kudos_posts_gesture", "workspace", "gesture"),
        Index("ix_kudos_posts_message", "workspace", "channel", "ts"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    promise: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    gesture: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(16))
    receiver: Mapped[str] = mapped_column(String(32))
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))


class DraftRow(Base):
    """A wish that waits for its giver."""

    __tablename__ = "kudos_drafts"
    __table_args__ = (UniqueConstraint("workspace", "key"), Index("ix_kudos_drafts_made_at", "made_at"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(160))
    giver: Mapped[str] = mapped_column(String(32))
    wish: Mapped[dict[str, object]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
