"""Has this request been handled, and what was Slack told? What was handled once returns what it returned.

Slack sends an event at least once, a proxy may send anything twice, and the answer to a COMMIT can be lost. Never
decided by Slack's retry header: after a restart the retry is the only delivery. Kept for two days, longer than Slack's
delayed retries (24 hours).
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Index, String, Text, and_, delete, or_, select, tuple_, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import MANY, Base, UtcDateTime, insert
from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId

KEPT = timedelta(days=2)


class AcknowledgementRow(Base):
    __tablename__ = "acknowledgements"
    __table_args__ = (Index("ix_acknowledgements_handled_at", "handled_at"),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    actor: Mapped[str] = mapped_column(String(32))
    #: What Slack was told, as JSON; '' for nothing but "received".
    body: Mapped[str] = mapped_column(Text)
    handled_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, kw_only=True)
class Acknowledgement:
    body: str


def begin(
    session: Session, workspace: WorkspaceId, key: str, *, actor: UserId, now: datetime
) -> Acknowledgement | None:
    """Note that a request is being handled, and return None; what it was told, when it has been handled before.

    Of two that come at once the later one waits for the first one's transaction, and learns what that one told.
    """
    row = AcknowledgementRow
    new = {"workspace": workspace, "key": key[:255], "actor": actor, "body": "", "handled_at": now}
    if session.execute(insert(session, row).values(new).on_conflict_do_nothing().returning(row.key)).first():
        return None
    body = session.scalars(select(row.body).where(_is(workspace, key))).one()
    return Acknowledgement(body=body)


def tell(session: Session, workspace: WorkspaceId, key: str, body: str) -> None:
    """Keep what Slack is told."""
    session.execute(update(AcknowledgementRow).where(_is(workspace, key)).values(body=body))


def drop(session: Session, workspace: WorkspaceId, key: str) -> None:
    """Let a request be handled again: nothing was done."""
    session.execute(delete(AcknowledgementRow).where(_is(workspace, key)))


def _is(workspace: WorkspaceId, key: str) -> ColumnElement[bool]:
    return and_(AcknowledgementRow.workspace == workspace, AcknowledgementRow.key == key[:255])


def forget(session: Session, *, now: datetime) -> int:
    """Remove some of what nobody will send again; returns how much."""
    row = AcknowledgementRow
    old = select(row.workspace, row.key).where(row.handled_at < now - KEPT).limit(MANY)
    some = [tuple(found) for found in session.execute(old.with_for_update(skip_locked=True))]
    if some:
        session.execute(delete(row).where(tuple_(row.workspace, row.key).in_(some)))
    return len(some)


def forget_person(session: Session, erasure: Erasure) -> None:
    """Erase what a person was told, and what others were told of them; that a request was handled stays known."""
    session.execute(
        update(AcknowledgementRow)
        .where(AcknowledgementRow.workspace == erasure.workspace, AcknowledgementRow.actor == erasure.user)
        .values(actor=erasure.tombstone, body="")
    )
    names = [AcknowledgementRow.body.contains(erasure.user, autoescape=True)]
    for name in erasure.called:  # as it stands in JSON
        names.append(AcknowledgementRow.body.icontains(json.dumps(name)[1:-1], autoescape=True))
    session.execute(
        update(AcknowledgementRow).where(AcknowledgementRow.workspace == erasure.workspace, or_(*names)).values(body="")
    )
    erasure.replace_in(session, AcknowledgementRow.key)
