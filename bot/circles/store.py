"""Where is kept who belongs to which circle?"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Select, String, bindparam, delete, exists, false, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.circles.rules import Circle, Name, Told
from bot.db import Base, UtcDateTime, insert
from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId


class CircleRow(Base):
    __tablename__ = "circles"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(82), primary_key=True)
    #: Slack's id; None until it is known
    circle: Mapped[str | None] = mapped_column(String(32))
    lost: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failures: Mapped[int]
    #: somebody has left it, and what they were told is still to be looked at
    has_lost: Mapped[bool] = mapped_column(default=False, server_default=false())


class MemberRow(Base):
    """Somebody in a circle."""

    __tablename__ = "circle_members"
    __table_args__ = (Index("ix_circle_members_workspace_user", "workspace", "user"),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(82), primary_key=True)
    user: Mapped[str] = mapped_column(String(32), primary_key=True)


def of_person() -> Select[str]:
    """Ask for the names of the circles somebody is in; `workspace` and `user` are bound when it is asked."""
    return select(MemberRow.name).where(
        MemberRow.workspace == bindparam("workspace"), MemberRow.user == bindparam("user")
    )


def of_channel() -> Select[str]:
    """Ask for the names of the circle that a channel's members are; `workspace` and `channel` are bound then."""
    return select(CircleRow.name).where(
        CircleRow.workspace == bindparam("workspace"), CircleRow.circle == bindparam("channel")
    )


def every(session: Session, workspace: WorkspaceId) -> tuple[Circle, ...]:
    rows = select(CircleRow).where(CircleRow.workspace == workspace).order_by(CircleRow.name)
    return tuple(map(_value, session.scalars(rows)))


def is_kept(session: Session, workspace: WorkspaceId, id: str) -> bool:
    """Is it kept who is in this group or channel?"""
    one = exists().where(CircleRow.workspace == workspace, CircleRow.circle == id)
    return bool(session.scalar(select(one)))


def members(session: Session, workspace: WorkspaceId, name: Name) -> frozenset[UserId]:
    rows = select(MemberRow.user).where(MemberRow.workspace == workspace, MemberRow.name == name)
    return frozenset(map(UserId, session.scalars(rows)))


def names_of(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Name, ...]:
    """Return the circles somebody is in."""
    return tuple(
        map(Name, session.scalars(of_person().order_by(MemberRow.name), {"workspace": workspace, "user": user}))
    )


def want(session: Session, workspace: WorkspaceId, circles: Collection[Circle]) -> None:
    """Keep these circles from now on."""
    for one in sorted(circles, key=lambda one: one.name):
        row = insert(session, CircleRow).values(
            workspace=workspace, name=one.name, circle=one.id, lost="", asked_at=None, next_at=None, failures=0
        )
        session.execute(row.on_conflict_do_nothing())


def save(session: Session, workspace: WorkspaceId, told: Collection[Told]) -> None:
    """Note what Slack said of circles."""
    for one in sorted(told, key=lambda one: one.circle.name):
        circle = one.circle
        row = update(CircleRow).where(CircleRow.workspace == workspace, CircleRow.name == circle.name)
        facts: dict[str, Any] = {
            "circle": circle.id,
            "lost": circle.lost[:64],
            "asked_at": circle.asked_at,
            "next_at": circle.next_at,
            "failures": circle.failures,
        }
        if not circle.lost:  # who left while Slack did not answer is not known
            facts["has_lost"] = or_(CircleRow.has_lost, CircleRow.lost != "")
        found = session.scalar(row.values(**facts).returning(CircleRow.name))
        if found is not None and one.members is not None:
            _fill(session, workspace, circle.name, one.members, has_left=not one.is_silence)


def change(
    session: Session, workspace: WorkspaceId, id: str, *, added: Collection[UserId], removed: Collection[UserId]
) -> None:
    """Note who has come into a group or channel, and who has left it."""
    named = select(CircleRow.name).where(CircleRow.workspace == workspace, CircleRow.circle == id)
    for name in map(Name, session.scalars(named.order_by(CircleRow.name)).all()):
        known = members(session, workspace, name)
        _fill(session, workspace, name, (known | set(added)) - set(removed))


def ask_again(session: Session, workspace: WorkspaceId, id: str) -> None:
    """Let Slack be asked about a circle at the next tick."""
    row = update(CircleRow).where(CircleRow.workspace == workspace, CircleRow.circle == id)
    session.execute(row.values(next_at=None))


def workspaces_left(session: Session) -> tuple[WorkspaceId, ...]:
    """Return where somebody has left a circle."""
    rows = select(CircleRow.workspace).where(CircleRow.has_lost).distinct()
    return tuple(map(WorkspaceId, session.scalars(rows)))


def left(session: Session, workspace: WorkspaceId) -> tuple[Name, ...]:
    """Return the circles that somebody has left."""
    rows = select(CircleRow.name).where(CircleRow.workspace == workspace, CircleRow.has_lost)
    return tuple(map(Name, session.scalars(rows.order_by(CircleRow.name))))


def seen_to(session: Session, workspace: WorkspaceId, names: Collection[Name]) -> None:
    """What those were told who have left these circles is looked at."""
    row = update(CircleRow).where(CircleRow.workspace == workspace, CircleRow.name.in_(names))
    session.execute(row.values(has_lost=False))


def forget_person(session: Session, erasure: Erasure) -> None:
    own = (MemberRow.workspace == erasure.workspace, MemberRow.user == erasure.user)
    session.execute(delete(MemberRow).where(*own))


def _fill(
    session: Session, workspace: WorkspaceId, name: Name, now: Collection[UserId], *, has_left: bool = True
) -> None:
    before = members(session, workspace, name)
    if gone := sorted(before - set(now)):
        here = (MemberRow.workspace == workspace, MemberRow.name == name)
        session.execute(delete(MemberRow).where(*here, MemberRow.user.in_(gone)))
        circle = update(CircleRow).where(CircleRow.workspace == workspace, CircleRow.name == name)
        if has_left:
            session.execute(circle.values(has_lost=True))
    if new := sorted(set(now) - before):
        rows = [{"workspace": workspace, "name": name, "user": user} for user in new]
        session.execute(insert(session, MemberRow).on_conflict_do_nothing(), rows)


def _value(row: CircleRow) -> Circle:
    return Circle(
        name=Name(row.name),
        id=row.circle,
        lost=row.lost,
        asked_at=row.asked_at,
        next_at=row.next_at,
        failures=row.failures,
    )
