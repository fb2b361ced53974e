"""What is kept of a person's part in the knowledge base, for them to read; and how is it erased?

The articles themselves are the company's: who is named in one is taken out by editing it.
"""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.articles.tables import RevisionRow, VerificationRow
from bot.erasure import Erasure, Kept
from bot.ids import UserId, WorkspaceId


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    written = select(RevisionRow).where(RevisionRow.workspace == workspace, RevisionRow.made_by == user)
    verified = select(VerificationRow).where(
        VerificationRow.workspace == workspace, VerificationRow.verified_by == user
    )
    return {
        "Articles you wrote": [
            {"at": row.made_at, "title": row.title, "version": row.number}
            for row in session.scalars(written.order_by(RevisionRow.made_at.desc()))
        ],
        "Articles you verified": [
            {"at": row.verified_at, "article": str(row.article), "version": row.revision}
            for row in session.scalars(verified.order_by(VerificationRow.verified_at.desc()))
        ],
    }


def forget_person(session: Session, erasure: Erasure) -> None:
    """Their articles are nobody's in particular, and what they verified stays verified."""
    own = (RevisionRow.workspace == erasure.workspace, RevisionRow.made_by == erasure.user)
    session.execute(update(RevisionRow).where(*own).values(made_by=None))
    erasure.replace(session, VerificationRow.verified_by)
