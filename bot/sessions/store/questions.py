"""What was asked in advance of a session? Its number says nothing of when, so that nothing says by whom."""

import secrets
from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.sessions.rules.values import Meeting, Question
from bot.sessions.store.tables import MeetingRow, QuestionRow

_BITS = 62


def add(session: Session, meeting: Meeting, words: str, *, user: UserId | None) -> Question:
    """Keep a question; the session is locked. `user`: None where they would rather not say who they are."""
    asked = Question(id=secrets.randbits(_BITS), words=words, user=user)
    session.add(
        QuestionRow(workspace=meeting.workspace, meeting=meeting.id, id=asked.id, user=asked.user, words=asked.words)
    )
    session.flush()
    return asked


def every(session: Session, meeting: Meeting) -> tuple[Question, ...]:
    rows = select(QuestionRow).where(QuestionRow.workspace == meeting.workspace, QuestionRow.meeting == meeting.id)
    return tuple(map(_value, session.scalars(rows.order_by(QuestionRow.id))))


def remove(session: Session, meeting: Meeting, ids: Collection[int]) -> int:
    """Delete questions of a session, and return how many there were."""
    which = (QuestionRow.workspace == meeting.workspace, QuestionRow.meeting == meeting.id)
    gone = delete(QuestionRow).where(*which, QuestionRow.id.in_(sorted(ids))).returning(QuestionRow.id)
    return len(session.scalars(gone).all())


def of_person(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[tuple[str, str], ...]:
    """Return what somebody has asked in their name: the session's title, and their words."""
    rows = (
        select(MeetingRow.title, QuestionRow.words)
        .join(QuestionRow, (QuestionRow.workspace == MeetingRow.workspace) & (QuestionRow.meeting == MeetingRow.id))
        .where(QuestionRow.workspace == workspace, QuestionRow.user == user)
        .order_by(QuestionRow.meeting.desc(), QuestionRow.id)
    )
    return tuple((title, words) for title, words in session.execute(rows))


def _value(row: QuestionRow) -> Question:
    return Question(id=row.id, words=row.words, user=None if row.user is None else UserId(row.user))
