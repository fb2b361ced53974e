"""What can somebody who asks do? Ask, change, cancel, and push the search on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.mentors import rules
from bot.mentors.rules import Answer, Party, State, matching
from bot.mentors.rules.refusals import (
    AlreadyAsked,
    Gone,
    HaveThatOne,
    NobodyLeft,
    NobodyLeftAtAll,
    NoRoomThere,
    NotAParty,
    NotHere,
    NotTheOwner,
    OwnRequest,
    TooManyOpen,
    TooManyThinking,
    Unknown,
    Widest,
)
from bot.mentors.rules.topics import Topic
from bot.mentors.rules.values import SUGGESTED, Draft, Mentor, Request
from bot.mentors.service import cascade, claims, notices, pairs, pool
from bot.mentors.store import deadlines, mentors, offers, requests
from bot.mentors.views import asker as asker_views
from bot.people import service as people
from bot.people.rules.hours import Hours
from bot.slack import text
from bot.slack.message import Message


@dataclass(frozen=True, kw_only=True)
class Asked:
    request: Request
    #: False when there was one already: it is shown instead.
    is_new: bool


def usual(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Hours, frozenset[str]]:
    """Return when somebody works and what they speak, as far as is known."""
    person = people.person(session, workspace, user)
    profile = mentors.find(session, workspace, user)
    week = profile.hours if profile else Hours(zone=person.zone if person else "UTC")
    return week, frozenset({"en", (person.locale if person else "en")[:2].lower()})


def draft(session: Session, workspace: WorkspaceId, user: UserId, topic: Topic, goal: str = "") -> Draft:
    """Prefill what somebody would ask for: their hours and language, their name private."""
    week, languages = usual(session, workspace, user)
    return Draft(key=topic.key, label=topic.label, said=topic.said, goal=goal, hours=week, languages=languages)


def current(session: Session, workspace: WorkspaceId, user: UserId, topic: str) -> Request | None:
    """Return somebody's request for a topic that is not over."""
    return next((one for one in requests.asked_by(session, workspace, user) if one.draft.key == topic), None)


def status(session: Session, request: Request) -> Message:
    """Say to its asker where a request stands."""
    return asker_views.status(request, offers.of_request(session, request.workspace, request.id))


def ask(session: Session, *, workspace: WorkspaceId, asker: UserId, draft: Draft, now: datetime) -> Asked:
    """Open a request and ask the first mentor; a second one for the same topic shows the first."""
    person = people.person(session, workspace, asker)
    if person is None:
        raise Unknown
    if not person.is_here:
        raise NotHere
    people.hold(session, workspace, asker)  # what is open is counted, and then there is one more
    same = current(session, workspace, asker, draft.key)
    if same is not None:
        return Asked(request=same, is_new=False)
    if _room(session, workspace, asker) == 0:
        raise TooManyOpen(count=rules.MOST_OPEN)
    request = requests.add(session, workspace=workspace, asker=asker, draft=draft, now=now)
    if request is None:  # another one goes on for this topic since this moment
        same = current(session, workspace, asker, draft.key)
        assert same is not None
        return Asked(request=same, is_new=False)
    return Asked(request=cascade.start(session, request, now=now), is_new=True)


def ask_all(
    session: Session, *, workspace: WorkspaceId, asker: UserId, found: Sequence[Topic], goal: str, now: datetime
) -> int:
    """Open a request for each topic, as far as there is room; returns for how many of them."""
    people.hold(session, workspace, asker)
    count = 0
    for topic in found:
        if _room(session, workspace, asker) == 0 and current(session, workspace, asker, topic.key) is None:
            break
        wanted = draft(session, workspace, asker, topic, goal)
        ask(session, workspace=workspace, asker=asker, draft=wanted, now=now)
        count += 1
    return count


def _room(session: Session, workspace: WorkspaceId, asker: UserId) -> int:
    return max(0, rules.MOST_OPEN - len(requests.asked_by(session, workspace, asker, rules.OPEN)))


def next_now(session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, now: datetime) -> Request:
    """Ask one more mentor without waiting for the others, who may still answer."""
    mine = _mine(session, workspace, actor, request, now=now)
    made = offers.of_request(session, workspace, request)
    if sum(one.answer is Answer.ASKED for one in made) >= rules.ASKED_FIRST:
        raise TooManyThinking
    asked = cascade.ask_next(session, mine, now=now)
    if asked is None:
        raise NobodyLeftAtAll if mine.state is State.OWNER else NobodyLeft
    requests.note(session, asked, "pushed", by=actor, now=now)
    notices.asked_another(session, asked, f"{text.bold(asked.label)}: I have asked one more", what="pushed", now=now)
    return notices.refresh(session, asked, now=now)


def widen(session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, now: datetime) -> Request:
    """Put it to the mentors' channel, or to the owner, now."""
    mine = _mine(session, workspace, actor, request, now=now)
    if mine.state is State.OWNER:
        raise Widest
    return cascade.widened(session, mine, by=Party.ASKER, actor=actor, now=now)


def cancel(session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, now: datetime) -> Request:
    """The asker needs it no more; everybody who was asked is told."""
    mine = _mine(session, workspace, actor, request, now=now)
    return withdrawn(session, mine, by=Party.ASKER, actor=actor, now=now)


def withdrawn(session: Session, mine: Request, *, by: Party, actor: UserId | None, now: datetime) -> Request:
    """Take an open request back."""
    mine = requests.move(session, mine, State.WITHDRAWN, by=by, actor=actor, now=now)
    claims.release(session, mine, now=now)
    deadlines.drop(session, mine)
    return notices.refresh(session, mine, now=now)


def change(
    session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, draft: Draft, now: datetime
) -> Request:
    """Change what is asked for. Another topic is another search, so another request goes on in its place."""
    mine = _mine(session, workspace, actor, request, now=now)
    requests.note(session, mine, "changed", by=actor, now=now)
    if draft.key == mine.draft.key:
        mine = requests.redraft(session, mine, draft)
        for offer in offers.of_request(session, workspace, mine.id):
            if offer.answer is Answer.ASKED:
                notices.show(session, mine, offer, now=now)
        return notices.refresh(session, mine, now=now)
    if current(session, workspace, actor, draft.key) is not None:
        raise HaveThatOne(label=draft.label)
    old = requests.move(session, mine, State.SUPERSEDED, by=Party.ASKER, actor=actor, now=now)
    claims.release(session, old, now=now)
    deadlines.drop(session, old)
    notices.refresh(session, old, now=now)
    return pairs.succeed(session, replace(old, draft=draft), since=old.since, now=now)


def suggest(
    session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, mentor: UserId, now: datetime
) -> Request:
    """The owner names somebody, who is asked like any mentor: privately, and free to say no."""
    if not people.is_admin(session, workspace, actor):
        raise NotTheOwner
    found = requests.lock(session, workspace, request)
    if found is None:
        raise Gone
    claims.raise_if_over(session, found, actor, now=now)
    person = people.person(session, workspace, mentor)
    if person is None or not person.is_here:
        raise NotHere
    if mentor == found.asker:
        raise OwnRequest
    if any(one.mentor == mentor for one in offers.of_request(session, workspace, request)):
        raise AlreadyAsked
    fresh = Mentor(workspace=workspace, user=mentor, is_listed=False, hours=Hours(zone=person.zone))
    row = mentors.ensure(session, fresh)
    load = offers.load(session, workspace, mentor)
    is_apart = mentor in pool.apart(session, found, [mentor])
    if is_apart or load >= row.capacity or not matching.is_there(row, now=now):
        raise NoRoomThere
    requests.note(session, found, "suggested", by=actor, now=now, mentor=mentor)
    found = cascade.ask(session, found, mentor, row.hours, (SUGGESTED,), now=now)
    said = f"{text.bold(found.label)}: the programme owner has suggested someone"
    notices.asked_another(session, found, said, what="suggested", now=now)
    return notices.refresh(session, found, now=now)


def to_suggest_for(session: Session, workspace: WorkspaceId, actor: UserId, request: int, *, now: datetime) -> Request:
    """Return an open request the owner may suggest somebody for."""
    if not people.is_admin(session, workspace, actor):
        raise NotTheOwner
    found = requests.find(session, workspace, request)
    if found is None:
        raise Gone
    claims.raise_if_over(session, found, actor, now=now)
    return found


def mine(session: Session, workspace: WorkspaceId, actor: UserId, request: int) -> Request:
    """Return somebody's own request."""
    found = requests.find(session, workspace, request)
    if found is None:
        raise Gone
    if found.asker != actor:
        raise NotAParty
    return found


def _mine(session: Session, workspace: WorkspaceId, actor: UserId, request: int, *, now: datetime) -> Request:
    """Lock somebody's own, open request."""
    found = requests.lock(session, workspace, request)
    if found is None:
        raise Gone
    if found.asker != actor:
        raise NotAParty
    claims.raise_if_over(session, found, actor, now=now)
    return found
