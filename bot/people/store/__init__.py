"""Where are people kept?"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, bindparam, delete, func, or_, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Base, UtcDateTime, insert
from bot.erasure import SOMEBODY
from bot.ids import UserId, WorkspaceId
from bot.people import rules


class PersonRow(Base):
    __tablename__ = "people"

    workspace: Mapped[str] = mapped_column(String(32), ForeignKey("workspaces.workspace"), primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    full_name: Mapped[str] = mapped_column(String(255), default="", server_default=text("''"))
    email: Mapped[str | None] = mapped_column(String(320))
    zone: Mapped[str] = mapped_column(String(64))
    locale: Mapped[str] = mapped_column(String(16))
    standing: Mapped[str] = mapped_column(String(16))
    is_admin: Mapped[bool]
    preferences: Mapped[dict[str, object]] = mapped_column(JSON)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


_PEOPLE: Any = PersonRow.__table__
_FIND = select(_PEOPLE).where(
    _PEOPLE.c.workspace == bindparam("workspace"), _PEOPLE.c.user.in_(bindparam("users", expanding=True))
)


def save(session: Session, person: rules.Person) -> None:
    """Note a profile as Slack gave it; what the person has chosen stays."""
    facts = {
        "name": person.name,
        "full_name": person.full_name,
        "email": person.email,
        "zone": person.zone,
        "locale": person.locale,
        "standing": person.standing.value,
        "is_admin": person.is_admin,
        "seen_at": person.seen_at,
    }
    row = insert(session, PersonRow).values(workspace=person.workspace, user=person.user, preferences={}, **facts)
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "user"], set_=facts))


def find(session: Session, workspace: WorkspaceId, users: Collection[UserId]) -> dict[UserId, rules.Person]:
    if not users:
        return {}
    rows = session.execute(_FIND, {"workspace": workspace, "users": list(users)})
    return {UserId(row.user): _value(row) for row in rows}


def called(session: Session, workspace: WorkspaceId, name: str) -> tuple[rules.Person, ...]:
    folded = name.strip().lower()
    said = func.lower(_PEOPLE.c.name)
    is_called = or_(said == folded, said.startswith(f"{folded} ", autoescape=True), _PEOPLE.c.name == name)
    here = [one.value for one in (rules.Standing.MEMBER, rules.Standing.GUEST)]
    rows = session.execute(
        select(_PEOPLE)
        .where(_PEOPLE.c.workspace == workspace, is_called, _PEOPLE.c.standing.in_(here))
        .order_by(_PEOPLE.c.user)
        .limit(3)
    )
    return tuple(_value(row) for row in rows)


def hold(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """Let nobody else hold a person until this transaction ends."""
    one = select(PersonRow.user).where(PersonRow.workspace == workspace, PersonRow.user == user)
    session.execute(one.with_for_update(key_share=True))


def every(session: Session, workspace: WorkspaceId) -> tuple[rules.Person, ...]:
    rows = select(PersonRow).where(PersonRow.workspace == workspace).order_by(PersonRow.user)
    return tuple(_value(row) for row in session.scalars(rows))


def prefer(session: Session, workspace: WorkspaceId, user: UserId, choices: Mapping[str, object]) -> None:
    """Note what somebody has chosen, also where Slack has not told us yet who they are."""
    one = (PersonRow.workspace == workspace, PersonRow.user == user)
    found = select(PersonRow.preferences).where(*one).with_for_update()
    before = session.scalar(found)
    if before is None:
        session.execute(insert(session, PersonRow).values(_unmet(workspace, user)).on_conflict_do_nothing())
        before = session.scalars(found).one()
    session.execute(update(PersonRow).where(*one).values(preferences={**before, **choices}))


def _unmet(workspace: WorkspaceId, user: UserId) -> dict[str, Any]:
    """Return somebody of whom only the id is known; not seen yet, so that Slack is asked the next time."""
    return {
        "workspace": workspace,
        "user": user,
        "name": SOMEBODY,
        "full_name": "",
        "email": None,
        "zone": "UTC",
        "locale": "en-US",
        "standing": rules.Standing.MEMBER.value,
        "is_admin": False,
        "preferences": {},
        "seen_at": None,
    }


def forget(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """Remove a person, and them from what others have chosen."""
    session.execute(delete(PersonRow).where(PersonRow.workspace == workspace, PersonRow.user == user))
    for row in session.scalars(select(PersonRow).where(PersonRow.workspace == workspace)):
        if user in row.preferences.values():
            row.preferences = {name: one for name, one in row.preferences.items() if one != user}
    session.flush()


def _value(row: Any) -> rules.Person:
    return rules.Person(
        workspace=WorkspaceId(row.workspace),
        user=UserId(row.user),
        name=row.name,
        full_name=row.full_name,
        email=row.email,
        zone=row.zone,
        locale=row.locale,
        standing=rules.Standing(row.standing),
        is_admin=row.is_admin,
        preferences=row.preferences,
        seen_at=row.seen_at,
    )
