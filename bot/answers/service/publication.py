"""What becomes of words that a colleague would keep? A curator publishes them, or does not; all are told."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.answers import rules
from bot.answers.store import AnswerRow, proposals
from bot.answers.store.proposals import Proposal, State
from bot.answers.store.reactions import ShareRow
from bot.answers.views import proposals as proposal_views
from bot.articles.service import writing
from bot.errors import UserError
from bot.ids import ArticleId, ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import rules as people_rules
from bot.people import service as people
from bot.search.gate import Decision
from bot.slack import text
from bot.slack.message import Message
from bot.workspaces import service as workspaces

#: How far back a thread's question is looked for.
ASKED = timedelta(days=90)
REVIEWERS = 10  #: curators who are asked about one proposal


class NotTheirs(UserError):
    """Only who wrote it, or a curator, can take it out."""


def publish(session: Session, workspace: WorkspaceId, number: int, *, by: UserId, now: datetime) -> None:
    """Make an article of a proposal; curators may. Everybody concerned is told."""
    proposal = to_decide(session, workspace, number, by=by)
    row = proposals.waiting(session, workspace, number)
    article = writing.publish(
        session,
        workspace,
        title=proposal.title,
        text=proposal.text,
        tags=proposal.tags,
        author=proposal.author,
        url=_source(session, workspace, proposal),
        now=now,
    )
    proposals.decide(session, row, State.PUBLISHED, by=by, now=now)
    row.article = article
    session.flush()
    _settle(session, workspace, proposal, State.PUBLISHED, by=by, now=now)
    asked = question(session, workspace, proposal.channel, proposal.thread or proposal.ts, now=now)
    told = {proposal.proposer: proposal_views.published(proposal.title, article)}
    if asked is not None:
        told.setdefault(asked[0], proposal_views.to_asker(asked[1], proposal.title, article))
    if proposal.author != proposal.proposer:
        told[proposal.author] = proposal_views.to_author(proposal.title, article, number, by=proposal.proposer)
    for user, said in told.items():
        _tell(session, workspace, number, user, said, what="published", now=now)


def to_decide(session: Session, workspace: WorkspaceId, number: int, *, by: UserId) -> Proposal:
    """Return what a curator has to decide about."""
    if not people.is_curator(session, workspace, by):
        raise people_rules.NotACurator
    return proposals.value(proposals.waiting(session, workspace, number))


def propose(session: Session, workspace: WorkspaceId, proposal: Proposal, *, now: datetime) -> None:
    """Ask the curators about it; where there is none, say so."""
    curators = reviewers(session, workspace)
    cards = [
        _tell(session, workspace, proposal.id, curator, proposal_views.card(proposal), what="card", now=now)
        for curator in curators
    ]
    proposals.show(session, workspace, proposal.id, cards)
    if not curators:
        row = proposals.waiting(session, workspace, proposal.id)
        proposals.decide(session, row, State.DECLINED, by=proposal.proposer, now=now)
    said = proposal_views.received(proposal.title) if curators else proposal_views.nobody_decides()
    _tell(session, workspace, proposal.id, proposal.proposer, said, what="received", now=now)


def tell_it_is_there(
    session: Session, workspace: WorkspaceId, user: UserId, channel: ChannelId, ts: Ts, *, now: datetime
) -> None:
    """Somebody else was first to save this message."""
    before = proposals.of_message(session, workspace, channel, ts)
    if before is not None:
        _tell(session, workspace, before.id, user, proposal_views.already(before), what="already", now=now)


def decline(session: Session, workspace: WorkspaceId, number: int, *, by: UserId, now: datetime) -> None:
    """Leave it; curators may. Who proposed it is told."""
    proposal = to_decide(session, workspace, number, by=by)
    row = proposals.waiting(session, workspace, number)
    proposals.decide(session, row, State.DECLINED, by=by, now=now)
    _settle(session, workspace, proposal, State.DECLINED, by=by, now=now)
    if proposal.proposer != by:
        said = proposal_views.declined(proposal.title)
        _tell(session, workspace, number, proposal.proposer, said, what="declined", now=now)


def take_out(session: Session, workspace: WorkspaceId, number: int, *, by: UserId, now: datetime) -> None:
    """Take an article out again: its author may, and curators."""
    row = proposals.locked(session, workspace, number)
    if by != row.author and not people.is_curator(session, workspace, by):
        raise NotTheirs
    if row.state == State.PUBLISHED and row.article is not None:
        writing.withdraw(session, workspace, ArticleId(row.article), now=now)
        row.state = State.TAKEN_OUT
        session.flush()
    _tell(session, workspace, number, by, proposal_views.taken_out(), what="out", now=now)


def reviewers(session: Session, workspace: WorkspaceId) -> tuple[UserId, ...]:
    """Return whom to ask: the curators who were named, else the programme owner."""
    named = workspaces.choice(session, workspace, "roles.curators")
    chosen = [UserId(str(one)) for one in named] if isinstance(named, list) else []
    known = people.people(session, workspace, chosen)
    here = [one for one in chosen if one in known and known[one].is_here]
    owner = people.owner(session, workspace)
    return tuple(here[:REVIEWERS]) or ((owner,) if owner is not None else ())


def question(
    session: Session, workspace: WorkspaceId, channel: ChannelId, thread: Ts, *, now: datetime
) -> tuple[UserId, str] | None:
    """Return who asked, and what, where a thread stands under a question that found nothing."""
    since = now - ASKED
    aloud = (
        select(AnswerRow.asker, AnswerRow.question)
        .where(
            AnswerRow.workspace == workspace,
            AnswerRow.channel == channel,
            AnswerRow.thread == thread,
            AnswerRow.decision == Decision.NOTHING,
            AnswerRow.asked_at >= since,
        )
        .order_by(AnswerRow.id)
    )
    put = (
        select(AnswerRow.asker, AnswerRow.question, ShareRow.promise)
        .join(ShareRow, (ShareRow.workspace == AnswerRow.workspace) & (ShareRow.answer == AnswerRow.id))
        .where(
            ShareRow.workspace == workspace,
            ShareRow.channel == channel,
            ShareRow.rank == rules.UNANSWERED,
            ShareRow.shared_at >= since,
        )
    )
    for asker, asked in session.execute(aloud):
        if asker and asked:
            return UserId(asker), asked
    for asker, asked, promise in session.execute(put):
        posted = outbox.find(session, workspace=workspace, promise=PromiseId(promise))
        if asker and asked and posted is not None and posted.ts == thread:
            return UserId(asker), asked
    return None


def _source(session: Session, workspace: WorkspaceId, proposal: Proposal) -> str:
    """Where the words stand; a conversation of two is nobody else's to open."""
    if proposal.channel.startswith("D"):
        return ""
    return text.permalink(workspaces.url(session, workspace), proposal.channel, proposal.ts, proposal.thread)


def _settle(
    session: Session, workspace: WorkspaceId, proposal: Proposal, state: State, *, by: UserId, now: datetime
) -> None:
    """Every curator's card says what was decided."""
    said = proposal_views.decided(proposal.title, state, by)
    for card in proposal.cards:
        outbox.edit(session, workspace=workspace, promise=card, message=said, now=now)


def _tell(
    session: Session, workspace: WorkspaceId, number: int, user: UserId, said: Message, *, what: str, now: datetime
) -> PromiseId:
    key = f"proposal:{number}:{what}:{user}"
    return outbox.direct(session, workspace=workspace, user=user, message=said, key=key, now=now)
