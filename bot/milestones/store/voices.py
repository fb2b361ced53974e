"""Where is kept what others said of a milestone? A row a person and a way of saying it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.db import insert
from bot.ids import UserId, WorkspaceId
from bot.milestones.rules import MilestoneId, Voice
from bot.milestones.store.tables import VoiceRow


@dataclass(frozen=True, kw_only=True)
class Spoken:
    milestone: MilestoneId
    voice: Voice
    at: datetime


def say(
    session: Session, workspace: WorkspaceId, id: MilestoneId, user: UserId, voice: Voice, *, now: datetime
) -> bool:
    """Note that somebody has raised their voice; False when they had before."""
    row = insert(session, VoiceRow).values(workspace=workspace, milestone=id, user=user, voice=voice, at=now)
    return session.scalar(row.on_conflict_do_nothing().returning(VoiceRow.user)) is not None


def unsay(session: Session, workspace: WorkspaceId, id: MilestoneId, voice: Voice) -> None:
    """Forget what was said in this way."""
    said = (VoiceRow.workspace == workspace, VoiceRow.milestone == id, VoiceRow.voice == voice)
    session.execute(delete(VoiceRow).where(*said))


def last(session: Session, workspace: WorkspaceId, user: UserId, voice: Voice) -> datetime | None:
    """Return when somebody last raised their voice in this way."""
    asked = select(VoiceRow.at).where(VoiceRow.workspace == workspace, VoiceRow.user == user, VoiceRow.voice == voice)
    return session.scalars(asked.order_by(VoiceRow.at.desc()).limit(1)).one_or_none()


def of(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Spoken, ...]:
    """Return what a person said of others' milestones, the newest first."""
    spoken = select(VoiceRow).where(VoiceRow.workspace == workspace, VoiceRow.user == user)
    return tuple(
        Spoken(milestone=MilestoneId(row.milestone), voice=Voice(row.voice), at=row.at)
        for row in session.scalars(spoken.order_by(VoiceRow.at.desc()))
    )
