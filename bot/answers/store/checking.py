"""Do the answers hold together? What hangs on an answer has one, and its outcome is one that there is."""

from bot.answers.rules.proposals import State
from bot.answers.store import AnswerRow, PassageRow
from bot.answers.store.proposals import ProposalRow
from bot.answers.store.reactions import FeedbackRow, ShareRow
from bot.damage import Rule, missing
from bot.search.gate import Decision

DELETE = "Delete the row."

RULES = (
    Rule(
        table=AnswerRow,
        when=AnswerRow.decision.not_in(list(Decision)),
        what="its outcome is none that there is.",
        remedy=DELETE,
    ),
    Rule(
        table=PassageRow,
        when=missing(AnswerRow, AnswerRow.workspace == PassageRow.workspace, AnswerRow.id == PassageRow.answer),
        what="it is the passage of no answer.",
        remedy=DELETE,
    ),
    Rule(
        table=FeedbackRow,
        when=missing(AnswerRow, AnswerRow.workspace == FeedbackRow.workspace, AnswerRow.id == FeedbackRow.answer),
        what="it is an opinion about no answer.",
        remedy=DELETE,
    ),
    Rule(
        table=ShareRow,
        when=missing(AnswerRow, AnswerRow.workspace == ShareRow.workspace, AnswerRow.id == ShareRow.answer),
        what="it says where an answer was shared that is not there.",
        remedy=DELETE,
    ),
    Rule(
        table=ProposalRow,
        when=(ProposalRow.state == State.PUBLISHED) & ProposalRow.article.is_(None),
        what="it is published, and nobody knows as which article.",
        remedy="Ask its curator to publish it again: set its state to 'waiting'.",
    ),
)
