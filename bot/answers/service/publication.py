"""What becomes of words that a colleague would keep? A curator publishes them, or does not; all are told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.answers.rules.proposals import Decided, NotTheirs, Proposal, State
from bot.answers.service import consent, replies
from bot.answers.store import proposals, questions
from bot.answers.store.questions import Question
from bot.answers.views import proposals as proposal_views
from bot.articles.service import writing
from bot.ids import ArticleId, ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people
from bot.slack import text
from bot.slack.message import Message
from bot.workspaces import service as workspaces

#: How far back a thread's question is looked for.
ASKED = timedelta(days=90)
REVIEWERS = 10  #: curators who are asked about one proposal


def publish(session: Session, workspace: WorkspaceId, number: int, *, by: UserId, now: datetime) -> None:
    """Make an article of a proposal; curators may. Everybody concerned is told."""
    proposal = to_decide(session, workspace, number, by=by)
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
    _decide(session, workspace, number, State.PUBLISHED, article=article, by=by, now=now)
    _settle(session, workspace, proposal, State.PUBLISHED, by=by, now=now)
    asked = question(session, workspace, proposal.channel, proposal.thread or proposal.ts, now=now)
    told = {proposal.proposer: proposal_views.published(proposal.title, article)}
    if asked is not None:
        told.setdefault(asked.asker, proposal_views.to_asker(asked.text, proposal.title, article))
    if proposal.author != proposal.proposer:
        told[proposal.author] = proposal_views.to_author(proposal.title, article, number, by=proposal.proposer)
    for user, said in told.items():
        _tell(session, workspace, number, user, said, what="published", now=now)
    consent.wrote(session, workspace, proposal.author, proposal.title, now=now)


def to_decide(session: Session, workspace: WorkspaceId, number: int, *, by: UserId) -> Proposal:
    """Return what a curator has to decide about, locked for the decision."""
    people.must_be_curator(session, workspace, by)
    found = proposals.change(session, workspace, number, _waiting)
    if found is None:
        raise Decided
    return found


def revise(
    session: Session,
    workspace: WorkspaceId,
    number: int,
    *,
    title: str,
    words: str,
    tags: Sequence[str],
    by: UserId,
    now: datetime,
) -> None:
    """Publish a proposal in a curator's words."""
    to_decide(session, workspace, number, by=by)
    proposals.change(
        session, workspace, number, lambda found: replace(found, title=title, text=words, tags=tuple(tags))
    )
    publish(session, workspace, number, by=by, now=now)


def save(
    session: Session,
    workspace: WorkspaceId,
    *,
    author: UserId,
    by: UserId,
    place: tuple[ChannelId, Ts, Ts | None],
    title: str,
    words: str,
    tags: Sequence[str],
    now: datetime,
) -> None:
    """Keep somebody's words: published at once by a curator, proposed to one by everybody else."""
    proposal = proposals.add(
        session, workspace, author=author, proposer=by, place=place, title=title, words=words, tags=tags, now=now
    )
    if proposal is None:
        before = proposals.of_message(session, workspace, place[0], place[1])
        if before is not None:  # somebody else was first to save this message
            _tell(session, workspace, before.id, by, proposal_views.already(before), what="already", now=now)
    elif people.is_curator(session, workspace, by):
        publish(session, workspace, proposal.id, by=by, now=now)
    else:
        propose(session, workspace, proposal, now=now)


def of_message(session: Session, workspace: WorkspaceId, channel: ChannelId, ts: Ts) -> Proposal | None:
    """Return what was proposed of a message and is waiting or published, the newest."""
    return proposals.of_message(session, workspace, channel, ts)


def waiting(session: Session, workspace: WorkspaceId, *, skip: int, most: int) -> tuple[Proposal, ...]:
    """Return what waits for a curator, the first first."""
    return proposals.waiting(session, workspace, skip=skip, most=most)


def count(session: Session, workspace: WorkspaceId) -> int:
    """Count what waits for a curator."""
    return proposals.count(session, workspace)


def propose(session: Session, workspace: WorkspaceId, proposal: Proposal, *, now: datetime) -> None:
    """Ask the curators about it; where there is none, say so."""
    curators = reviewers(session, workspace)
    cards = tuple(
        _tell(session, workspace, proposal.id, curator, proposal_views.card(proposal), what="card", now=now)
        for curator in curators
    )
    proposals.change(session, workspace, proposal.id, lambda found: replace(found, cards=cards))
    if not curators:
        _decide(session, workspace, proposal.id, State.DECLINED, by=proposal.proposer, now=now)
    said = proposal_views.received(proposal.title) if curators else proposal_views.nobody_decides()
    _tell(session, workspace, proposal.id, proposal.proposer, said, what="received", now=now)


def decline(
    session: Session, workspace: WorkspaceId, number: int, *, by: UserId, why: str = "", now: datetime
) -> None:
    """Leave it; curators may. Who proposed it is told why."""
    proposal = to_decide(session, workspace, number, by=by)
    _decide(session, workspace, number, State.DECLINED, by=by, now=now)
    _settle(session, workspace, proposal, State.DECLINED, by=by, now=now)
    if proposal.proposer != by:
        said = proposal_views.declined(proposal.title, why)
        _tell(session, workspace, number, proposal.proposer, said, what="declined", now=now)


def take_out(session: Session, workspace: WorkspaceId, number: int, *, by: UserId, now: datetime) -> None:
    """Take an article out again: its author may, and curators. Others do not learn whether there is one."""
    found = proposals.find(session, workspace, number)
    if found is None or (by != found.author and not people.is_curator(session, workspace, by)):
        raise NotTheirs
    withdrawn = proposals.change(
        session,
        workspace,
        number,
        lambda one: replace(one, state=State.TAKEN_OUT) if one.state is State.PUBLISHED else one,
        by=by,
        now=now,
    )
    if found.state is State.PUBLISHED and withdrawn is not None and found.article is not None:
        writing.withdraw(session, workspace, found.article, now=now)
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
) -> Question | None:
    """Return what was asked, and by whom, where a thread stands under a question that found nothing."""
    since = now - ASKED
    aloud = questions.aloud(session, workspace, channel, since=since, thread=thread, surface=None, is_open=True)
    put = (one for one in replies.put(session, workspace, channel, since=since) if one.thread == thread)
    found = next((one for one in (*aloud, *put) if one.asker and one.text), None)
    return None if found is None else replace(found, text=people.named(session, workspace, found.text)[0])


def _waiting(found: Proposal) -> Proposal:
    if not found.is_waiting:
        raise Decided
    return found


def _decide(
    session: Session,
    workspace: WorkspaceId,
    number: int,
    state: State,
    *,
    by: UserId,
    now: datetime,
    article: ArticleId | None = None,
) -> None:
    """Note a decision; the words are the article's from now on, or nobody's."""
    proposals.change(
        session,
        workspace,
        number,
        lambda one: replace(_waiting(one), state=state, article=article, title="", text="", tags=()),
        by=by,
        now=now,
    )


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
