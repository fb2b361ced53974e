"""Of which messages was an article made, and are those who wrote them named?"""

from collections.abc import Collection, Sequence

from sqlalchemy import ForeignKeyConstraint, Index, String, and_, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import BigInteger

from bot.answers.rules.captures import Credit, Kept, Line
from bot.answers.rules.proposals import State
from bot.answers.store.proposals import ProposalRow
from bot.db import Base
from bot.ids import ArticleId, ChannelId, Ts, UserId, WorkspaceId


class CaptureRow(Base):
    """A message of which something was saved; its words are the proposal's, and then the article's."""

    __tablename__ = "answer_captures"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "proposal"], ["answer_proposals.workspace", "answer_proposals.id"], ondelete="CASCADE"
        ),
        Index("ix_answer_captures_workspace_channel_ts", "workspace", "channel", "ts"),
        Index("ix_answer_captures_workspace_channel_thread", "workspace", "channel", "thread"),
    )

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    proposal: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    ts: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[str] = mapped_column(String(32))
    #: The first message of the conversation.
    thread: Mapped[str] = mapped_column(String(32))
    author: Mapped[str] = mapped_column(String(32))
    #: The question, of which nothing stands in the article but its title.
    is_asked: Mapped[bool]
    is_named: Mapped[bool]


_PROPOSAL = and_(CaptureRow.workspace == ProposalRow.workspace, CaptureRow.proposal == ProposalRow.id)
_KEPT = ProposalRow.state.in_((State.WAITING, State.PUBLISHED))


def add(
    session: Session,
    workspace: WorkspaceId,
    proposal: int,
    lines: Sequence[Line],
    *,
    place: tuple[ChannelId, Ts],
    is_named: bool,
) -> None:
    channel, root = place
    session.add_all(
        CaptureRow(
            workspace=workspace,
            proposal=proposal,
            ts=one.ts,
            channel=channel,
            thread=root,
            author=one.author,
            is_asked=one.is_asked,
            is_named=is_named,
        )
        for one in lines
    )
    session.flush()


def of_message(session: Session, workspace: WorkspaceId, channel: ChannelId, ts: Ts) -> int | None:
    """Return what was saved of a message and is waiting or published, the newest."""
    rows = (
        select(ProposalRow.id)
        .join(CaptureRow, _PROPOSAL)
        .where(CaptureRow.workspace == workspace, CaptureRow.channel == channel, CaptureRow.ts == ts, _KEPT)
    )
    return session.scalar(rows.order_by(ProposalRow.id.desc()).limit(1))


def waiting(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[int]:
    """Return what waits for a curator and has words of somebody's in it."""
    rows = (
        select(ProposalRow.id)
        .join(CaptureRow, _PROPOSAL)
        .where(CaptureRow.workspace == workspace, CaptureRow.author == user, ProposalRow.state == State.WAITING)
    )
    return frozenset(session.scalars(rows))


def captured(session: Session, workspace: WorkspaceId, channel: ChannelId, root: Ts) -> frozenset[Ts]:
    """Return the messages of a conversation that are saved, or wait to be."""
    rows = (
        select(CaptureRow.ts)
        .join(ProposalRow, _PROPOSAL)
        .where(CaptureRow.workspace == workspace, CaptureRow.channel == channel, CaptureRow.thread == root, _KEPT)
    )
    return frozenset(map(Ts, session.scalars(rows)))


def published(session: Session, workspace: WorkspaceId, channel: ChannelId, root: Ts) -> Kept | None:
    """Return what was last made an article of a conversation; None when nothing was."""
    row = session.execute(
        select(ProposalRow.id, ProposalRow.proposer, ProposalRow.article)
        .join(CaptureRow, _PROPOSAL)
        .where(
            CaptureRow.workspace == workspace,
            CaptureRow.channel == channel,
            CaptureRow.thread == root,
            ProposalRow.state == State.PUBLISHED,
            ProposalRow.article.is_not(None),
        )
        .order_by(ProposalRow.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    id, proposer, article = row
    assert article is not None, "asked for"
    return Kept(proposal=id, proposer=UserId(proposer), channel=channel, root=root, article=ArticleId(article))


def root(session: Session, workspace: WorkspaceId, proposal: int) -> tuple[ChannelId, Ts] | None:
    """Return the conversation that something was saved of."""
    rows = select(CaptureRow.channel, CaptureRow.thread).where(
        CaptureRow.workspace == workspace, CaptureRow.proposal == proposal
    )
    row = session.execute(rows.limit(1)).first()
    return None if row is None else (ChannelId(row[0]), Ts(row[1]))


def authors(session: Session, workspace: WorkspaceId, proposal: int) -> tuple[Credit, ...]:
    """Return whose words something saved is made of, the first first."""
    rows = (
        select(CaptureRow.author, CaptureRow.is_named)
        .where(CaptureRow.workspace == workspace, CaptureRow.proposal == proposal, CaptureRow.is_asked.is_(False))
        .order_by(CaptureRow.ts)
    )
    found = {UserId(author): is_named for author, is_named in session.execute(rows)}
    return tuple(Credit(author=author, is_named=is_named) for author, is_named in found.items())


def credits_of(
    session: Session, workspace: WorkspaceId, articles: Collection[ArticleId]
) -> dict[ArticleId, tuple[Credit, ...]]:
    """Return whose words stand in these articles, the first first; articles that were not captured are left out."""
    if not articles:
        return {}
    rows = (
        select(ProposalRow.article, CaptureRow.author, CaptureRow.is_named)
        .join(CaptureRow, _PROPOSAL)
        .where(
            ProposalRow.workspace == workspace,
            ProposalRow.article.in_(articles),
            ProposalRow.state == State.PUBLISHED,
            CaptureRow.is_asked.is_(False),
        )
        .order_by(ProposalRow.id, CaptureRow.ts)
    )
    found: dict[ArticleId, dict[UserId, bool]] = {}
    for article, author, is_named in session.execute(rows):
        known = found.setdefault(ArticleId(article or 0), {})
        known[UserId(author)] = known.get(UserId(author), True) and is_named
    return {
        article: tuple(Credit(author=author, is_named=is_named) for author, is_named in known.items())
        for article, known in found.items()
    }


def unname(session: Session, workspace: WorkspaceId, proposal: int, author: UserId) -> None:
    """Name somebody no more beside what was made of their words."""
    own = (CaptureRow.workspace == workspace, CaptureRow.proposal == proposal, CaptureRow.author == author)
    session.execute(update(CaptureRow).where(*own).values(is_named=False))


def forget(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """Forget which messages were somebody's."""
    session.execute(delete(CaptureRow).where(CaptureRow.workspace == workspace, CaptureRow.author == user))
