"""Which passages have people flagged, who was asked about them, and what became of it?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from bot.answers.rules import Reason
from bot.db import insert
from bot.desk.rules import Case, Flag, Outcome, Place
from bot.desk.store.tables import IS_OPEN, CaseRow, FlagRow
from bot.ids import AnswerId, ArticleId, PromiseId, UserId, WorkspaceId, fresh


def hold(session: Session, workspace: WorkspaceId, place: Place, *, now: datetime) -> tuple[Case, bool]:
    """Open a case, or take the one there is, locked; and whether it is new."""
    row = insert(session, CaseRow).values(
        workspace=workspace, article=place.article, section=place.section, asked=None, opened_at=now, cards=[]
    )
    is_new = session.scalar(row.on_conflict_do_nothing().returning(CaseRow.article)) is not None
    found = case(session, workspace, place)
    assert found is not None, "it was opened, or is there"
    return found, is_new


def case(session: Session, workspace: WorkspaceId, place: Place) -> Case | None:
    """Return an open case, locked."""
    asked = select(CaseRow).where(*_case(workspace, place)).with_for_update()
    row = session.scalars(asked.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else value(row)


def ask(
    session: Session, workspace: WorkspaceId, place: Place, *, asked: UserId | None, cards: Sequence[PromiseId]
) -> None:
    """Note who was asked about a case, and by which cards."""
    session.execute(update(CaseRow).where(*_case(workspace, place)).values(asked=asked, cards=list(cards)))


def raise_flag(
    session: Session,
    workspace: WorkspaceId,
    place: Place,
    *,
    by: UserId,
    answer: AnswerId,
    reason: Reason,
    now: datetime,
) -> int:
    """Note that somebody says a passage is wrong; said again, it is the same flag. Return its id."""
    row = insert(session, FlagRow).values(
        workspace=workspace,
        id=fresh(),
        article=place.article,
        section=place.section,
        answer=answer,
        by=by,
        reason=reason,
        words="",
        said="",
        at=now,
        outcome=Outcome.OPEN,
    )
    again = row.on_conflict_do_update(
        index_elements=["workspace", "article", "section", "by"],
        index_where=IS_OPEN,  # as it stands in the index: PostgreSQL compares it with no value once it is prepared
        set_={"reason": reason.value, "answer": answer},
    )
    return int(session.scalar(again.returning(FlagRow.id)) or 0)


def add_words(session: Session, workspace: WorkspaceId, flag: int, *, by: UserId, words: str) -> Place | None:
    """Add what somebody says to their own open flag; None when it is not theirs, or settled."""
    own = update(FlagRow).where(
        FlagRow.workspace == workspace, FlagRow.id == flag, FlagRow.by == by, FlagRow.outcome == Outcome.OPEN
    )
    row = session.execute(own.values(words=words).returning(FlagRow.article, FlagRow.section)).one_or_none()
    return None if row is None else Place(article=ArticleId(row.article), section=row.section)


def of_answer(session: Session, workspace: WorkspaceId, answer: AnswerId, by: UserId) -> tuple[Flag, ...]:
    """Return somebody's open flags about an answer."""
    rows = select(FlagRow).where(
        FlagRow.workspace == workspace,
        FlagRow.answer == answer,
        FlagRow.by == by,
        FlagRow.outcome == Outcome.OPEN,
    )
    return tuple(map(_flag, session.scalars(rows)))


def open_flags(session: Session, workspace: WorkspaceId, place: Place, *, most: int | None = None) -> tuple[Flag, ...]:
    """Return the open flags of a passage, the first first."""
    rows = select(FlagRow).where(*_open(workspace, place)).order_by(FlagRow.at, FlagRow.id).limit(most)
    return tuple(map(_flag, session.scalars(rows)))


def close(
    session: Session, workspace: WorkspaceId, place: Place, *, outcome: Outcome, by: UserId, said: str, now: datetime
) -> None:
    """Settle all open flags of a passage, and its case."""
    done = {"outcome": outcome, "closed_at": now, "closed_by": by, "said": said}
    session.execute(update(FlagRow).where(*_open(workspace, place)).values(done))
    session.execute(delete(CaseRow).where(*_case(workspace, place)))


def undo(session: Session, workspace: WorkspaceId, flag: Flag, *, now: datetime) -> bool:
    """Take a flag back; True when it was the last of its passage, and the case is closed."""
    one = update(FlagRow).where(FlagRow.workspace == workspace, FlagRow.id == flag.id)
    session.execute(one.values(outcome=Outcome.UNDONE, closed_at=now, closed_by=flag.by, words=""))
    if open_flags(session, workspace, flag.place, most=1):
        return False
    session.execute(delete(CaseRow).where(*_case(workspace, flag.place)))
    return True


def sections_of(session: Session, workspace: WorkspaceId, article: ArticleId) -> tuple[Place, ...]:
    """Return the passages of an article that have an open case."""
    rows = select(CaseRow.section).where(CaseRow.workspace == workspace, CaseRow.article == article)
    return tuple(Place(article=article, section=one) for one in session.scalars(rows))


def cards_of(
    session: Session, workspace: WorkspaceId, articles: Collection[ArticleId]
) -> list[tuple[ArticleId, tuple[PromiseId, ...]]]:
    """Return the cards of the open cases of these articles."""
    rows = select(CaseRow.article, CaseRow.cards).where(CaseRow.workspace == workspace, CaseRow.article.in_(articles))
    ordered = session.execute(rows.order_by(CaseRow.article, CaseRow.section))
    return [(ArticleId(article), tuple(map(PromiseId, cards))) for article, cards in ordered]


def people(session: Session, workspace: WorkspaceId, place: Place) -> int:
    """Count who says that a passage is wrong."""
    return session.scalar(select(func.count()).select_from(FlagRow).where(*_open(workspace, place))) or 0


def asked_of(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Place, ...]:
    """Return the cases that somebody alone was asked about."""
    rows = select(CaseRow.article, CaseRow.section).where(CaseRow.workspace == workspace, CaseRow.asked == user)
    return tuple(Place(article=ArticleId(article), section=one) for article, one in session.execute(rows))


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A flag, and what became of it."""

    flag: Flag
    outcome: Outcome
    by: UserId
    said: str


def untold(session: Session, workspace: WorkspaceId, *, most: int) -> tuple[Settled, ...]:
    """Return some settled flags whose people have not heard of it, locked: each is told by one process."""
    ends = FlagRow.outcome.in_((Outcome.FIXED.value, Outcome.RIGHT.value, Outcome.RETIRED.value))
    asked = select(FlagRow).where(FlagRow.workspace == workspace, FlagRow.told_at.is_(None), ends)
    rows = session.scalars(asked.order_by(FlagRow.id).limit(most).with_for_update(skip_locked=True))
    return tuple(
        Settled(flag=_flag(row), outcome=Outcome(row.outcome), by=UserId(row.closed_by or ""), said=row.said)
        for row in rows
    )


def told(session: Session, workspace: WorkspaceId, flags: Sequence[int], *, now: datetime) -> None:
    if flags:
        session.execute(
            update(FlagRow).where(FlagRow.workspace == workspace, FlagRow.id.in_(flags)).values(told_at=now)
        )


def asked_before(session: Session, workspace: WorkspaceId, before: datetime) -> tuple[Place, ...]:
    """Return the cases that whoever keeps the article alone was asked about, before a moment."""
    rows = select(CaseRow.article, CaseRow.section).where(
        CaseRow.workspace == workspace, CaseRow.opened_at < before, CaseRow.asked.is_not(None)
    )
    return tuple(Place(article=ArticleId(article), section=one) for article, one in session.execute(rows))


def _case(workspace: WorkspaceId, place: Place) -> tuple[ColumnElement[bool], ...]:
    return CaseRow.workspace == workspace, CaseRow.article == place.article, CaseRow.section == place.section


def _open(workspace: WorkspaceId, place: Place) -> tuple[ColumnElement[bool], ...]:
    return (
        FlagRow.workspace == workspace,
        FlagRow.article == place.article,
        FlagRow.section == place.section,
        FlagRow.outcome == Outcome.OPEN,
    )


def value(row: CaseRow) -> Case:
    return Case(
        place=Place(article=ArticleId(row.article), section=row.section),
        asked=UserId(row.asked) if row.asked else None,
        opened_at=row.opened_at,
        cards=tuple(map(PromiseId, row.cards)),
    )


def _flag(row: FlagRow) -> Flag:
    return Flag(
        id=row.id,
        place=Place(article=ArticleId(row.article), section=row.section),
        by=UserId(row.by),
        reason=Reason(row.reason),
        words=row.words,
        at=row.at,
    )


def workspaces_untold(session: Session) -> tuple[WorkspaceId, ...]:
    """Return where somebody is to hear what became of their flag."""
    ends = FlagRow.outcome.in_((Outcome.FIXED.value, Outcome.RIGHT.value, Outcome.RETIRED.value))
    rows = session.scalars(select(FlagRow.workspace).where(FlagRow.told_at.is_(None), ends).distinct())
    return tuple(map(WorkspaceId, rows))
