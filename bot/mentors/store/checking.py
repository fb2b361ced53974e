"""Does mentoring hold together? For an open request something will happen, and one that is taken has a mentor."""

from sqlalchemy import and_

from bot.damage import Rule, missing
from bot.mentors.rules import OPEN, PAIRED, State
from bot.mentors.store.tables import DeadlineRow, OfferRow, RequestRow, StepRow

_IS_OF_REQUEST = (DeadlineRow.workspace == RequestRow.workspace, DeadlineRow.request == RequestRow.id)

RULES = (
    Rule(
        table=RequestRow,
        when=RequestRow.state.not_in(list(State)),
        what="its state is none that there is.",
        remedy="Set it to 'withdrawn', and ask its person to ask again.",
    ),
    Rule(
        table=RequestRow,
        when=and_(RequestRow.state == State.ASKING, missing(DeadlineRow, *_IS_OF_REQUEST)),
        what="mentors are being asked, and nothing will ever happen if they stay silent.",
        remedy="Press *Ask the next now* on it, or set its state to 'withdrawn'.",
    ),
    Rule(
        table=RequestRow,
        when=and_(RequestRow.state.in_(list(PAIRED)), RequestRow.mentor.is_(None)),
        what="it is taken, and by nobody.",
        remedy="Set its state to 'owner': the programme owner finds somebody.",
    ),
    Rule(
        table=RequestRow,
        when=and_(RequestRow.state.in_(list(OPEN)), RequestRow.open_key.is_(None)),
        what="it is open, and could be asked a second time.",
        remedy="Restore its open_key from a backup, or set its state to 'withdrawn'.",
    ),
    Rule(
        table=OfferRow,
        when=missing(RequestRow, RequestRow.workspace == OfferRow.workspace, RequestRow.id == OfferRow.request),
        what="a mentor was asked about a request that is not there.",
        remedy="Delete the row.",
    ),
    Rule(
        table=DeadlineRow,
        when=missing(RequestRow, *_IS_OF_REQUEST),
        what="it is the deadline of no request.",
        remedy="Delete the row.",
    ),
    Rule(
        table=StepRow,
        when=missing(RequestRow, RequestRow.workspace == StepRow.workspace, RequestRow.id == StepRow.request),
        what="it is the history of no request.",
        remedy="Delete the row.",
    ),
)
