"""What is kept of a person's questions, for them to read; and how is it erased? What was found stays, without them."""

from sqlalchemy.orm import Session

from bot.answers.store import people, proposals, reactions
from bot.erasure import Erasure, Kept
from bot.ids import AnswerId, UserId, WorkspaceId
from bot.outbox import service as outbox


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    return {
        "Words saved to the knowledge base": people.saved(session, workspace, user),
        "Questions you asked": people.asked(session, workspace, user),
        "Answers you judged": people.judged(session, workspace, user),
        "Answers you shared": people.shared(session, workspace, user),
    }


def asked(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[AnswerId]:
    """Return the answers a person has had, and those they shared."""
    return people.theirs(session, workspace, user)


def forget_person(session: Session, erasure: Erasure) -> None:
    """Take their shares back, forget their questions; what they judged counts on, without a name."""
    workspace, now = erasure.workspace, erasure.now
    keys = people.forget_questions(session, erasure)
    for promise in (
        *people.take_shares_back(session, erasure),
        *proposals.forget(session, workspace, erasure.user),
    ):
        outbox.withdraw(session, workspace=workspace, promise=promise, now=now)
    outbox.forget_words(session, workspace=workspace, keys=[f"answer:{key}" for key in keys], now=now)
    people.replace(session, erasure)
    people.reword(session, erasure)
    reactions.learned(session, workspace)
