"""What is kept of a person's milestones, for them to read; and how is it erased? All of it, said and kept."""

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot.erasure import Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.milestones import store
from bot.milestones.rules import MilestoneId
from bot.milestones.service import posts
from bot.milestones.store.tables import LetterRow, MilestoneRow, VoiceRow


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    reached = select(MilestoneRow).where(MilestoneRow.workspace == workspace, MilestoneRow.user == user)
    spoken = select(VoiceRow).where(VoiceRow.workspace == workspace, VoiceRow.user == user)
    letters = select(LetterRow).where(LetterRow.workspace == workspace, LetterRow.user == user)
    return {
        "Your milestones": [
            {
                "at": row.made_at,
                "kind": row.kind,
                "title": row.title,
                "link": row.link,
                "expires on": row.expires_on,
                "celebrated at": row.celebrated_at,
                "taken back at": row.withdrawn_at,
            }
            for row in session.scalars(reached.order_by(MilestoneRow.made_at.desc()))
        ],
        "Milestones of others you congratulated, applauded or confirmed": [
            {"at": row.at, "what": row.voice, "milestone": str(row.milestone)}
            for row in session.scalars(spoken.order_by(VoiceRow.at.desc()))
        ],
        "Leaders' letters you got": [
            {"at": row.written_at, "week": row.period}
            for row in session.scalars(letters.order_by(LetterRow.written_at.desc()))
        ],
    }


def forget_person(session: Session, erasure: Erasure) -> None:
    """Take back all their posts, and remove what they reached, their voices and their letters."""
    workspace, user, now = erasure.workspace, erasure.user, erasure.now
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
    erasure.sweep(session, MilestoneRow.title)
