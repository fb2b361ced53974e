"""How are personal keys kept and found?"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot import ids
from bot.doors.rules.keys import Key
from bot.doors.store.tables import KeyRow
from bot.ids import UserId, WorkspaceId


def add(
    session: Session, workspace: WorkspaceId, user: UserId, *, name: str, expires_at: datetime, now: datetime
) -> Key:
    row = KeyRow(
        workspace=workspace, id=ids.fresh(), user=user, name=name, hash=None, made_at=now, expires_at=expires_at
    )
    session.add(row)
    session.flush()
    return _value(row)


def of_person(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Key, ...]:
    """Return somebody's keys, the newest first, those that have expired too."""
    rows = select(KeyRow).where(KeyRow.workspace == workspace, KeyRow.user == user).order_by(KeyRow.id.desc())
    return tuple(map(_value, session.scalars(rows)))


def find(session: Session, workspace: WorkspaceId, key: int) -> Key | None:
    row = session.get(KeyRow, (workspace, key), populate_existing=True)
    return None if row is None else _value(row)


def find_by_hash(session: Session, workspace: WorkspaceId, hash: str) -> Key | None:
    row = session.scalars(select(KeyRow).where(KeyRow.workspace == workspace, KeyRow.hash == hash)).one_or_none()
    return None if row is None else _value(row)


def show(session: Session, workspace: WorkspaceId, key: int, hash: str) -> bool:
    """Keep the hash of a key that is shown now; False when it was shown before."""
    mine = (KeyRow.workspace == workspace, KeyRow.id == key, KeyRow.hash.is_(None))
    return session.scalar(update(KeyRow).where(*mine).values(hash=hash).returning(KeyRow.id)) is not None


def used(session: Session, workspace: WorkspaceId, key: int, *, now: datetime) -> None:
    session.execute(update(KeyRow).where(KeyRow.workspace == workspace, KeyRow.id == key).values(used_at=now))


def remove(session: Session, workspace: WorkspaceId, key: int) -> None:
    session.execute(delete(KeyRow).where(KeyRow.workspace == workspace, KeyRow.id == key))


def forget(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    session.execute(delete(KeyRow).where(KeyRow.workspace == workspace, KeyRow.user == user))


def _value(row: KeyRow) -> Key:
    return Key(
        id=row.id,
        workspace=WorkspaceId(row.workspace),
        user=UserId(row.user),
        name=row.name,
        made_at=row.made_at,
        expires_at=row.expires_at,
        is_shown=row.hash is not None,
        used_at=row.used_at,
    )
