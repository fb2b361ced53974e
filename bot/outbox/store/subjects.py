"""What do promises tell of? So that they can be found again when not everybody may know of it any more."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from bot.db import insert, many
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.outbox.rules import Kind
from bot.outbox.store.tables import OutboxRow, SubjectRow


@dataclass(frozen=True, kw_only=True)
class Told:
    """A promise that tells somebody of something."""

    promise: PromiseId
    subject: int
    user: UserId


def note(session: Session, *, workspace: WorkspaceId, promise: PromiseId, subjects: Collection[int]) -> None:
    """Note what a promise tells of."""
    rows = [{"workspace": workspace, "subject": one, "promise": promise} for one in sorted(set(subjects))]
    session.execute(insert(session, SubjectRow).on_conflict_do_nothing(), rows)


def told_of(session: Session, *, workspace: WorkspaceId, subjects: Collection[int]) -> tuple[Told, ...]:
    """Return what people were told of these, where it can still be changed."""
    found: list[Told] = []
    for some in many(sorted(subjects)):
        rows = session.execute(
            select(SubjectRow.subject, OutboxRow.id, OutboxRow.users)
            .join(OutboxRow, and_(OutboxRow.workspace == SubjectRow.workspace, OutboxRow.id == SubjectRow.promise))
            .where(SubjectRow.workspace == workspace, SubjectRow.subject.in_(some), OutboxRow.kind == Kind.DIRECT)
            .order_by(OutboxRow.id, SubjectRow.subject)
        )
        found += (
            Told(promise=PromiseId(promise), subject=subject, user=UserId(user)) for subject, promise, user in rows
        )
    return tuple(found)
