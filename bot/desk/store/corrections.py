"""Which passages were wrong, and who is to hear of it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from bot.db import insert
from bot.desk.rules import Correction, Outcome, Place
from bot.desk.store.tables import CorrectionRow, FlagRow, ReaderRow
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId, fresh


@dataclass(frozen=True, kw_only=True)
class Read:
    """What somebody is to hear."""

    correction: Correction
    at: datetime


def add(
    session: Session,
    workspace: WorkspaceId,
    *,
    place: Place,
    title: str,
    before: str,
    after: str,
    since: datetime,
    now: datetime,
) -> int:
    """Keep a correction, and return its id."""
    id = fresh()
    session.add(
        CorrectionRow(
            workspace=workspace,
            id=id,
            article=place.article,
            section=place.section,
            title=title,
            before=before,
            after=after,
            since=since,
            at=now,
            looked_at=0,
        )
    )
    session.flush()
    return id


def knows(session: Session, workspace: WorkspaceId, correction: int, user: UserId, *, now: datetime) -> None:
    """Note that somebody need not hear of a correction."""
    row = insert(session, ReaderRow).values(
        workspace=workspace, correction=correction, user=user, read_at=now, told_at=now
    )
    session.execute(row.on_conflict_do_nothing())


def unread(session: Session) -> tuple[tuple[WorkspaceId, int], ...]:
    """Return the corrections whose readers are not all found yet."""
    rows = select(CorrectionRow.workspace, CorrectionRow.id).where(CorrectionRow.found_at.is_(None))
    return tuple((WorkspaceId(workspace), id) for workspace, id in session.execute(rows))


def take(session: Session, workspace: WorkspaceId, correction: int) -> Correction | None:
    """Return a correction whose readers are to be found, locked; None when another process is at it."""
    asked = select(CorrectionRow).where(
        CorrectionRow.workspace == workspace, CorrectionRow.id == correction, CorrectionRow.found_at.is_(None)
    )
    row = session.scalars(asked.with_for_update(skip_locked=True)).one_or_none()
    return None if row is None else _value(row)


def note(session: Session, workspace: WorkspaceId, correction: Correction, readers: Mapping[UserId, datetime]) -> None:
    """Note who read it; who is noted already, or raised the flag themselves, is not noted again."""
    raised = select(FlagRow.by).where(
        FlagRow.workspace == workspace,
        FlagRow.article == correction.place.article,
        FlagRow.section == correction.place.section,
        FlagRow.outcome.in_((Outcome.FIXED, Outcome.RETIRED)),
        FlagRow.closed_at == correction.at,
    )
    known = set(session.scalars(raised))
    for user, at in readers.items():
        if user not in known:
            row = insert(session, ReaderRow).values(
                workspace=workspace, correction=correction.id, user=user, read_at=at
            )
            session.execute(
                row.on_conflict_do_update(
                    index_elements=["workspace", "correction", "user"], set_={"read_at": row.excluded.read_at}
                )
            )


def go_on(
    session: Session, workspace: WorkspaceId, correction: Correction, *, looked_at: AnswerId | None, now: datetime
) -> None:
    """Note how far readers were looked for; None: all of them were found."""
    done = {"found_at": now} if looked_at is None else {"looked_at": looked_at}
    one = and_(CorrectionRow.workspace == workspace, CorrectionRow.id == correction.id)
    session.execute(update(CorrectionRow).where(one).values(done))


def waiting(session: Session, *, before: datetime, most: int) -> tuple[tuple[WorkspaceId, UserId], ...]:
    """Return people who are to hear of corrections made before a moment, of which all readers were found."""
    of = and_(CorrectionRow.workspace == ReaderRow.workspace, CorrectionRow.id == ReaderRow.correction)
    rows = (
        select(ReaderRow.workspace, ReaderRow.user)
        .join(CorrectionRow, of)
        .where(ReaderRow.told_at.is_(None), CorrectionRow.at < before, CorrectionRow.found_at.is_not(None))
        .distinct()
        .limit(most)
    )
    return tuple((WorkspaceId(workspace), UserId(user)) for workspace, user in session.execute(rows))


def read_by(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Read, ...]:
    """Return what somebody read that was corrected and has not heard of, locked: each is told by one process."""
    mine = select(ReaderRow.correction, ReaderRow.read_at).where(
        ReaderRow.workspace == workspace, ReaderRow.user == user, ReaderRow.told_at.is_(None)
    )
    found = dict(session.execute(mine.with_for_update(skip_locked=True)).all())
    if not found:
        return ()
    asked = select(CorrectionRow).where(CorrectionRow.workspace == workspace, CorrectionRow.id.in_(found))
    rows = session.scalars(asked.where(CorrectionRow.found_at.is_not(None)).order_by(CorrectionRow.id))
    return tuple(Read(correction=_value(row), at=found[row.id]) for row in rows)


def told(session: Session, workspace: WorkspaceId, user: UserId, corrections: Sequence[int], *, now: datetime) -> None:
    one = (ReaderRow.workspace == workspace, ReaderRow.user == user, ReaderRow.correction.in_(corrections))
    session.execute(update(ReaderRow).where(*one).values(told_at=now))


def _value(row: CorrectionRow) -> Correction:
    return Correction(
        id=row.id,
        place=Place(article=ArticleId(row.article), section=row.section),
        title=row.title,
        before=row.before,
        after=row.after,
        since=row.since,
        at=row.at,
        looked_at=AnswerId(row.looked_at),
    )
