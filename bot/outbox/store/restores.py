"""What may Slack already have that restored data knows nothing of?

A backup holds promises as still to be kept that were kept after it was taken, and knows nothing of those that the clock
made after it and will make again. So that nothing is said twice, the former are doubtful from the restore on, and the
latter for a while as they are made: the outbox looks in Slack before it says them. A person who presses a button again
means it, and is answered.
"""

from datetime import datetime, timedelta

from sqlalchemy import and_, func, select, update
from sqlalchemy.orm import Session

from bot import deadline
from bot.db import insert
from bot.ids import WorkspaceId
from bot.outbox.rules import POSTS, Kind, State
from bot.outbox.store.tables import OutboxRow, RestoreRow

#: So long after a restore the clock may do again what it did before; its slowest job runs once a day.
SUSPECT = timedelta(days=2)
#: How far back is looked where the data holds no sign of life.
LONGEST = timedelta(days=30)
RESTORED = "restored"

_NOTED = "outbox.restore"


def doubt(session: Session, *, workspace: WorkspaceId, now: datetime) -> int:
    """Take everything that is still to be said for perhaps said; return how many posts will be looked for."""
    since = min(_last_sign(session, workspace) or now - LONGEST, now)
    noted = {"restored_at": now, "since": since}
    row = insert(session, RestoreRow).values(workspace=workspace, **noted)
    session.execute(row.on_conflict_do_update(index_elements=[RestoreRow.workspace], set_=noted))
    is_owed = and_(OutboxRow.workspace == workspace, OutboxRow.settled_at.is_(None))
    unheld = {"state": State.PENDING, "owner": None, "leased_until": None}
    passing = {"state": State.WITHDRAWN, "failure": RESTORED, "settled_at": now, "response_url": None}
    # Nobody can look for what one person saw for a moment, and whoever waited for it has long gone on.
    gone = update(OutboxRow).where(is_owed, OutboxRow.kind.in_((Kind.WHISPER, Kind.RESPOND)))
    session.execute(gone.values(owner=None, leased_until=None, **passing))
    first = func.coalesce(OutboxRow.first_attempt_at, OutboxRow.made_at)
    doubtful = update(OutboxRow).where(is_owed, OutboxRow.kind.in_(POSTS))
    posts = session.scalars(
        doubtful.values(is_doubtful=True, first_attempt_at=first, **unheld).returning(OutboxRow.id)
    ).all()
    session.execute(update(OutboxRow).where(is_owed).values(unheld))
    return len(posts)


def suspect(session: Session, workspace: WorkspaceId, promise: int, *, now: datetime) -> None:
    """Doubt a new promise of the clock's for a while after a restore: it may have been made, and kept, before."""
    if deadline.is_set():  # a person asks for it now
        return
    since = _since(session, workspace, now)
    if since is not None:
        made = update(OutboxRow).where(OutboxRow.workspace == workspace, OutboxRow.id == promise)
        session.execute(made.values(is_doubtful=True, first_attempt_at=since))


def _since(session: Session, workspace: WorkspaceId, now: datetime) -> datetime | None:
    """Return since when Slack may have more than we know, asked once a transaction; None when it has not."""
    known: dict[WorkspaceId, datetime | None] = session.info.setdefault(_NOTED, {})
    if workspace not in known:
        row = session.get(RestoreRow, workspace)
        known[workspace] = row.since if row is not None and row.restored_at > now - SUSPECT else None
    return known[workspace]


def _last_sign(session: Session, workspace: WorkspaceId) -> datetime | None:
    """Return when the outbox last did something, as far as this data knows."""
    signs = (func.max(OutboxRow.made_at), func.max(OutboxRow.settled_at), func.max(OutboxRow.first_attempt_at))
    found = session.execute(select(*signs).where(OutboxRow.workspace == workspace)).one()
    return max((one for one in found if one is not None), default=None)
