"""Where does what an assistant has prepared wait for its person?"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot import ids
from bot.db import MANY, insert
from bot.doors.rules.drafts import Draft, Kind
from bot.doors.store.tables import DraftRow
from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId


def keep(
    session: Session,
    workspace: WorkspaceId,
    user: UserId,
    kind: Kind,
    facts: Mapping[str, str],
    *,
    key: str,
    now: datetime,
) -> tuple[Draft, bool]:
    """Keep a draft, and return it and whether it is new; the same key again is the same draft."""
    row = insert(session, DraftRow).values(
        workspace=workspace, id=ids.fresh(), user=user, kind=kind, key=key, facts=dict(facts), made_at=now
    )
    added = session.scalar(row.on_conflict_do_nothing().returning(DraftRow.id))
    found = session.scalars(select(DraftRow).where(DraftRow.workspace == workspace, DraftRow.key == key)).one()
    return _value(found), added is not None


def find(session: Session, workspace: WorkspaceId, draft: int) -> Draft | None:
    row = session.get(DraftRow, (workspace, draft), populate_existing=True)
    return None if row is None else _value(row)


def of_person(session: Session, workspace: WorkspaceId, user: UserId, *, most: int) -> tuple[Draft, ...]:
    """Return what waits for somebody, the newest first."""
    rows = select(DraftRow).where(DraftRow.workspace == workspace, DraftRow.user == user)
    return tuple(map(_value, session.scalars(rows.order_by(DraftRow.id.desc()).limit(most))))


def count(session: Session, workspace: WorkspaceId, user: UserId) -> int:
    rows = select(func.count()).select_from(DraftRow)
    return session.scalar(rows.where(DraftRow.workspace == workspace, DraftRow.user == user)) or 0


def remove(session: Session, workspace: WorkspaceId, draft: int) -> None:
    session.execute(delete(DraftRow).where(DraftRow.workspace == workspace, DraftRow.id == draft))


def tidy(session: Session, *, before: datetime) -> int:
    """Forget some of what nobody came back to; return how many."""
    old = select(DraftRow).where(DraftRow.made_at < before).limit(MANY).with_for_update(skip_locked=True)
    rows = session.scalars(old).all()
    for row in rows:
        session.delete(row)
    session.flush()
    return len(rows)


def forget(session: Session, erasure: Erasure) -> None:
    """Remove a person's drafts, and the drafts of others that name them."""
    for row in session.scalars(select(DraftRow).where(DraftRow.workspace == erasure.workspace)):
        if row.user == erasure.user or erasure.is_in(row.facts, is_about=True):
            session.delete(row)
    session.flush()


def _value(row: DraftRow) -> Draft:
    return Draft(
        id=row.id,
        workspace=WorkspaceId(row.workspace),
        user=UserId(row.user),
        kind=Kind(row.kind),
        facts=row.facts,
        made_at=row.made_at,
    )
