"""Who has answered a session what? Counted where it can be: there may be hundreds of them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from bot.db import insert
from bot.ids import UserId, WorkspaceId
from bot.sessions.rules import Reply
from bot.sessions.rules.values import Count, Guest, Meeting
from bot.sessions.store.tables import GuestRow, MeetingRow


def find(session: Session, meeting: Meeting, user: UserId) -> Guest | None:
    row = session.scalars(_of(meeting).where(GuestRow.user == user)).one_or_none()
    return None if row is None else _value(row)


def save(session: Session, meeting: Meeting, guest: Guest) -> None:
    """Keep what somebody answers; the session is locked."""
    facts = {
        "reply": guest.reply.value,
        "since": guest.since,
        "votes": sorted(guest.votes),
        "told": guest.told,
        "reminded": guest.reminded,
        "calendar": guest.calendar,
        "was_there": guest.was_there,
        "confirmed_at": guest.confirmed_at,
    }
    row = insert(session, GuestRow).values(workspace=meeting.workspace, meeting=meeting.id, user=guest.user, **facts)
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "meeting", "user"], set_=facts))


def some(
    session: Session, meeting: Meeting, replies: Collection[Reply], *, most: int | None = None
) -> tuple[Guest, ...]:
    """Return those who answered so, who answered first before the others."""
    rows = _of(meeting).where(GuestRow.reply.in_(sorted(replies))).order_by(GuestRow.since, GuestRow.user)
    return tuple(map(_value, session.scalars(rows if most is None else rows.limit(most))))


def untold(session: Session, meeting: Meeting, replies: Collection[Reply], *, most: int) -> tuple[Guest, ...]:
    """Return those who have not heard the newest."""
    rows = _of(meeting).where(GuestRow.reply.in_(sorted(replies)), GuestRow.told < meeting.sequence)
    return tuple(map(_value, session.scalars(rows.order_by(GuestRow.since, GuestRow.user).limit(most))))


def unreminded(
    session: Session, meeting: Meeting, replies: Collection[Reply], *, times: int, most: int
) -> tuple[Guest, ...]:
    """Return those who were reminded less often than so."""
    rows = _of(meeting).where(GuestRow.reply.in_(sorted(replies)), GuestRow.reminded < times)
    return tuple(map(_value, session.scalars(rows.order_by(GuestRow.since, GuestRow.user).limit(most))))


def unconfirmed(session: Session, meeting: Meeting, *, times: int, most: int) -> tuple[Guest, ...]:
    """Return those the host has ticked, who have neither said that they were there nor been asked."""
    rows = _of(meeting).where(GuestRow.was_there.is_(True), GuestRow.confirmed_at.is_(None), GuestRow.reminded < times)
    return tuple(map(_value, session.scalars(rows.order_by(GuestRow.since, GuestRow.user).limit(most))))


def ticked(session: Session, meeting: Meeting) -> tuple[UserId, ...]:
    """Return those who were there as the host says, who answered first before the others."""
    rows = select(GuestRow.user).where(
        GuestRow.workspace == meeting.workspace, GuestRow.meeting == meeting.id, GuestRow.was_there.is_(True)
    )
    return tuple(map(UserId, session.scalars(rows.order_by(GuestRow.since, GuestRow.user))))


def tick(session: Session, meeting: Meeting, users: Collection[UserId]) -> None:
    """Note of everybody who has answered whether they were there."""
    which = (GuestRow.workspace == meeting.workspace, GuestRow.meeting == meeting.id)
    session.execute(update(GuestRow).where(*which).values(was_there=GuestRow.user.in_(sorted(users))))


def confirmed(session: Session, workspace: WorkspaceId, *, since: datetime) -> tuple[tuple[int, UserId], ...]:
    """Return who was at which session, as both they and its host say; the later of the two since a moment."""
    later = or_(GuestRow.confirmed_at >= since, MeetingRow.held_at >= since)
    rows = (
        select(GuestRow.meeting, GuestRow.user)
        .join(MeetingRow, and_(MeetingRow.workspace == GuestRow.workspace, MeetingRow.id == GuestRow.meeting))
        .where(GuestRow.workspace == workspace, GuestRow.was_there.is_(True), GuestRow.confirmed_at.is_not(None))
        .where(later)
        .order_by(GuestRow.meeting, GuestRow.user)
    )
    return tuple((meeting, UserId(user)) for meeting, user in session.execute(rows))


def note(session: Session, meeting: Meeting, users: Collection[UserId], **facts: Any) -> None:
    """Note something of several at once."""
    which = (GuestRow.workspace == meeting.workspace, GuestRow.meeting == meeting.id)
    session.execute(update(GuestRow).where(*which, GuestRow.user.in_(sorted(users))).values(**facts))


def turn(session: Session, meeting: Meeting, before: Collection[Reply], after: Reply) -> None:
    """Let all who answered so have answered otherwise: what they answered to is not true any more."""
    which = (GuestRow.workspace == meeting.workspace, GuestRow.meeting == meeting.id)
    session.execute(
        update(GuestRow)
        .where(*which, GuestRow.reply.in_(sorted(before)))
        .values(reply=after.value, votes=[], reminded=0)
    )


def count(session: Session, meeting: Meeting) -> Count:
    which = (GuestRow.workspace == meeting.workspace, GuestRow.meeting == meeting.id)
    replies = session.execute(select(GuestRow.reply, func.count()).where(*which).group_by(GuestRow.reply))
    votes = [0] * len(meeting.slots)
    if votes:
        for chosen in session.scalars(select(GuestRow.votes).where(*which, GuestRow.reply != Reply.LEFT)):
            for place in chosen:
                votes[place] += 1
    return Count(replies={Reply(reply): many for reply, many in replies}, votes=tuple(votes))


def of_person(session: Session, workspace: WorkspaceId, user: UserId) -> dict[int, Guest]:
    """Return what somebody has answered, by the sessions' ids, the newest first."""
    rows = select(GuestRow).where(GuestRow.workspace == workspace, GuestRow.user == user)
    return {row.meeting: _value(row) for row in session.scalars(rows.order_by(GuestRow.meeting.desc()))}


def _of(meeting: Meeting) -> Any:
    found = select(GuestRow).where(GuestRow.workspace == meeting.workspace, GuestRow.meeting == meeting.id)
    return found.execution_options(populate_existing=True)


def _value(row: GuestRow) -> Guest:
    since: datetime = row.since
    return Guest(
        user=UserId(row.user),
        reply=Reply(row.reply),
        since=since,
        votes=frozenset(row.votes),
        told=row.told,
        reminded=row.reminded,
        calendar=row.calendar,
        was_there=row.was_there,
        confirmed_at=row.confirmed_at,
    )
