"""Do sessions hold together? What is planned has a host and a time, and something will happen to whatever is open."""

from sqlalchemy import and_, or_

from bot.damage import Rule, missing
from bot.sessions.rules import OPEN, State
from bot.sessions.store.tables import DueRow, GuestRow, MeetingRow

_IS_OF_GUEST = (MeetingRow.workspace == GuestRow.workspace, MeetingRow.id == GuestRow.meeting)

RULES = (
    Rule(
        table=MeetingRow,
        when=MeetingRow.state.not_in(list(State)),
        what="its state is none that there is.",
        remedy="Set it to 'cancelled', and ask its host to suggest it again.",
    ),
    Rule(
        table=MeetingRow,
        when=and_(MeetingRow.state == State.PLANNED, or_(MeetingRow.host.is_(None), MeetingRow.starts_at.is_(None))),
        what="it is planned, and has no host or no time.",
        remedy="Set its state to 'cancelled', and tell those who answered.",
    ),
    Rule(
        table=MeetingRow,
        when=and_(
            MeetingRow.state.in_(list(OPEN)),
            missing(DueRow, DueRow.workspace == MeetingRow.workspace, DueRow.meeting == MeetingRow.id),
        ),
        what="it is open, and nothing will ever come of it by itself.",
        remedy="Its host can choose another time, or cancel it.",
    ),
    Rule(
        table=GuestRow,
        when=missing(MeetingRow, *_IS_OF_GUEST),
        what="someone answered a session that is not there.",
        remedy="Delete the row.",
    ),
)
