"""What have people written that they learned at a session? One text each, until it is written up."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import insert
from bot.ids import UserId, WorkspaceId
from bot.sessions.rules.values import Lesson, Meeting
from bot.sessions.store.tables import LessonRow, MeetingRow


def save(session: Session, meeting: Meeting, lesson: Lesson) -> None:
    """Keep what somebody has learned, in place of what they wrote before; the session is locked."""
    facts = {"words": lesson.words, "is_named": lesson.is_named}
    row = insert(session, LessonRow).values(workspace=meeting.workspace, meeting=meeting.id, user=lesson.user, **facts)
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "meeting", "user"], set_=facts))


def every(session: Session, meeting: Meeting) -> tuple[Lesson, ...]:
    rows = select(LessonRow).where(LessonRow.workspace == meeting.workspace, LessonRow.meeting == meeting.id)
    found = session.scalars(rows.order_by(LessonRow.user).execution_options(populate_existing=True))
    return tuple(map(_value, found))


def find(session: Session, meeting: Meeting, user: UserId) -> Lesson | None:
    row = session.get(LessonRow, (meeting.workspace, meeting.id, user), populate_existing=True)
    return None if row is None else _value(row)


def of_person(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[tuple[str, str], ...]:
    """Return what somebody has written: the session's title, and their words."""
    rows = (
        select(MeetingRow.title, LessonRow.words)
        .join(LessonRow, (LessonRow.workspace == MeetingRow.workspace) & (LessonRow.meeting == MeetingRow.id))
        .where(LessonRow.workspace == workspace, LessonRow.user == user)
        .order_by(LessonRow.meeting.desc())
    )
    return tuple((title, words) for title, words in session.execute(rows))


def _value(row: LessonRow) -> Lesson:
    return Lesson(user=UserId(row.user), words=row.words, is_named=row.is_named)
