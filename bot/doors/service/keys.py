"""What can be done with personal keys: make one, show it once, revoke it; and whose is the one that a program gives?"""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from bot import audit
from bot.doors.rules.keys import LIFETIME, MOST, NAME, USED, Key, NoKey, ShownBefore, TooManyKeys, kept, written
from bot.doors.store import keys
from bot.ids import UserId, WorkspaceId
from bot.people import service as people


def of_person(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Key, ...]:
    """Return somebody's keys, the newest first."""
    return keys.of_person(session, workspace, user)


def make(session: Session, workspace: WorkspaceId, user: UserId, *, name: str, now: datetime) -> Key:
    """Make a key; it opens nothing before it has been shown."""
    people.hold(session, workspace, user)
    if len(keys.of_person(session, workspace, user)) >= MOST:
        raise TooManyKeys(limit=MOST)
    made = keys.add(session, workspace, user, name=name[:NAME], expires_at=now + LIFETIME, now=now)
    audit.note(session, workspace, actor=user, what="doors.key made", target=str(made.id), now=now)
    return made


def show(session: Session, workspace: WorkspaceId, key: int, user: UserId) -> tuple[Key, str]:
    """Return a key in clear, to its person, the one time that is possible."""
    found = _own(session, workspace, key, user)
    clear = written(secrets.token_urlsafe(32))
    if not keys.show(session, workspace, key, kept(clear)):
        raise ShownBefore
    return found, clear


def revoke(session: Session, workspace: WorkspaceId, key: int, user: UserId, *, now: datetime) -> Key:
    """Have a key open nothing any more, at once; return what it was."""
    found = _own(session, workspace, key, user)
    keys.remove(session, workspace, key)
    audit.note(session, workspace, actor=user, what="doors.key revoked", target=str(key), now=now)
    return found


def find(session: Session, workspace: WorkspaceId, clear: str, *, now: datetime) -> Key | None:
    """Return the key that a program gives, if it opens anything."""
    found = keys.find_by_hash(session, workspace, kept(clear))
    return found if found is not None and found.is_valid(now) else None


def used(session: Session, workspace: WorkspaceId, key: int, *, now: datetime) -> None:
    """Note that a key was used."""
    found = keys.find(session, workspace, key)
    if found is not None and (found.used_at is None or now - found.used_at >= USED):
        keys.used(session, workspace, key, now=now)


def person_left(session: Session, workspace: WorkspaceId, user: UserId, now: datetime) -> None:
    """Somebody has left: their keys open nothing, even should they come back."""
    keys.forget(session, workspace, user)


def _own(session: Session, workspace: WorkspaceId, key: int, user: UserId) -> Key:
    found = keys.find(session, workspace, key)
    if found is None or found.user != user:
        raise NoKey
    return found
