"""Who may keep which promise now, and what is written down when it is done?

A lease is one process's turn: committed before anything is sent, over after a minute, and fenced, so that whoever wakes
up too late changes nothing. It is given only for the first of its lane and when the buckets are open.
"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from bot.db import insert
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.outbox import rules, store, wording
from bot.outbox.rules import Form, Kind, State, outcomes
from bot.outbox.store.tables import OutboxRow, PaceRow


def take(session: Session, *, now: datetime) -> rules.Lease | None:
    """Lease the oldest promise that may be kept now; None when there is none."""
    moments = {"now": now, "far": now + rules.LONGEST_WAIT, "lapsed": now + 2 * rules.LEASE}
    row = session.scalars(_TURN, moments).first()
    if row is None:
        return None
    if row.kind in rules.POSTS and not leave(session, row, now=now):
        return None
    row.is_doubtful = row.is_doubtful or row.state == State.SENDING  # its last holder never told what became of it
    row.state, row.owner, row.leased_until = State.SENDING, uuid.uuid4().hex, now + rules.LEASE
    row.attempts += 1
    row.first_attempt_at = row.first_attempt_at or now
    is_too_late = _catch_up(row, now)
    session.flush()
    return _lease(session, row, is_too_late=is_too_late)


def renew(session: Session, lease: rules.Lease, *, is_resent: bool, now: datetime) -> bool:
    """Begin the lease anew before sending again; False when it is somebody else's."""
    values = {"leased_until": now + rules.LEASE, "is_resent": is_resent}
    return _settle(session, lease, values)


def settle(session: Session, lease: rules.Lease, decision: outcomes.Decision, *, now: datetime) -> rules.Promise | None:
    """Write down what has become of a promise; None when the lease is somebody else's by now."""
    values: dict[str, Any] = {"owner": None, "leased_until": None}
    match decision:
        case outcomes.Sent(channel=channel, ts=ts):
            values |= {"state": State.SENT, "ts": ts, "channel": channel or lease.promise.channel, "failure": None}
        case outcomes.Dead(why=why):
            values |= {"state": State.DEAD, "failure": why}
        case outcomes.Held(why=why):
            values |= {"state": State.UNKNOWN, "failure": why}
        case outcomes.Dropped(why=why):
            values |= {"state": State.WITHDRAWN, "failure": why}
        case outcomes.Wait():
            values |= {
                "state": State.PENDING,
                "failure": decision.why,
                "not_before": now + decision.after,
                "is_doubtful": decision.is_doubtful,
                "attempts": lease.attempts if decision.is_counted else lease.attempts - 1,
            }
            if not decision.is_sent:
                values["is_resent"] = lease.is_resent  # the one more time is still to come
        case outcomes.Reworded(why=why, form=form):
            simpler = wording.plain(lease.message) if form is Form.PLAIN else wording.sorry(lease.promise)
            values |= _afresh(why, now) | {"form": form, "message": wording.instead(lease.message, simpler)}
        case outcomes.Moved(why=why, kind=kind):
            values |= _afresh(why, now) | {"kind": kind, "response_url": None, "message": wording.words(lease.message)}
            if kind is Kind.DIRECT:
                values |= {"lane": lease.promise.users[0], "channel": None, "thread": None}
    if not isinstance(decision, outcomes.GOING_ON):
        values |= {"settled_at": now, "response_url": None}
        if lease.promise.kind in rules.FLEETING:
            values |= {"message": {}, "what": ""}
    if not _settle(session, lease, values):
        return None
    _consequences(session, lease, decision, now=now)
    return store.find(session, workspace=lease.promise.workspace, promise=lease.promise.id)


def _afresh(why: str, now: datetime) -> dict[str, Any]:
    """Begin again with something that has certainly not been said."""
    begun = {"attempts": 0, "first_attempt_at": None, "is_doubtful": False, "is_resent": False}
    return {"state": State.PENDING, "failure": why, "not_before": now, **begun}


def _catch_up(row: OutboxRow, now: datetime) -> bool:
    """Say what is true by now, unless it may have been said before; True when there is nothing to say any more."""
    if row.true_until is None or row.true_until > now or row.is_doubtful:
        return False
    if row.late is None:
        return True
    row.message, row.late, row.true_until = row.late, None, None
    return False


def _consequences(session: Session, lease: rules.Lease, decision: outcomes.Decision, *, now: datetime) -> None:
    workspace = lease.promise.workspace
    if isinstance(decision, outcomes.Dead | outcomes.Held):
        store.drop_changes(session, workspace=workspace, target=lease.promise.id, now=now, kinds=rules.REPEATABLE)
    is_deleted = isinstance(decision, outcomes.Sent) and lease.promise.kind == Kind.WITHDRAW
    if is_deleted and lease.target is not None:
        gone = update(OutboxRow).where(OutboxRow.workspace == workspace, OutboxRow.id == lease.target.id)
        session.execute(gone.values(state=State.WITHDRAWN))
    if isinstance(decision, outcomes.Wait) and decision.pause is not None:
        bucket, pause = decision.pause
        _shut(session, workspace, bucket, until=now + pause, why=decision.why, now=now)
        if bucket == lease.lane and _refused_lanes(session, workspace, now=now) >= rules.CROWD:
            _shut(session, workspace, rules.ALL_POSTS, until=now + pause, why=decision.why, now=now)
    elif isinstance(decision, outcomes.Sent):  # whoever was allowed to speak has a good token
        session.execute(delete(PaceRow).where(PaceRow.workspace == workspace, PaceRow.bucket == rules.EVERYTHING))


def _refused_lanes(session: Session, workspace: str, *, now: datetime) -> int:
    """Count the lanes of posts that Slack keeps waiting at this moment."""
    others = (rules.EVERYTHING, rules.ALL_POSTS, *Kind)
    lanes = select(func.count()).where(
        PaceRow.workspace == workspace, PaceRow.bucket.not_in(others), PaceRow.why.is_not(None), _is_shut()
    )
    return session.scalar(lanes, {"now": now, "far": now + rules.LONGEST_WAIT}) or 0


def _settle(session: Session, lease: rules.Lease, values: dict[str, Any]) -> bool:
    fenced = update(OutboxRow).where(
        OutboxRow.workspace == lease.promise.workspace,
        OutboxRow.id == lease.promise.id,
        OutboxRow.state == State.SENDING,
        OutboxRow.owner == lease.owner,
    )
    return session.scalar(fenced.values(values).returning(OutboxRow.id)) is not None


def _is_due() -> ColumnElement[bool]:
    return or_(
        and_(OutboxRow.state == State.PENDING, _is_past(OutboxRow.not_before, "far")),
        and_(OutboxRow.state == State.SENDING, _is_past(OutboxRow.leased_until, "lapsed")),
    )


def _is_past(moment: InstrumentedAttribute[Any], too_far: str) -> ColumnElement[bool]:
    """Is a moment over? One further ahead than anything waits was written before the clock was set back."""
    return or_(moment <= bindparam("now"), moment > bindparam(too_far))


def _is_shut() -> ColumnElement[bool]:
    return and_(PaceRow.open_at > bindparam("now"), PaceRow.open_at <= bindparam("far"))


def _is_first() -> ColumnElement[bool]:
    """Nothing of the same lane is before it; and what it changes has been said."""
    earlier, target = aliased(OutboxRow), aliased(OutboxRow)
    before = exists().where(
        earlier.workspace == OutboxRow.workspace,
        earlier.lane == OutboxRow.lane,
        earlier.id < OutboxRow.id,
        earlier.settled_at.is_(None),
    )
    unsaid = exists().where(
        target.workspace == OutboxRow.workspace,
        target.id == OutboxRow.target,
        target.settled_at.is_(None),
    )
    return and_(~before, ~unsaid)


def _is_open() -> ColumnElement[bool]:
    shut = exists().where(
        PaceRow.workspace == OutboxRow.workspace,
        _is_shut(),
        or_(
            PaceRow.bucket.in_((rules.EVERYTHING, OutboxRow.kind)),
            and_(OutboxRow.kind.in_(rules.POSTS), PaceRow.bucket.in_((rules.ALL_POSTS, OutboxRow.lane))),
        ),
    )
    return ~shut


# Asked every second, and after every commit: built once.
_TURN = (
    select(OutboxRow)
    .where(OutboxRow.settled_at.is_(None), _is_due(), _is_first(), _is_open())
    .order_by(OutboxRow.id)
    .limit(1)
    .with_for_update(skip_locked=True, of=OutboxRow)
    .execution_options(populate_existing=True)
)


def leave(session: Session, row: OutboxRow, *, now: datetime) -> bool:
    """Let a post out of its buckets; False, and nothing is spent, when another process was faster at one of them."""
    paces = ((rules.ALL_POSTS, rules.WORKSPACE_PACE), (str(row.lane), rules.CHANNEL_PACE))
    buckets = [(_pace(session, row.workspace, name, open_at=now - pace.slack), pace) for name, pace in paces]
    if any(now < bucket.open_at <= now + rules.LONGEST_WAIT for bucket, _pace in buckets):
        return False
    for bucket, pace in buckets:
        bucket.open_at = rules.after_one(pace, open_at=min(bucket.open_at, now), now=now)
        bucket.why = None
    return True


def _shut(session: Session, workspace: str, bucket: str, *, until: datetime, why: str, now: datetime) -> None:
    row = _pace(session, workspace, bucket, open_at=until)
    row.open_at = until if row.open_at > now + rules.LONGEST_WAIT else max(row.open_at, until)
    row.since = row.since if row.why is not None and row.since is not None else now
    row.why = why


def _pace(session: Session, workspace: str, bucket: str, *, open_at: datetime) -> PaceRow:
    """Return a bucket's row, locked; made first, so that there is something to lock."""
    made = insert(session, PaceRow).values(workspace=workspace, bucket=bucket, open_at=open_at)
    session.execute(made.on_conflict_do_nothing())
    found = select(PaceRow).where(PaceRow.workspace == workspace, PaceRow.bucket == bucket).with_for_update()
    return session.scalars(found.execution_options(populate_existing=True)).one()


def _lease(session: Session, row: OutboxRow, *, is_too_late: bool) -> rules.Lease:
    promise = store.value(row)
    target = None
    if row.target is not None:
        target = store.find(session, workspace=WorkspaceId(row.workspace), promise=PromiseId(row.target))
    assert row.owner is not None
    assert row.leased_until is not None
    assert row.first_attempt_at is not None
    return rules.Lease(
        promise=promise,
        owner=row.owner,
        until=row.leased_until,
        message=row.message,
        form=Form(row.form),
        lane=row.lane,
        is_too_late=is_too_late,
        response_url=row.response_url,
        target=target,
        attempts=row.attempts,
        first_attempt_at=row.first_attempt_at,
        is_doubtful=row.is_doubtful,
        is_resent=row.is_resent,
        tell=None if row.tell is None else UserId(row.tell),
        what=row.what,
    )
