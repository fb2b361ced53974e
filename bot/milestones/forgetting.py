"""What is left of a person's milestones when they ask to be forgotten? Nothing, neither said nor kept."""

from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.milestones import posts, store
from bot.milestones.rules import MilestoneId
from bot.milestones.tables import LetterRow, MilestoneRow, VoiceRow


def forget_person(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> None:
    """Take back all their posts, and remove what they reached, their voices and their letters."""
    for milestone in store.of(session, workspace, user):
        store.note(session, workspace, milestone.id, withdrawn_at=now)
        withdrawn = store.find(session, workspace, milestone.id)
        assert withdrawn is not None
        posts.repair(session, withdrawn, now=now)
    spoken = select(VoiceRow.milestone).where(VoiceRow.workspace == workspace, VoiceRow.user == user)
    touched = session.scalars(spoken.distinct()).all()
    own = select(MilestoneRow.id).where(MilestoneRow.workspace == workspace, MilestoneRow.user == user)
    session.execute(
        delete(VoiceRow).where(VoiceRow.workspace == workspace, or_(VoiceRow.user == user, VoiceRow.milestone.in_(own)))
    )
    session.execute(delete(MilestoneRow).where(MilestoneRow.workspace == workspace, MilestoneRow.user == user))
    session.execute(delete(LetterRow).where(LetterRow.workspace == workspace, LetterRow.user == user))
    for id in touched:
        found = store.find(session, workspace, MilestoneId(id))
        if found is not None:
            posts.repair(session, found, now=now)
