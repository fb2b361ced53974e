"""Where are promises kept? Making them and changing them; who may keep one now is in `leases.py`."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String, Text, UniqueConstraint, and_, delete, func, or_, select, update
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot import ids
from bot.db import Base, UtcDateTime, insert
from bot.ids import ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.outbox import rules
from bot.outbox.rules import Kind, State

#: Few are owed or have failed, among many that were kept: small indexes for what is asked every second.
_IS_OWED = sql("settled_at IS NULL")
_HAS_FAILED = sql("failure IS NOT NULL")


class OutboxRow(Base):
    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("ix_outbox_lane", "workspace", "lane", "id", postgresql_where=_IS_OWED, sqlite_where=_IS_OWED),
        Index("ix_outbox_due", "id", postgresql_where=_IS_OWED, sqlite_where=_IS_OWED),
        Index("ix_outbox_failed", "state", postgresql_where=_HAS_FAILED, sqlite_where=_HAS_FAILED),
        Index("ix_outbox_target", "workspace", "target"),
        Index("ix_outbox_settled_at", "settled_at"),
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


class PaceRow(Base):
    """When something may next leave a bucket: a channel, all posts, one kind, or everything of a workspace."""

    __tablename__ = "outbox_paces"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    bucket: Mapped[str] = mapped_column(String(40), primary_key=True)
    open_at: Mapped[datetime] = mapped_column(UtcDateTime)


def add(
    session: Session,
    *,
    workspace: WorkspaceId,
    kind: Kind,
    message: Mapping[str, Any],
    key: str,
    now: datetime,
    lane: str | None = None,
    channel: ChannelId | None = None,
    users: tuple[UserId, ...] = (),
    thread: Ts | None = None,
    target: PromiseId | None = None,
    response_url: str | None = None,
    topic: str = "",
    tell: UserId | None = None,
    what: str = "",
) -> tuple[PromiseId, bool]:
    """Keep a promise, unless one of this key exists. Returns its id, and whether it is new."""
    key = _fitting(key)
    row = insert(session, OutboxRow).values(
        workspace=workspace,
        id=ids.fresh(),
        key=key,
        kind=kind,
        state=State.PENDING,
        lane=lane,
        channel=channel,
        users=" ".join(users),
        thread=thread,
        target=target,
        message=dict(message),
        response_url=response_url,
        topic=topic,
        tell=tell,
        what=what[:255],
        made_at=now,
        not_before=now,
        attempts=0,
        is_doubtful=False,
        is_resent=False,
    )
    made = session.scalar(
        row.on_conflict_do_nothing(index_elements=["workspace", "key"]).returning(OutboxRow.id),
    )
    if made is not None:
        return PromiseId(made), True
    kept = select(OutboxRow.id).where(OutboxRow.workspace == workspace, OutboxRow.key == key)
    return PromiseId(session.scalars(kept).one()), False


def find(session: Session, *, workspace: WorkspaceId, promise: PromiseId) -> rules.Promise | None:
    row = session.get(OutboxRow, (workspace, promise), populate_existing=True)
    return None if row is None else value(row)


def rewrite(session: Session, *, workspace: WorkspaceId, promise: PromiseId, message: Mapping[str, Any]) -> bool:
    """Change what has certainly not been said yet; False when it may have been."""
    changed = update(OutboxRow).where(*_one(workspace, promise), *_UNSAID).values(message=dict(message))
    return session.scalar(changed.returning(OutboxRow.id)) is not None


def drop(session: Session, *, workspace: WorkspaceId, promise: PromiseId, now: datetime) -> bool:
    """Never say what has certainly not been said yet; False when it may have been."""
    return _drop(session, *_one(workspace, promise), *_UNSAID, now=now)


def lock(session: Session, *, workspace: WorkspaceId, promise: PromiseId) -> rules.Promise | None:
    """Find a promise, and let nobody begin or settle it until this transaction ends."""
    found = select(OutboxRow).where(*_one(workspace, promise)).with_for_update()
    row = session.scalars(found.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else value(row)


def changes(session: Session, *, workspace: WorkspaceId, target: PromiseId) -> tuple[rules.Promise, ...]:
    """Return the edits and withdrawals of a post that are still to be made, in order."""
    waiting = select(OutboxRow).where(
        OutboxRow.workspace == workspace, OutboxRow.target == target, OutboxRow.settled_at.is_(None)
    )
    rows = session.scalars(waiting.order_by(OutboxRow.id).execution_options(populate_existing=True))
    return tuple(value(row) for row in rows)


def drop_changes(
    session: Session, *, workspace: WorkspaceId, target: PromiseId, now: datetime, kinds: tuple[Kind, ...]
) -> None:
    """Forget those changes of a post that have not begun."""
    _drop(
        session,
        OutboxRow.workspace == workspace,
        OutboxRow.target == target,
        OutboxRow.kind.in_(kinds),
        OutboxRow.state == State.PENDING,
        now=now,
    )


def replace_edit(session: Session, *, workspace: WorkspaceId, target: PromiseId, message: Mapping[str, Any]) -> bool:
    """Change an edit that has not begun, attempted or not: only the newest matters. False when there is none."""
    changed = (
        update(OutboxRow)
        .where(
            OutboxRow.workspace == workspace,
            OutboxRow.target == target,
            OutboxRow.kind == Kind.EDIT,
            OutboxRow.state == State.PENDING,
        )
        .values(message=dict(message))
    )
    return session.scalar(changed.returning(OutboxRow.id)) is not None


def reopen(session: Session, *, workspace: WorkspaceId) -> None:
    """Open every bucket of a workspace."""
    session.execute(delete(PaceRow).where(PaceRow.workspace == workspace))


def counts(session: Session, *, now: datetime) -> rules.Counts:
    """Count what is owed. What waits for a new installation is nobody's fault and is not overdue."""
    is_stopped = select(PaceRow.workspace).where(PaceRow.bucket == rules.EVERYTHING, PaceRow.open_at > now)
    is_owed = OutboxRow.settled_at.is_(None)
    is_late = and_(is_owed, OutboxRow.not_before <= now, OutboxRow.workspace.not_in(is_stopped))
    oldest = session.scalar(select(func.min(OutboxRow.not_before)).where(is_late))
    failed = select(OutboxRow.state, func.count()).where(OutboxRow.failure.is_not(None)).group_by(OutboxRow.state)
    by_state = dict(session.execute(failed).all())
    return rules.Counts(
        pending=session.scalar(select(func.count()).where(is_owed)) or 0,
        oldest=timedelta() if oldest is None else now - oldest,
        dead=by_state.get(State.DEAD, 0),
        unknown=by_state.get(State.UNKNOWN, 0),
    )


def forget(session: Session, *, now: datetime) -> None:
    """Remove what was settled long ago. Of a post its place stays longer, without its words."""
    is_old = OutboxRow.settled_at < now - rules.KEPT
    is_place = and_(OutboxRow.state == State.SENT, OutboxRow.kind.in_(rules.POSTS))
    session.execute(delete(OutboxRow).where(is_old, or_(~is_place, OutboxRow.settled_at < now - rules.PLACE_KEPT)))
    session.execute(update(OutboxRow).where(is_old, is_place).values(message={}, what=""))
    session.execute(delete(PaceRow).where(PaceRow.open_at < now - timedelta(days=1)))


def value(row: OutboxRow) -> rules.Promise:
    return rules.Promise(
        id=PromiseId(row.id),
        workspace=WorkspaceId(row.workspace),
        key=row.key,
        kind=Kind(row.kind),
        state=State(row.state),
        topic=row.topic,
        channel=None if row.channel is None else ChannelId(row.channel),
        thread=None if row.thread is None else Ts(row.thread),
        ts=None if row.ts is None else Ts(row.ts),
        users=tuple(UserId(user) for user in row.users.split()),
        failure=row.failure,
    )


_UNSAID = (OutboxRow.state == State.PENDING, OutboxRow.is_doubtful.is_(False))


def _one(workspace: WorkspaceId, promise: PromiseId) -> tuple[Any, Any]:
    return OutboxRow.workspace == workspace, OutboxRow.id == promise


def _drop(session: Session, *which: Any, now: datetime) -> bool:
    gone = {"state": State.WITHDRAWN, "settled_at": now, "response_url": None}
    return bool(session.scalars(update(OutboxRow).where(*which).values(gone).returning(OutboxRow.id)).all())


def _fitting(key: str) -> str:
    return key if len(key) <= 255 else f"{key[:190]}:{hashlib.sha256(key.encode()).hexdigest()}"
