"""Has a curator said that a question is nothing for the knowledge base? Whoever asks again is told."""

from sqlalchemy.orm import Session

from bot.answers.rules import gaps as rules
from bot.answers.rules.likeness import likeness
from bot.answers.store import gaps
from bot.ids import WorkspaceId


def not_for_us(session: Session, workspace: WorkspaceId, question: str) -> str | None:
    """Return why a question is nothing for the knowledge base ('': no reason was given); None when nobody said so."""
    for other, reason in gaps.refused(session, workspace):
        if likeness(question, other) >= rules.ALIKE:
            return reason
    return None
