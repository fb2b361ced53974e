"""Which passages are flagged now, the most people first; and how long did it take to settle what was flagged?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.desk.rules import Case, Outcome
from bot.desk.store.flags import value
from bot.desk.store.tables import CaseRow, FlagRow
from bot.ids import ArticleId, WorkspaceId


@dataclass(frozen=True, kw_only=True)
class Counted:
    """An open case, and how many people say so."""

    case: Case
    people: int


def cases(
    session: Session,
    workspace: WorkspaceId,
    *,
    among: Select[int],
    skip: int = 0,
    most: int = 10,
) -> tuple[Counted, ...]:
    """Return the open cases of the articles `among`, most people first, the oldest of equals first."""
    people = (
        select(func.count())
        .where(
            FlagRow.workspace == CaseRow.workspace,
            FlagRow.article == CaseRow.article,
            FlagRow.section == CaseRow.section,
            FlagRow.outcome == Outcome.OPEN,
        )
        .scalar_subquery()
    )
    asked = select(CaseRow, people.label("people")).where(CaseRow.workspace == workspace, CaseRow.article.in_(among))
    ordered = asked.order_by(people.desc(), CaseRow.opened_at, CaseRow.article, CaseRow.section)
    rows = session.execute(ordered.offset(skip).limit(most))
    return tuple(Counted(case=value(row), people=number) for row, number in rows)


def count(session: Session, workspace: WorkspaceId, among: Select[int]) -> int:
    """Count the open cases of the articles `among`."""
    asked = select(func.count()).select_from(CaseRow)
    return session.scalar(asked.where(CaseRow.workspace == workspace, CaseRow.article.in_(among))) or 0


def raised(
    session: Session, workspace: WorkspaceId, among: Select[int], *, since: datetime
) -> tuple[tuple[datetime, datetime | None], ...]:
    """Return when what was flagged since of the articles `among` was raised, and settled; not what was taken back."""
    rows = select(FlagRow.at, FlagRow.closed_at).where(
        FlagRow.workspace == workspace,
        FlagRow.article.in_(among),
        FlagRow.at >= since,
        FlagRow.outcome != Outcome.UNDONE.value,
    )
    return tuple((at, closed) for at, closed in session.execute(rows))


def flagged(session: Session, workspace: WorkspaceId, articles: Sequence[ArticleId]) -> frozenset[ArticleId]:
    """Return those of these articles that have an open flag."""
    rows = select(CaseRow.article).where(CaseRow.workspace == workspace, CaseRow.article.in_(articles))
    return frozenset(map(ArticleId, session.scalars(rows)))
