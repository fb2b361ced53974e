"""Where is kept how people would change an article, until a curator has decided?"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from bot.desk.rules import State, Suggestion
from bot.desk.store.tables import SuggestionRow
from bot.ids import ArticleId, PromiseId, UserId, WorkspaceId


def add(session: Session, workspace: WorkspaceId, one: Suggestion) -> None:
    session.add(
        SuggestionRow(
            workspace=workspace,
            id=one.id,
            article=one.article,
            base=one.base,
            anchor=one.anchor,
            heading=one.heading,
            before=one.before,
            after=one.after,
            why=one.why,
            was_wrong=one.was_wrong,
            by=one.by,
            at=one.at,
            state=one.state,
            cards=[],
        )
    )
    session.flush()


def change(
    session: Session,
    workspace: WorkspaceId,
    suggestion: int,
    f: Callable[[Suggestion], Suggestion],
    *,
    by: UserId | None = None,
    now: datetime | None = None,
) -> Suggestion | None:
    """Lock a suggestion, apply `f` to it as it is now, and keep the result; None when there is none any more."""
    asked = select(SuggestionRow).where(SuggestionRow.workspace == workspace, SuggestionRow.id == suggestion)
    row = session.scalars(asked.with_for_update().execution_options(populate_existing=True)).one_or_none()
    if row is None:
        return None
    before = _value(row)
    after = f(before)
    row.cards = list(after.cards)
    if after.state is not before.state:
        row.state, row.decided_by, row.decided_at = after.state, by, now
        row.before = row.after = row.why = ""
    session.flush()
    return replace(after, before=before.before)


def waiting(
    session: Session, workspace: WorkspaceId, among: Select[int], *, skip: int = 0, most: int = 10
) -> tuple[Suggestion, ...]:
    """Return what waits for a curator, of the articles `among`, the first first."""
    asked = select(SuggestionRow).where(*_waiting(workspace, among))
    return tuple(map(_value, session.scalars(asked.order_by(SuggestionRow.id).offset(skip).limit(most))))


def count(session: Session, workspace: WorkspaceId, among: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(SuggestionRow).where(*_waiting(workspace, among))) or 0


def cards_of(
    session: Session, workspace: WorkspaceId, articles: Collection[ArticleId]
) -> list[tuple[ArticleId, tuple[PromiseId, ...]]]:
    """Return the cards of what is or was suggested of these articles."""
    rows = select(SuggestionRow.article, SuggestionRow.cards).where(
        SuggestionRow.workspace == workspace, SuggestionRow.article.in_(articles)
    )
    ordered = session.execute(rows.order_by(SuggestionRow.id))
    return [(ArticleId(article), tuple(map(PromiseId, cards))) for article, cards in ordered]


def _waiting(workspace: WorkspaceId, among: Select[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        SuggestionRow.workspace == workspace,
        SuggestionRow.state == State.WAITING,
        SuggestionRow.article.in_(among),
    )


def _value(row: SuggestionRow) -> Suggestion:
    return Suggestion(
        id=row.id,
        article=ArticleId(row.article),
        base=row.base,
        anchor=row.anchor,
        heading=row.heading,
        before=row.before,
        after=row.after,
        why=row.why,
        was_wrong=row.was_wrong,
        by=UserId(row.by),
        at=row.at,
        state=State(row.state),
        cards=tuple(map(PromiseId, row.cards)),
    )
