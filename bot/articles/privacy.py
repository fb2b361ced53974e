"""What is kept of a person's part in the knowledge base, for them to read; and how is it erased?

The articles themselves are the company's: who is named in one is taken out by editing it.
"""

from sqlalchemy.orm import Session

from bot.articles.service import readers
from bot.articles.store import authors, canvases
from bot.erasure import SAID, Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.slack import text


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    reader = readers.person(session, workspace, user)
    return {
        "Articles you wrote": [
            {"at": one.at, "title": one.title, "version": one.revision, SAID: f"you wrote {text.bold(one.title)}."}
            for one in authors.written(session, workspace, user, reader)
        ],
        "Articles you checked": [
            {"at": one.at, "title": one.title, "version": one.revision, SAID: f"you checked {text.bold(one.title)}."}
            for one in authors.verified(session, workspace, user, reader)
        ],
        "Canvases you follow for everyone": [
            {"at": at, SAID: "you had me follow a canvas."} for at in canvases.by(session, workspace, user)
        ],
    }


def forget_person(session: Session, erasure: Erasure) -> None:
    """Their articles are nobody's in particular, and what they verified stays verified."""
    authors.forget(session, erasure)
    canvases.forget(session, erasure.workspace, erasure.user)
