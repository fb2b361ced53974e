"""What of a person is in the rows of sessions, and how is it taken out of them?"""

from sqlalchemy import Text, cast, delete, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId
from bot.sessions.rules.values import Meeting
from bot.sessions.store.meetings import value
from bot.sessions.store.tables import GuestRow, LessonRow, MeetingRow, QuestionRow


def concerned(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Meeting, ...]:
    """Return what somebody suggested, hosted, or was asked to host."""
    mine = or_(MeetingRow.proposer == user, MeetingRow.host == user, cast(MeetingRow.asked, Text).contains(user))
    rows = select(MeetingRow).where(MeetingRow.workspace == workspace, mine).order_by(MeetingRow.id)
    return tuple(map(value, session.scalars(rows.execution_options(populate_existing=True))))


def erase(session: Session, erasure: Erasure) -> None:
    """Take a person out: what they answered is gone, what they suggested or hosted stands without them."""
    workspace, user = erasure.workspace, erasure.user
    session.execute(delete(GuestRow).where(GuestRow.workspace == workspace, GuestRow.user == user))
    for table, counted in ((QuestionRow, MeetingRow.questions), (LessonRow, MeetingRow.lessons)):
        _unsay(session, workspace, user, table, counted)
    mine = or_(MeetingRow.proposer == user, MeetingRow.host == user, cast(MeetingRow.asked, Text).contains(user))
    for row in session.scalars(select(MeetingRow).where(MeetingRow.workspace == workspace, mine)).all():
        row.asked = [erasure.tombstone if one == user else one for one in row.asked]
        if user in (row.proposer, row.host):
            row.outcome, row.agenda, row.link = "", "", ""
    session.flush()
    erasure.replace(session, MeetingRow.proposer, MeetingRow.host)
    erasure.sweep(session, MeetingRow.title, MeetingRow.outcome, MeetingRow.agenda)
    erasure.sweep(session, QuestionRow.words, LessonRow.words)
    session.expire_all()


def _unsay(
    session: Session,
    workspace: WorkspaceId,
    user: UserId,
    table: type[QuestionRow] | type[LessonRow],
    counted: InstrumentedAttribute[int],
) -> None:
    """Delete what they asked in their name, and what they learned; what was asked without a name is nobody's."""
    theirs = (table.workspace == workspace, table.user == user)
    said = select(table.meeting, func.count()).where(*theirs).group_by(table.meeting)
    for meeting, many in session.execute(said).all():
        which = (MeetingRow.workspace == workspace, MeetingRow.id == meeting)
        session.execute(update(MeetingRow).where(*which).values({counted: counted - many}))
    session.execute(delete(table).where(*theirs))
