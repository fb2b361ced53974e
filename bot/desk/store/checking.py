"""Does the desk hold together? A case has a flag, a flag a case, and a correction's reader a correction."""

from sqlalchemy import and_

from bot.damage import Rule, missing
from bot.desk.rules import Outcome, State
from bot.desk.store.tables import CaseRow, CorrectionRow, FlagRow, ReaderRow, SuggestionRow

RULES = (
    Rule(
        table=FlagRow,
        when=and_(
            FlagRow.outcome == Outcome.OPEN,
            missing(
                CaseRow,
                CaseRow.workspace == FlagRow.workspace,
                CaseRow.article == FlagRow.article,
                CaseRow.section == FlagRow.section,
            ),
        ),
        what="it is an open flag that nobody was asked about.",
        remedy="Set its outcome to 'undone', and ask who raised it to do so again.",
    ),
    Rule(
        table=CaseRow,
        when=missing(
            FlagRow,
            FlagRow.workspace == CaseRow.workspace,
            FlagRow.article == CaseRow.article,
            FlagRow.section == CaseRow.section,
            FlagRow.outcome == Outcome.OPEN.value,
        ),
        what="it is a case without an open flag.",
        remedy="Delete the row.",
    ),
    Rule(
        table=SuggestionRow,
        when=SuggestionRow.state.not_in(list(State)),
        what="its state is none that there is.",
        remedy="Set its state to 'waiting': a curator decides again.",
    ),
    Rule(
        table=ReaderRow,
        when=missing(
            CorrectionRow,
            CorrectionRow.workspace == ReaderRow.workspace,
            CorrectionRow.id == ReaderRow.correction,
        ),
        what="it is the reader of no correction.",
        remedy="Delete the row.",
    ),
)
