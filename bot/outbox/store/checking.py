"""Does the outbox hold together? What is owed can be said, and what is changed is there."""

from sqlalchemy import and_
from sqlalchemy.orm import aliased

from bot.damage import Rule, missing
from bot.outbox.rules import REPEATABLE, Kind, State
from bot.outbox.store.tables import OutboxRow

_TARGET = aliased(OutboxRow)
DROP = "Set its state to 'dead'."

RULES = (
    Rule(
        table=OutboxRow,
        when=OutboxRow.state.not_in(list(State)),
        what="its state is none that there is.",
        remedy=DROP,
    ),
    Rule(
        table=OutboxRow,
        when=and_(
            OutboxRow.kind.in_(list(REPEATABLE)),
            OutboxRow.state == State.PENDING,
            missing(_TARGET, _TARGET.workspace == OutboxRow.workspace, _TARGET.id == OutboxRow.target),
        ),
        what="it changes a message that is not there.",
        remedy=DROP,
    ),
    Rule(
        table=OutboxRow,
        when=and_(OutboxRow.kind == Kind.RESPOND, OutboxRow.state == State.PENDING, OutboxRow.response_url.is_(None)),
        what="it is owed where nobody can be reached.",
        remedy=DROP,
    ),
    Rule(
        table=OutboxRow,
        when=and_(OutboxRow.state == State.SENDING, OutboxRow.leased_until.is_(None)),
        what="it is being said by nobody, and never will be.",
        remedy="Set its state to 'pending'.",
    ),
    Rule(
        table=OutboxRow,
        when=and_(OutboxRow.state == State.PENDING, OutboxRow.words_gone_at.is_not(None)),
        what="it is owed, and its words are gone.",
        remedy=DROP,
    ),
)
