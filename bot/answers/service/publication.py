"""What becomes of words that a colleague would keep? A curator publishes them, or does not; all are told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot.answers.rules.captures import Line
from bot.answers.rules.proposals import Decided, NotTheirs, Proposal, State, Words
from bot.answers.service import adding, cards, consent, replies
from bot.answers.store import captures, proposals, questions
from bot.answers.store.questions import Question
from bot.answers.views import proposals as proposal_views
from bot.articles.service import readers as whose
from bot.ids import ArticleId, ChannelId, Ts, UserId, WorkspaceId
from bot.people import service as people
from bot.workspaces import service as workspaces

#: How far back a thread's question is looked for.
ASKED = timedelta(days=90)
REVIEWERS = 10  #: curators who are asked about one proposal


def publish(session: Session, workspace: WorkspaceId, number: int, *, by: UserId, now: datetime) -> None:
    """Make an article of a proposal, or add it to one; curators may. Everybody concerned is told."""
    _publish(session, workspace, to_decide(session, workspace, number, by=by), by=by, now=now)


def to_decide(session: Session, workspace: WorkspaceId, number: int, *, by: UserId) -> Proposal:
    """Return what a curator has to decide about, locked for the decision."""
    people.must_be_curator(session, workspace, by)
    found = proposals.change(session, workspace, number, _waiting)
    if found is None or (found.into is not None and not whose.among(session, workspace, found.into, [by])):
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
    found = to_decide(session, workspace, number, by=by)
    into = found.into if adding.target(session, workspace, found, by) else None
    revised = replace(found, title=title, text=words, tags=tuple(tags), into=into)
    proposals.change(session, workspace, number, lambda _: revised)
    _publish(session, workspace, revised, by=by, known=found.title, now=now)


def save(
    session: Session,
    workspace: WorkspaceId,
    lines: Sequence[Line],
    *,
    by: UserId,
    place: tuple[ChannelId, Ts],
    words: Words,
    into: ArticleId | None = None,
    is_named: bool = True,
    now: datetime,
) -> None:
    """Keep people's words: published at once by who may, proposed to a curator by everybody else.

    `place`: the channel and the first message of the conversation. `into`: the article they are added to.
    """
    channel, root = place
    first = next((one for one in lines if not one.is_asked), lines[0])
    proposal = proposals.add(
        session,
        workspace,
        author=first.author,
        proposer=by,
        place=(channel, first.ts, root if root != first.ts else None),
        title=words.title,
        words=words.text,
        tags=words.tags,
        into=into,
        now=now,
    )
    if proposal is None:
        before = proposals.of_message(session, workspace, channel, first.ts)
        if before is not None:  # somebody else was first to save this message
            cards.tell(session, workspace, before.id, by, proposal_views.already(before), what="already", now=now)
        return
    captures.add(session, workspace, proposal.id, lines, place=place, is_named=is_named)
    if people.is_curator(session, workspace, by) or adding.may_add(session, workspace, into, by):
        _publish(session, workspace, proposal, by=by, now=now)
    else:
        propose(session, workspace, proposal, now=now)


def of_message(session: Session, workspace: WorkspaceId, channel: ChannelId, ts: Ts) -> Proposal | None:
    """Return what was proposed of a message and is waiting or published, the newest."""
    found = captures.of_message(session, workspace, channel, ts)
    if found is not None:
        return proposals.find(session, workspace, found)
    return proposals.of_message(session, workspace, channel, ts)


def waiting(
    session: Session, workspace: WorkspaceId, mine: Select[int], *, skip: int, most: int
) -> tuple[Proposal, ...]:
    """Return what waits for a curator, the first first. `mine`: asks for the articles they may read."""
    return proposals.waiting(session, workspace, mine, skip=skip, most=most)


def count(session: Session, workspace: WorkspaceId, mine: Select[int]) -> int:
    """Count what waits for a curator."""
    return proposals.count(session, workspace, mine)


def propose(session: Session, workspace: WorkspaceId, proposal: Proposal, *, now: datetime) -> None:
    """Ask the curators about it; where there is none, say so."""
    curators = reviewers(session, workspace)
    if proposal.into is not None:
        curators = tuple(whose.among(session, workspace, proposal.into, curators))
    title = adding.target(session, workspace, proposal, proposal.proposer)
    said = proposal_views.card(proposal, adding.credited(session, workspace, proposal), into=title)
    about = [proposal.into] if title and proposal.into is not None else []
    made = tuple(
        cards.tell(session, workspace, proposal.id, curator, said, what="card", now=now, about=about)
        for curator in curators
    )
    proposals.change(session, workspace, proposal.id, lambda found: replace(found, cards=made))
    if not curators:
        _decide(session, workspace, proposal.id, State.DECLINED, by=proposal.proposer, now=now)
    said = proposal_views.received(proposal.title) if curators else proposal_views.nobody_decides()
    cards.tell(session, workspace, proposal.id, proposal.proposer, said, what="received", now=now)


def decline(session: Session, workspace: WorkspaceId, number: int, *, by: UserId, why: str = "", now: datetime) -> None:
    """Leave it; curators may. Who proposed it is told why."""
    proposal = to_decide(session, workspace, number, by=by)
    _decide(session, workspace, number, State.DECLINED, by=by, now=now)
    cards.settle(session, workspace, proposal, proposal_views.decided(proposal.title, State.DECLINED, by), now=now)
    if proposal.proposer != by:
        said = proposal_views.declined(proposal.title, why)
        cards.tell(session, workspace, number, proposal.proposer, said, what="declined", now=now)


def take_out(session: Session, workspace: WorkspaceId, number: int, *, by: UserId, now: datetime) -> None:
    """Take an article out again: its author may, and curators. Others do not learn whether there is one."""
    found = proposals.find(session, workspace, number)
    theirs = () if found is None else (user for user, _ in adding.credited(session, workspace, found))
    if found is None or (by not in theirs and not people.is_curator(session, workspace, by)):
        raise NotTheirs
    withdrawn = proposals.change(
        session,
        workspace,
        number,
        lambda one: replace(one, state=State.TAKEN_OUT) if one.state is State.PUBLISHED else one,
        by=by,
        now=now,
    )
    if found.state is State.PUBLISHED and withdrawn is not None:
        adding.withdraw(session, workspace, found, by=by, now=now)
    cards.tell(session, workspace, number, by, proposal_views.taken_out(), what="out", now=now)


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
    section: str | None = None,
) -> None:
    """Note a decision; the words are the article's from now on, or nobody's."""
    proposals.change(
        session,
        workspace,
        number,
        lambda one: replace(_waiting(one), state=state, article=article, section=section, title="", text="", tags=()),
        by=by,
        now=now,
    )


def _publish(
    session: Session, workspace: WorkspaceId, proposal: Proposal, *, by: UserId, known: str = "", now: datetime
) -> None:
    """`known`: the title it was proposed under, where a curator has given it another one."""
    put = adding.put(session, workspace, proposal, by=by, now=now)
    article, number, title = put.article, proposal.id, proposal.title
    assert article is not None, "what was published is somewhere"
    _decide(session, workspace, number, State.PUBLISHED, article=article, section=put.section, by=by, now=now)
    said = proposal_views.decided(title, State.PUBLISHED, by)
    cards.settle(session, workspace, proposal, said, now=now)
    if known and known != title:
        cards.hide(session, workspace, proposal, proposal_views.decided(known, State.PUBLISHED, by), article, now=now)
    asked = question(session, workspace, proposal.channel, proposal.thread or proposal.ts, now=now)
    told = {proposal.proposer: proposal_views.published(title, article)}
    for author, is_named in adding.credited(session, workspace, proposal):
        if author != proposal.proposer:
            told[author] = proposal_views.to_author(title, article, number, by=proposal.proposer, is_named=is_named)
    if asked is not None and asked.asker not in told:
        told[asked.asker] = proposal_views.to_asker(asked.text, title, article)
    readable = whose.among(session, workspace, article, tuple({**told, proposal.author: None}))
    for user in (one for one in told if one in readable):
        cards.tell(session, workspace, number, user, told[user], what="published", now=now, about=[article])
    if proposal.author in readable:
        consent.wrote(session, workspace, proposal.author, article, title, now=now)
