"""How are promises made and changed? Who may keep one now is in `leases.py`."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, or_, select, tuple_, update
from sqlalchemy.orm import Session

from bot import ids
from bot.db import MANY, insert_once
from bot.ids import ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.outbox import rules
from bot.outbox.rules import Form, Kind, State
from bot.outbox.store import restores
from bot.outbox.store.tables import OutboxRow, PaceRow

_OUTBOX: Any = OutboxRow.__table__
_NEW = {"state": State.PENDING, "form": Form.DRAWN, "attempts": 0, "is_doubtful": False, "is_resent": False}
_KEPT = select(_OUTBOX.c.id).where(_OUTBOX.c.workspace == bindparam("workspace"), _OUTBOX.c.key == bindparam("key"))


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
    true_until: datetime | None = None,
    late: Mapping[str, Any] | None = None,
) -> tuple[PromiseId, bool]:
    """Keep a promise, unless one of this key exists. Returns its id, and whether it is new."""
    key = rules.fitting(key)
    facts = {
        "workspace": workspace,
        "id": ids.fresh(),
        "key": key,
        "kind": kind,
        "lane": lane,
        "channel": channel,
        "users": " ".join(users),
        "thread": thread,
        "target": target,
        "message": message,
        "response_url": response_url,
        "topic": topic,
        "tell": tell,
        "what": what[:255],
        "true_until": true_until,
        "late": late,
        "made_at": now,
        "not_before": now,
    }
    made = session.execute(insert_once(session, _OUTBOX), facts | _NEW).scalar()
    if made is None:
        return PromiseId(session.execute(_KEPT, {"workspace": workspace, "key": key}).scalar_one()), False
    if kind in rules.POSTS:
        restores.suspect(session, workspace, made, now=now)
    return PromiseId(made), True


def find(session: Session, *, workspace: WorkspaceId, promise: PromiseId) -> rules.Promise | None:
    row = session.get(OutboxRow, (workspace, promise), populate_existing=True)
    return None if row is None else value(row)


def is_made(session: Session, *, workspace: WorkspaceId, key: str) -> bool:
    """Is there a promise of this key?"""
    made = select(OutboxRow.id).where(OutboxRow.workspace == workspace, OutboxRow.key == rules.fitting(key))
    return session.scalar(made) is not None


def rewrite(session: Session, *, workspace: WorkspaceId, promise: PromiseId, words: Mapping[str, Any]) -> bool:
    """Change what has certainly not been said yet; False when it may have been. `words`: message, true_until, late."""
    changed = update(OutboxRow).where(*_one(workspace, promise), _IS_UNSAID).values({**words, "form": Form.DRAWN})
    return session.scalar(changed.returning(OutboxRow.id)) is not None


def drop(session: Session, *, workspace: WorkspaceId, promise: PromiseId, now: datetime) -> bool:
    """Never say what has certainly not been said yet; False when it may have been."""
    return _drop(session, *_one(workspace, promise), _IS_UNSAID, now=now)


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


def replace_edit(session: Session, *, workspace: WorkspaceId, target: PromiseId, words: Mapping[str, Any]) -> bool:
    """Change an edit that has not begun, attempted or not: only the newest matters. False when there is none."""
    changed = (
        update(OutboxRow)
        .where(
            OutboxRow.workspace == workspace,
            OutboxRow.target == target,
            OutboxRow.kind == Kind.EDIT,
            OutboxRow.state == State.PENDING,
        )
        .values({**words, "form": Form.DRAWN})
    )
    return session.scalar(changed.returning(OutboxRow.id)) is not None


def reopen(session: Session, *, workspace: WorkspaceId) -> None:
    """Open every bucket of a workspace."""
    session.execute(delete(PaceRow).where(PaceRow.workspace == workspace))


def silence(session: Session, *, workspace: WorkspaceId) -> rules.Silence | None:
    """Return why nothing can be said in a workspace; None when it can."""
    found = session.get(PaceRow, (workspace, rules.EVERYTHING), populate_existing=True)
    if found is None or found.why is None:
        return None
    return rules.Silence(why=found.why, since=found.since or found.open_at)


def delete_old(session: Session, *, now: datetime) -> int:
    """Remove some of what was settled long ago, where a post is last of all; returns how many."""
    is_place = and_(OutboxRow.state == State.SENT, OutboxRow.kind.in_(rules.POSTS))
    is_over = and_(OutboxRow.settled_at < now - rules.KEPT, OutboxRow.words_gone_at.is_(None), ~is_place)
    some = _some(session, or_(is_over, OutboxRow.settled_at < now - rules.PLACE_KEPT))
    if some:
        session.execute(delete(OutboxRow).where(_KEY.in_(some)))
    return len(some)


def empty_old(session: Session, *, now: datetime) -> int:
    """Forget the words of some posts of long ago, and keep where they are; returns how many."""
    is_place = and_(OutboxRow.state == State.SENT, OutboxRow.kind.in_(rules.POSTS))
    some = _some(session, OutboxRow.settled_at < now - rules.KEPT, OutboxRow.words_gone_at.is_(None), is_place)
    if some:
        gone: dict[str, Any] = {"message": {}, "what": "", "late": None, "words_gone_at": now}
        session.execute(update(OutboxRow).where(_KEY.in_(some)).values(gone))
    return len(some)


def delete_paces(session: Session, *, now: datetime) -> int:
    """Remove some buckets that nothing has left for a day."""
    is_idle = and_(PaceRow.open_at < now - timedelta(days=1), PaceRow.bucket != rules.EVERYTHING)
    key = tuple_(PaceRow.workspace, PaceRow.bucket)
    some = [tuple(row) for row in session.execute(select(PaceRow.workspace, PaceRow.bucket).where(is_idle).limit(MANY))]
    if some:
        session.execute(delete(PaceRow).where(key.in_(some)))
    return len(some)


def _some(session: Session, *which: Any) -> list[tuple[str, int]]:
    """Pick the keys of a few rows that nobody else is at."""
    found = select(OutboxRow.workspace, OutboxRow.id).where(*which).order_by(OutboxRow.settled_at).limit(MANY)
    return [(row.workspace, row.id) for row in session.execute(found.with_for_update(skip_locked=True))]


_KEY = tuple_(OutboxRow.workspace, OutboxRow.id)


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


def forget_words(session: Session, *, workspace: WorkspaceId, keys: Collection[str], now: datetime) -> None:
    """Forget what these promises say; what was not said never is."""
    which = (OutboxRow.workspace == workspace, OutboxRow.key.in_([rules.fitting(key) for key in keys]))
    _drop(session, *which, _IS_UNSAID, now=now)
    session.execute(update(OutboxRow).where(*which).values(message={}, what="", late=None))


#: Certainly not said; or perhaps, and there is no place to change it.
_IS_UNSAID = or_(
    and_(OutboxRow.state == State.PENDING, OutboxRow.is_doubtful.is_(False)),
    OutboxRow.state.in_((State.DEAD, State.UNKNOWN)),
)


def _one(workspace: WorkspaceId, promise: PromiseId) -> tuple[Any, Any]:
    return OutboxRow.workspace == workspace, OutboxRow.id == promise


def _drop(session: Session, *which: Any, now: datetime) -> bool:
    gone = {"state": State.WITHDRAWN, "settled_at": now, "response_url": None}
    return bool(session.scalars(update(OutboxRow).where(*which).values(gone).returning(OutboxRow.id)).all())
