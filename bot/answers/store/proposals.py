"""Where is kept what somebody would keep of a message, until a curator has decided about it?"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    Select,
    String,
    Text,
    func,
    or_,
    select,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.answers.rules.proposals import Proposal, State
from bot.db import Base, UtcDateTime, insert
from bot.ids import ArticleId, ChannelId, PromiseId, Ts, UserId, WorkspaceId, fresh

_IS_KEPT = sql("state IN ('waiting', 'published')")


class ProposalRow(Base):
    __tablename__ = "answer_proposals"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspaces.workspace"]),
        Index(
            "uq_answer_proposals_message",
            "workspace",
            "channel",
            "ts",
            unique=True,
            postgresql_where=_IS_KEPT,
            sqlite_where=_IS_KEPT,
        ),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    #: Whose words they are, and who would keep them.
    author: Mapped[str] = mapped_column(String(32))
    proposer: Mapped[str] = mapped_column(String(32))
    channel: Mapped[str] = mapped_column(String(32))
    ts: Mapped[str] = mapped_column(String(32))
    thread: Mapped[str | None] = mapped_column(String(32))
    #: The words, until they are decided about: then the article has them, or nobody.
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    tags: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(32))
    article: Mapped[int | None] = mapped_column(BigInteger)
    #: The article it is added to, and under which heading; None for an article of its own.
    into: Mapped[int | None] = mapped_column(BigInteger)
    section: Mapped[str | None] = mapped_column(Text)
    #: The cards of those who were asked.
    cards: Mapped[list[int]] = mapped_column(JSON)


def add(
    session: Session,
    workspace: WorkspaceId,
    *,
    author: UserId,
    proposer: UserId,
    place: tuple[ChannelId, Ts, Ts | None],
    title: str,
    words: str,
    tags: Sequence[str],
    into: ArticleId | None = None,
    now: datetime,
) -> Proposal | None:
    """Keep what somebody would keep; None when somebody else was first."""
    channel, ts, thread = place
    id = fresh()
    row = insert(session, ProposalRow).values(
        workspace=workspace,
        id=id,
        author=author,
        proposer=proposer,
        channel=channel,
        ts=ts,
        thread=thread,
        title=title,
        text=words,
        tags=list(tags),
        state=State.WAITING,
        proposed_at=now,
        into=into,
        cards=[],
    )
    is_new = session.scalar(row.on_conflict_do_nothing().returning(ProposalRow.id)) is not None
    return find(session, workspace, id) if is_new else None


def of_message(session: Session, workspace: WorkspaceId, channel: ChannelId, ts: Ts) -> Proposal | None:
    """Return what was proposed of a message and is waiting or published, the newest."""
    rows = select(ProposalRow).where(
        ProposalRow.workspace == workspace,
        ProposalRow.channel == channel,
        ProposalRow.ts == ts,
        ProposalRow.state.in_((State.WAITING, State.PUBLISHED)),
    )
    row = session.scalars(rows.order_by(ProposalRow.id.desc()).limit(1)).first()
    return None if row is None else _value(row)


def find(session: Session, workspace: WorkspaceId, proposal: int) -> Proposal | None:
    row = session.get(ProposalRow, (workspace, proposal), populate_existing=True)
    return None if row is None else _value(row)


def change(
    session: Session,
    workspace: WorkspaceId,
    proposal: int,
    f: Callable[[Proposal], Proposal],
    *,
    by: UserId | None = None,
    now: datetime | None = None,
) -> Proposal | None:
    """Lock a proposal, apply `f` to it as it is now, and keep the result; None when there is none any more.

    `by` and `now`: who decided and when, kept when the state is another afterwards.
    """
    rows = select(ProposalRow).where(ProposalRow.workspace == workspace, ProposalRow.id == proposal).with_for_update()
    row = session.scalars(rows.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        return None
    before = _value(row)
    after = f(before)
    row.title, row.text, row.tags = after.title, after.text, list(after.tags)
    row.article, row.cards, row.into, row.section = after.article, list(after.cards), after.into, after.section
    if after.state is not before.state:
        row.state, row.decided_by, row.decided_at = after.state, by, now
    session.flush()
    return after


def waiting(
    session: Session, workspace: WorkspaceId, mine: Select[int], *, skip: int, most: int
) -> tuple[Proposal, ...]:
    """Return what waits for a curator, the first first. `mine`: asks for the articles they may read."""
    rows = select(ProposalRow).where(*_waiting(workspace, mine))
    return tuple(map(_value, session.scalars(rows.order_by(ProposalRow.id).offset(skip).limit(most))))


def count(session: Session, workspace: WorkspaceId, mine: Select[int]) -> int:
    """Count what waits for a curator."""
    return session.scalar(select(func.count()).select_from(ProposalRow).where(*_waiting(workspace, mine))) or 0


def _waiting(workspace: WorkspaceId, mine: Select[int]) -> tuple[ColumnElement[bool], ...]:
    """What is to be added to an article waits for those who may read that."""
    to_them = or_(ProposalRow.into.is_(None), ProposalRow.into.in_(mine))
    return ProposalRow.workspace == workspace, ProposalRow.state == State.WAITING, to_them


def forget(
    session: Session, workspace: WorkspaceId, user: UserId, theirs: Collection[int] = ()
) -> tuple[PromiseId, ...]:
    """Drop what is not decided of somebody's words, and what they proposed; return the cards by which it was asked.

    `theirs`: what has words of theirs in it beside those of others.
    """
    undecided = select(ProposalRow).where(
        ProposalRow.workspace == workspace,
        ProposalRow.state == State.WAITING,
        or_(ProposalRow.author == user, ProposalRow.proposer == user, ProposalRow.id.in_(theirs)),
    )
    cards: list[PromiseId] = []
    for row in session.scalars(undecided).all():
        cards += map(PromiseId, row.cards)
        session.delete(row)
    session.flush()
    return tuple(cards)


def _value(row: ProposalRow) -> Proposal:
    return Proposal(
        id=row.id,
        author=UserId(row.author),
        proposer=UserId(row.proposer),
        channel=ChannelId(row.channel),
        ts=Ts(row.ts),
        thread=Ts(row.thread) if row.thread else None,
        title=row.title,
        text=row.text,
        tags=tuple(row.tags),
        state=State(row.state),
        article=None if row.article is None else ArticleId(row.article),
        cards=tuple(map(PromiseId, row.cards)),
        into=None if row.into is None else ArticleId(row.into),
        section=row.section,
    )
