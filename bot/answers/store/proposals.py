"""Where is kept what somebody would keep of a message, until a curator has decided about it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, ForeignKeyConstraint, Index, String, Text, or_, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Base, UtcDateTime, insert
from bot.errors import UserError
from bot.ids import ArticleId, ChannelId, PromiseId, Ts, UserId, WorkspaceId, fresh
from bot.outbox import service as outbox


class State(StrEnum):
    WAITING = "waiting"
    PUBLISHED = "published"
    DECLINED = "declined"
    TAKEN_OUT = "taken_out"


class Decided(UserError):
    """Somebody has decided about this already. Thank you!"""


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
    #: The cards of those who were asked.
    cards: Mapped[list[int]] = mapped_column(JSON)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Somebody's words, as an article would have them."""

    id: int
    author: UserId
    proposer: UserId
    channel: ChannelId
    ts: Ts
    thread: Ts | None
    title: str
    text: str
    tags: tuple[str, ...]
    state: State
    article: ArticleId | None
    cards: tuple[PromiseId, ...]


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
    return None if row is None else value(row)


def find(session: Session, workspace: WorkspaceId, proposal: int) -> Proposal:
    """Return a proposal; raise `Decided` when there is none any more."""
    return value(locked(session, workspace, proposal))


def show(session: Session, workspace: WorkspaceId, proposal: int, cards: Sequence[PromiseId]) -> None:
    """Note the cards by which it is decided."""
    locked(session, workspace, proposal).cards = list(cards)
    session.flush()


def reword(
    session: Session, workspace: WorkspaceId, proposal: int, *, title: str, words: str, tags: Sequence[str]
) -> None:
    """Change what would be published."""
    row = waiting(session, workspace, proposal)
    row.title, row.text, row.tags = title, words, list(tags)
    session.flush()


def forget(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> None:
    """Drop what is not decided of somebody's words, and what they proposed."""
    undecided = select(ProposalRow).where(
        ProposalRow.workspace == workspace,
        ProposalRow.state == State.WAITING,
        or_(ProposalRow.author == user, ProposalRow.proposer == user),
    )
    for row in session.scalars(undecided).all():
        for card in row.cards:
            outbox.withdraw(session, workspace=workspace, promise=PromiseId(card), now=now)
        session.delete(row)
    session.flush()


def decide(session: Session, row: ProposalRow, state: State, *, by: UserId, now: datetime) -> None:
    """Note a decision; the words are the article's from now on, or nobody's."""
    row.state, row.decided_by, row.decided_at = state, by, now
    row.title, row.text, row.tags = "", "", []
    session.flush()


def waiting(session: Session, workspace: WorkspaceId, proposal: int) -> ProposalRow:
    """Lock one that is not decided; raise `Decided`."""
    row = locked(session, workspace, proposal)
    if row.state != State.WAITING:
        raise Decided
    return row


def locked(session: Session, workspace: WorkspaceId, proposal: int) -> ProposalRow:
    """Lock one; raise `Decided` when there is none any more."""
    rows = select(ProposalRow).where(ProposalRow.workspace == workspace, ProposalRow.id == proposal).with_for_update()
    row = session.scalars(rows.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise Decided
    return row


def value(row: ProposalRow) -> Proposal:
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
    )
