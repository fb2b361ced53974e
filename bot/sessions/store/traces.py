"""What of a person is in the rows of sessions, and how is it taken out of them?"""

from sqlalchemy import Text, cast, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId
from bot.sessions.rules.values import Meeting
from bot.sessions.store.meetings import value
from bot.sessions.store.tables import GuestRow, MeetingRow, QuestionRow


def concerned(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Meeting, ...]:
    """Return what somebody suggested, hosted, or was asked to host."""
    mine = or_(MeetingRow.proposer == user, MeetingRow.host == user, cast(MeetingRow.asked, Text).contains(user))
    rows = select(MeetingRow).where(MeetingRow.workspace == workspace, mine).order_by(MeetingRow.id)
    return tuple(map(value, session.scalars(rows.execution_options(populate_existing=True))))


def erase(session: Session, erasure: Erasure) -> None:
    """Take a person out: what they answered is gone, what they suggested or hosted stands without them."""
    workspace, user = erasure.workspace, erasure.user
    session.execute(delete(GuestRow).where(GuestRow.workspace == workspace, GuestRow.user == user))
    _unask(session, workspace, user)
    mine = or_(MeetingRow.proposer == user, MeetingRow.host == user, cast(MeetingRow.asked, Text).contains(user))
    for row in session.scalars(select(MeetingRow).where(MeetingRow.workspace == workspace, mine)).all():
        row.asked = [erasure.tombstone if one == user else one for one in row.asked]
        if user in (row.proposer, row.host):
            row.outcome, row.agenda, row.link = "", "", ""
    session.flush()
    erasure.replace(session, MeetingRow.proposer, MeetingRow.host)
    erasure.sweep(session, MeetingRow.title, MeetingRow.outcome, MeetingRow.agenda, QuestionRow.words)
    session.expire_all()


def _unask(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """Delete what they asked in their name; what they asked without it cannot be told from anybody's."""
    theirs = (QuestionRow.workspace == workspace, QuestionRow.user == user)
    asked = select(QuestionRow.meeting, func.count()).where(*theirs).group_by(QuestionRow.meeting)
    for meeting, many in session.execute(asked).all():
        which = (MeetingRow.workspace == workspace, MeetingRow.id == meeting)
        session.execute(update(MeetingRow).where(*which).values(questions=MeetingRow.questions - many))
    session.execute(delete(QuestionRow).where(*theirs))
