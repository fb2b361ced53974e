"""Which articles were put beside each other, and what was decided about them?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, String, and_, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Base, UtcDateTime, insert
from bot.desk.rules.twins import Pair, State, Twins, Why
from bot.ids import ArticleId, WorkspaceId


def _of_article(column: str) -> ForeignKeyConstraint:
    name = f"fk_desk_twins_workspace_{column}"
    return ForeignKeyConstraint(["workspace", column], ["articles.workspace", "articles.id"], name=name)


class TwinRow(Base):
    """Two articles that may say the same; the one with the smaller id first."""

    __tablename__ = "desk_twins"
    __table_args__ = (
        _of_article("one"),
        _of_article("other"),
        Index("ix_desk_twins_workspace_state", "workspace", "state"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    one: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    other: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    why: Mapped[str] = mapped_column(String(16))
    weight: Mapped[float]
    state: Mapped[str] = mapped_column(String(16))
    #: Which of them was merged into the other.
    gone: Mapped[int | None] = mapped_column(BigInteger)
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def known(session: Session, workspace: WorkspaceId) -> frozenset[tuple[ArticleId, ArticleId]]:
    """Return the pairs that were ever put before curators."""
    rows = session.execute(select(TwinRow.one, TwinRow.other).where(TwinRow.workspace == workspace))
    return frozenset((ArticleId(one), ArticleId(other)) for one, other in rows)


def add(session: Session, workspace: WorkspaceId, pairs: Sequence[Pair], *, now: datetime) -> None:
    for pair in pairs:
        row = insert(session, TwinRow).values(
            workspace=workspace,
            one=pair.one,
            other=pair.other,
            why=pair.why,
            weight=pair.weight,
            state=State.OPEN,
            found_at=now,
        )
        session.execute(row.on_conflict_do_nothing())


def find(
    session: Session,
    workspace: WorkspaceId,
    readable: Sequence[ArticleId],
    *,
    since: datetime,
) -> tuple[Twins, ...]:
    """Return the open pairs of these articles, the likeliest first, then what was merged since a moment."""
    merged = and_(TwinRow.state == State.MERGED, TwinRow.decided_at >= since)
    rows = (
        select(TwinRow)
        .where(
            TwinRow.workspace == workspace,
            TwinRow.one.in_(readable),
            TwinRow.other.in_(readable),
            or_(TwinRow.state == State.OPEN, merged),
        )
        .order_by(TwinRow.state == State.MERGED, TwinRow.weight.desc(), TwinRow.one, TwinRow.other)
    )
    return tuple(map(_value, session.scalars(rows)))


def articles(session: Session, workspace: WorkspaceId) -> frozenset[ArticleId]:
    """Return all articles of pairs that are open, or were merged."""
    rows = select(TwinRow.one, TwinRow.other).where(
        TwinRow.workspace == workspace, TwinRow.state.in_((State.OPEN, State.MERGED))
    )
    return frozenset(ArticleId(id) for row in session.execute(rows) for id in row)


def take(session: Session, workspace: WorkspaceId, one: ArticleId, other: ArticleId) -> Twins | None:
    """Return a pair, locked."""
    rows = select(TwinRow).where(TwinRow.workspace == workspace, TwinRow.one == one, TwinRow.other == other)
    row = session.scalars(rows.with_for_update().execution_options(populate_existing=True)).one_or_none()
    return None if row is None else _value(row)


def decide(
    session: Session, workspace: WorkspaceId, pair: Twins, state: State, *, gone: ArticleId | None, now: datetime
) -> None:
    row = session.get(TwinRow, (workspace, pair.one, pair.other))
    assert row is not None, "it was taken"
    row.state, row.gone, row.decided_at = state, gone, now
    session.flush()


def _value(row: TwinRow) -> Twins:
    return Twins(
        one=ArticleId(row.one),
        other=ArticleId(row.other),
        why=Why(row.why),
        state=State(row.state),
        gone=None if row.gone is None else ArticleId(row.gone),
        decided_at=row.decided_at,
    )
