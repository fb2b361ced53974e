"""Do the answers hold together? What hangs on an answer has one, and its outcome is one that there is."""

from bot.answers.rules import gaps, inquiries
from bot.answers.rules.proposals import State
from bot.answers.store import AnswerRow, PassageRow
from bot.answers.store.gaps import GapQuestionRow, GapRow
from bot.answers.store.inquiries import AskRow, InquiryRow
from bot.answers.store.lessons import LessonRow
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
        table=InquiryRow,
        when=InquiryRow.state.not_in(list(inquiries.State)),
        what="its question to colleagues is in no known state.",
        remedy=DELETE,
    ),
    Rule(
        table=AskRow,
        when=(AskRow.said == inquiries.Said.ASKED) & AskRow.next_at.is_(None) & AskRow.is_curator.is_(False),
        what="a colleague was asked, and the clock will never look at it.",
        remedy="Let it be looked at: set its next_at to a moment that is over.",
    ),
    Rule(
        table=GapRow,
        when=(GapRow.state == gaps.State.WRITTEN) & GapRow.article.is_(None),
        what="its question has an answer, and nobody knows in which article.",
        remedy=DELETE,
    ),
    Rule(
        table=GapQuestionRow,
        when=missing(GapRow, GapRow.workspace == GapQuestionRow.workspace, GapRow.id == GapQuestionRow.gap),
        what="it belongs to no gap.",
        remedy=DELETE,
    ),
    Rule(
        table=LessonRow,
        when=missing(AnswerRow, AnswerRow.workspace == LessonRow.workspace, AnswerRow.id == LessonRow.answer),
        what="it names the article for no question.",
        remedy=DELETE,
    ),
    Rule(
        table=ProposalRow,
        when=(ProposalRow.state == State.PUBLISHED) & ProposalRow.article.is_(None),
        what="it is published, and nobody knows as which article.",
        remedy="Ask its curator to publish it again: set its state to 'waiting'.",
    ),
)
