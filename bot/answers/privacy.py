"""What is kept of a person's questions, for them to read; and how is it erased? What was found stays, without them."""

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from bot.answers.store import AnswerRow, proposals
from bot.answers.store.proposals import ProposalRow
from bot.answers.store.reactions import FeedbackRow, ShareRow
from bot.erasure import Erasure, Kept
from bot.ids import AnswerId, PromiseId, UserId, WorkspaceId
from bot.outbox import service as outbox


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    asked = select(AnswerRow).where(AnswerRow.workspace == workspace, AnswerRow.asker == user)
    judged = select(FeedbackRow).where(FeedbackRow.workspace == workspace, FeedbackRow.user == user)
    shared = select(ShareRow).where(ShareRow.workspace == workspace, ShareRow.sharer == user)
    kept = select(ProposalRow).where(
        ProposalRow.workspace == workspace, or_(ProposalRow.author == user, ProposalRow.proposer == user)
    )
    return {
        "Words saved to the knowledge base": [
            {"at": row.proposed_at, "title": row.title, "yours": row.author == user, "state": row.state}
            for row in session.scalars(kept.order_by(ProposalRow.proposed_at.desc()))
        ],
        "Questions you asked": [
            {"at": row.asked_at, "question": row.question, "channel": row.channel}
            for row in session.scalars(asked.order_by(AnswerRow.asked_at.desc()))
        ],
        "Answers you judged": [
            {"at": row.given_at, "helped": row.is_helpful, "reason": row.reason, "answer": str(row.answer)}
            for row in session.scalars(judged.order_by(FeedbackRow.given_at.desc()))
        ],
        "Answers you shared": [
            {"at": row.shared_at, "channel": row.channel, "taken back at": row.taken_back_at}
            for row in session.scalars(shared.order_by(ShareRow.shared_at.desc()))
        ],
    }


def asked(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[AnswerId]:
    """Return the answers a person has had, and those they shared."""
    own = select(AnswerRow.id).where(AnswerRow.workspace == workspace, AnswerRow.asker == user)
    shared = select(ShareRow.answer).where(ShareRow.workspace == workspace, ShareRow.sharer == user)
    return frozenset(map(AnswerId, [*session.scalars(own), *session.scalars(shared)]))


def forget_person(session: Session, erasure: Erasure) -> None:
    """Take their shares back, forget their questions; what they judged counts on, without a name."""
    workspace, user = erasure.workspace, erasure.user
    shared = select(ShareRow).where(ShareRow.workspace == workspace, ShareRow.sharer == user)
    for share in session.scalars(shared).all():
        if share.taken_back_at is None:
            outbox.withdraw(session, workspace=workspace, promise=PromiseId(share.promise), now=erasure.now)
            share.taken_back_at = erasure.now
    session.flush()
    own = (AnswerRow.workspace == workspace, AnswerRow.asker == user)
    keys = session.scalars(select(AnswerRow.key).where(*own)).all()
    outbox.forget_words(session, workspace=workspace, keys=[f"answer:{key}" for key in keys], now=erasure.now)
    session.execute(update(AnswerRow).where(*own).values(question=None, asker=None, terms=[], notes=[], channel=None))
    proposals.forget(session, workspace, user, now=erasure.now)
    erasure.replace(
        session, FeedbackRow.user, ShareRow.sharer, ProposalRow.author, ProposalRow.proposer, ProposalRow.decided_by
    )
    _reword(session, erasure)


def _reword(session: Session, erasure: Erasure) -> None:
    """Take their name out of what others asked, and out of what the search made of it."""
    before = select(AnswerRow).where(AnswerRow.workspace == erasure.workspace, erasure.names(AnswerRow.question))
    words = set(erasure.name.casefold().split())
    for row in session.scalars(before).all():
        reworded = erasure.out_of(row.question or "")
        if reworded != row.question:
            row.question = reworded
            row.terms = [term for term in row.terms if term not in words and term != erasure.user.casefold()]
            row.notes = []
    session.flush()
