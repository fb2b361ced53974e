"""What is kept of a person at the desk, and how does their name leave it?"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, case, delete, literal, select, update
from sqlalchemy.orm import Session

from bot.desk.rules import State
from bot.desk.store.tables import (
    CorrectionRow,
    FlagRow,
    LetterRow,
    PassedRow,
    ReaderRow,
    SuggestionRow,
)
from bot.erasure import Erasure
from bot.ids import PromiseId, UserId, WorkspaceId

#: A record as a person reads it.
Records = list[dict[str, Any]]


def flagged(session: Session, workspace: WorkspaceId, user: UserId) -> Records:
    rows = select(FlagRow).where(FlagRow.workspace == workspace, FlagRow.by == user).order_by(FlagRow.at.desc())
    return [
        {"at": row.at, "reason": row.reason, "words": row.words, "outcome": row.outcome}
        for row in session.scalars(rows)
    ]


def suggested(session: Session, workspace: WorkspaceId, user: UserId) -> Records:
    rows = select(SuggestionRow).where(SuggestionRow.workspace == workspace, SuggestionRow.by == user)
    return [
        {"at": row.at, "after": row.after, "why": row.why, "state": row.state}
        for row in session.scalars(rows.order_by(SuggestionRow.at.desc()))
    ]


def corrected(session: Session, workspace: WorkspaceId, user: UserId, mine: Select[int]) -> Records:
    """`mine`: asks for the articles they may read; of others there is no title."""
    of = and_(CorrectionRow.workspace == ReaderRow.workspace, CorrectionRow.id == ReaderRow.correction)
    rows = (
        select(
            ReaderRow.read_at,
            case((CorrectionRow.article.in_(mine), CorrectionRow.title), else_=literal("")),
            ReaderRow.told_at,
        )
        .join(CorrectionRow, of)
        .where(ReaderRow.workspace == workspace, ReaderRow.user == user)
        .order_by(ReaderRow.read_at.desc())
    )
    return [{"at": at, "title": title, "told at": told} for at, title, told in session.execute(rows)]


def written_to(session: Session, workspace: WorkspaceId, user: UserId) -> Records:
    rows = select(LetterRow).where(LetterRow.workspace == workspace, LetterRow.user == user)
    return [
        {"at": row.written_at, "period": row.period}
        for row in session.scalars(rows.order_by(LetterRow.written_at.desc()))
    ]


def passed(session: Session, workspace: WorkspaceId, user: UserId) -> Records:
    rows = select(PassedRow).where(PassedRow.workspace == workspace, PassedRow.user == user)
    return [{"at": row.at} for row in session.scalars(rows.order_by(PassedRow.at.desc()))]


def forget(session: Session, erasure: Erasure) -> Sequence[PromiseId]:
    """Forget a person; return the cards by which their open suggestions were shown."""
    workspace, user = erasure.workspace, erasure.user
    waiting = select(SuggestionRow).where(
        SuggestionRow.workspace == workspace, SuggestionRow.by == user, SuggestionRow.state == State.WAITING
    )
    cards: list[PromiseId] = []
    for row in session.scalars(waiting).all():
        cards += map(PromiseId, row.cards)
        session.delete(row)
    session.flush()
    for table in (ReaderRow, LetterRow, PassedRow):
        session.execute(delete(table).where(table.workspace == workspace, table.user == user))
    own = (FlagRow.workspace == workspace, FlagRow.by == user)
    session.execute(update(FlagRow).where(*own).values(words="", told_at=erasure.now))
    session.execute(update(FlagRow).where(FlagRow.workspace == workspace, FlagRow.closed_by == user).values(said=""))
    erasure.replace(session, FlagRow.by, FlagRow.closed_by, SuggestionRow.by, SuggestionRow.decided_by)
    erasure.sweep(session, FlagRow.words, FlagRow.said, SuggestionRow.why, SuggestionRow.after)
    return cards
