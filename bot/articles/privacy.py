"""What is kept of a person's part in the knowledge base, for them to read; and how is it erased?

The articles themselves are the company's: who is named in one is taken out by editing it.
"""

from sqlalchemy.orm import Session

from bot.articles.store import authors
from bot.erasure import Erasure, Kept
from bot.ids import UserId, WorkspaceId


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    return {
        "Articles you wrote": [
            {"at": one.at, "title": one.title, "version": one.revision}
            for one in authors.written(session, workspace, user)
        ],
        "Articles you verified": [
            {"at": one.at, "title": one.title, "version": one.revision}
            for one in authors.verified(session, workspace, user)
        ],
    }


def forget_person(session: Session, erasure: Erasure) -> None:
    """Their articles are nobody's in particular, and what they verified stays verified."""
    authors.forget(session, erasure)
