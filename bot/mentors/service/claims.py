"""Who takes it? Exactly one: the request is locked, then the mentor's places are counted; the others read why not."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import UserError
from bot.ids import UserId, WorkspaceId
from bot.mentors.rules import OPEN, Answer, Party, State
from bot.mentors.rules.refusals import (
    Answered,
    Closed,
    Gone,
    MovedOn,
    NoRoom,
    NotAParty,
    NotHere,
    OwnRequest,
    Settled,
    Taken,
    TakenByYou,
    TooLate,
    Unknown,
    Withdrawn,
)
from bot.mentors.rules.values import Mentor, Offer, Request
from bot.mentors.service import cascade, notices, pairs, pool
from bot.mentors.store import deadlines, mentors, offers, requests
from bot.mentors.views import asker as asker_views
from bot.people import service as people
from bot.people.rules.hours import Hours
from bot.slack import text


def accept(session: Session, *, workspace: WorkspaceId, actor: UserId, offer: int, now: datetime) -> Request:
    """A mentor who was asked says yes. One whose time was over may still, as long as nobody else has."""
    request, asked = _asked(session, workspace, actor, offer)
    raise_if_over(session, request, actor, now=now)
    return take(session, request, actor, by=Party.ASKED, asked=asked, now=now)


def claim(session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, now: datetime) -> Request:
    """Somebody who sees the card, in the mentors' channel or as the owner, says they can help."""
    found = requests.lock(session, workspace, request)
    if found is None:
        raise Gone
    made = offers.of_request(session, workspace, found.id)
    asked = next((one for one in made if one.mentor == actor), None)
    if asked is None and actor != found.asker and not found.is_shown:
        raise NotAParty
    raise_if_over(session, found, actor, now=now)
    if actor == found.asker:
        raise OwnRequest
    if actor in pool.apart(session, found, [actor]):
        raise Settled  # in words that anybody might read: who is kept apart from whom is nobody's business
    by = Party.OWNER if _is_owner(session, workspace, actor) else Party.HELPER
    return take(session, found, actor, by=by, asked=asked, now=now)


def shown(session: Session, workspace: WorkspaceId, actor: UserId, topic: str) -> Request:
    """Return the oldest request for a topic that anybody may know of, and this person may take."""
    waiting = [one for one in requests.on_topic(session, workspace, topic, OPEN) if one.is_shown]
    others = [one for one in waiting if one.asker != actor]
    found = next((one for one in others if actor not in pool.apart(session, one, [actor])), None)
    if found is not None:
        return found
    raise OwnRequest if waiting and not others else Closed


def take(
    session: Session, request: Request, actor: UserId, *, by: Party, asked: Offer | None, now: datetime
) -> Request:
    """Match a locked, open request with somebody who has room; everybody concerned is told."""
    person = people.person(session, request.workspace, actor)
    zone = person.zone if person else "UTC"
    fresh = Mentor(workspace=request.workspace, user=actor, is_listed=False, hours=Hours(zone=zone))
    mentor = mentors.ensure(session, fresh)
    session.expire_all()  # whoever held the lock before may have noted that this person has left
    person = people.person(session, request.workspace, actor)
    if person is None:
        raise Unknown
    if not person.is_here:
        raise NotHere
    is_held = asked is not None and asked.answer is Answer.ASKED
    load = offers.load(session, request.workspace, actor)
    if load - is_held >= mentor.capacity:
        raise NoRoom(load=load - is_held, capacity=mentor.capacity)
    first = request.answered_at or now
    request = requests.move(
        session,
        request,
        State.MATCHED,
        by=by,
        actor=actor,
        now=now,
        mentor=actor,
        matched_at=now,
        answered_at=first,
    )
    if asked is not None:
        offers.accept(session, request.workspace, asked, now=now)
        notices.show(session, request, asked, now=now)
    mentors.change(session, request.workspace, actor, lambda one: replace(one, ignored=0, gone_at=None))
    release(session, request, now=now)
    deadlines.drop(session, request)
    notices.news(session, request, f"{text.user(actor)} said yes to {text.bold(request.label)}!", what="yes", now=now)
    pairs.introduce(session, request, actor, mentor.hours, now=now)
    return notices.refresh(session, request, now=now)


def release(session: Session, request: Request, *, now: datetime) -> None:
    """Nobody else has to answer any more; their cards say why."""
    for offer in offers.of_request(session, request.workspace, request.id):
        if offer.answer is Answer.ASKED:
            offers.settle(session, request.workspace, offer, Answer.RELEASED, now=now)
            deadlines.drop(session, request, offer=offer.id)
            notices.show(session, request, offer, now=now)


def decline(
    session: Session, *, workspace: WorkspaceId, actor: UserId, offer: int, answer: Answer, now: datetime
) -> Request:
    """A mentor who was asked says no, and privately why."""
    request, asked = _asked(session, workspace, actor, offer)
    raise_if_over(session, request, actor, now=now)
    if asked.answer is not Answer.ASKED:
        raise TooLate if asked.answer in (Answer.IGNORED, Answer.UNREACHABLE) else Answered
    offers.settle(session, workspace, asked, answer, now=now)
    requests.note(session, request, "declined", by=actor, now=now, answer=answer.value)
    mentors.change(session, workspace, actor, lambda one: replace(one, ignored=0))
    return cascade.advance(session, request, asked, why=f"{text.bold(request.label)}: one mentor can't.", now=now)


def raise_if_over(session: Session, request: Request, actor: UserId, *, now: datetime) -> None:
    """Explain a button that comes too late."""
    if request.is_open:
        return
    raise _over(session, request, actor, now=now)


def _over(session: Session, request: Request, actor: UserId, *, now: datetime) -> UserError:
    if request.state is State.WITHDRAWN:
        return Withdrawn()
    if request.state is State.SUPERSEDED:
        return MovedOn()
    if request.mentor is None or request.matched_at is None:
        return Closed()
    if request.mentor == actor:
        return TakenByYou()
    if actor == request.asker:
        return Settled()
    who = notices.name(session, request.workspace, request.mentor)
    return Taken(who=who, ago=asker_views.ago(request.matched_at, now))


def _asked(session: Session, workspace: WorkspaceId, actor: UserId, offer: int) -> tuple[Request, Offer]:
    """Lock the request behind a mentor's card; only that mentor may."""
    asked = offers.find(session, workspace, offer)
    if asked is None:
        raise Gone
    if asked.mentor != actor:
        raise NotAParty
    request = requests.lock(session, workspace, asked.request)
    again = offers.find(session, workspace, offer)
    assert request is not None
    assert again is not None
    return request, again


def _is_owner(session: Session, workspace: WorkspaceId, actor: UserId) -> bool:
    found = notices.owner(session, workspace)
    return found is not None and found.user == actor
