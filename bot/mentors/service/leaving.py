"""What if somebody leaves? Their requests go on without them, in order, and the others are told."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.mentors import rules
from bot.mentors.rules import Answer, Party, State
from bot.mentors.rules.refusals import NoProfile
from bot.mentors.rules.values import Mentor, Request
from bot.mentors.service import asking, cascade, groups, notices, pairs, pool
from bot.mentors.store import deadlines, mentors, offers, requests
from bot.mentors.store.deadlines import Due
from bot.mentors.views import asker as asker_views
from bot.outbox import service as outbox
from bot.slack import text


def person_left(session: Session, workspace: WorkspaceId, user: UserId, now: datetime) -> None:
    """Somebody has been deactivated: note it; the clock sees to each of their requests, in a transaction of its own."""
    mentors.ensure(session, Mentor(workspace=workspace, user=user, is_listed=False))
    mentors.change(session, workspace, user, lambda one: replace(one, gone_at=now))
    for request in concerned(session, workspace, user):
        deadlines.set_(session, request, Due.LEFT, now)
    for request in requests.in_states(session, workspace, {State.OWNER}):
        card = None if request.owned is None else outbox.find(session, workspace=workspace, promise=request.owned)
        if card is not None and card.users == (user,):
            deadlines.set_(session, request, Due.OWNER, now)
    groups.unlead(session, workspace, user, now=now)


def concerned(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Request, ...]:
    """Return what cannot stay as it is without somebody: what they ask for, whom they help, what waits for them."""
    found = _helped(session, workspace, user)
    found |= {one.id: one for one in requests.asked_by(session, workspace, user)}
    return tuple(found[number] for number in sorted(found))


def retire(session: Session, *, workspace: WorkspaceId, user: UserId, now: datetime) -> None:
    """Somebody stops mentoring: whom they help is matched anew, as if they had left."""
    changed = mentors.change(session, workspace, user, lambda one: replace(one, is_listed=False, gone_at=now))
    if changed is None or not changed[0].is_listed:
        raise NoProfile
    helped = _helped(session, workspace, user)
    for number in sorted(helped):
        deadlines.set_(session, helped[number], Due.LEFT, now)
    groups.unlead(session, workspace, user, now=now)


def settle(session: Session, request: Request, *, now: datetime) -> Request | None:
    """Let a locked request go on without those who have left; None when it is over with that."""
    users = {request.asker} | ({request.mentor} if request.mentor else set())
    made = offers.of_request(session, request.workspace, request.id)
    waiting = [one for one in made if one.answer is Answer.ASKED]
    here = pool.people_here(session, request.workspace, users | {one.mentor for one in waiting})
    if request.asker not in here:
        _asker_left(session, request, now=now)
        return None
    if request.is_paired and (request.mentor not in here or _has_stopped(session, request.workspace, request.mentor)):
        requests.note(session, request, "mentor_left", by=request.mentor, now=now)
        pairs.again(session, request, by=Party.LEAVING, actor=None, now=now)
        return None
    for offer in waiting:
        if request.is_open and (offer.mentor not in here or _has_stopped(session, request.workspace, offer.mentor)):
            offers.settle(session, request.workspace, offer, Answer.UNREACHABLE, now=now)
            requests.note(session, request, "mentor_left", by=offer.mentor, now=now)
            why = f"{text.bold(request.label)}: a mentor I had asked has left."
            request = cascade.advance(session, request, offer, why=why, now=now)
    return request


def _helped(session: Session, workspace: WorkspaceId, mentor: UserId) -> dict[int, Request]:
    """Return whom a mentor helps, and what they have been asked and not answered."""
    found = {one.id: one for one in requests.mentored_by(session, workspace, mentor)}
    for offer in offers.waiting(session, workspace, mentor):
        request = requests.find(session, workspace, offer.request)
        if request is not None:
            found[request.id] = request
    return found


def _has_stopped(session: Session, workspace: WorkspaceId, user: UserId | None) -> bool:
    mentor = None if user is None else mentors.find(session, workspace, user)
    return mentor is not None and mentor.gone_at is not None and not mentor.is_listed


def _asker_left(session: Session, request: Request, *, now: datetime) -> None:
    if request.state in rules.OPEN:
        asking.withdrawn(session, request, by=Party.LEAVING, actor=None, now=now)
    elif request.is_paired and request.mentor is not None:
        closed = requests.move(session, request, State.CLOSED, by=Party.LEAVING, actor=None, now=now)
        deadlines.drop(session, closed)
        said = f"{text.bold(closed.label)}: the person you mentored has left, so this ends. Thank you for your time!"
        notices.tell(session, closed, request.mentor, asker_views.news(said), what="asker_left", now=now)


def unreachable(session: Session, request: Request, offer_id: int, *, now: datetime) -> None:
    """Slack would not deliver the question to a mentor: go on."""
    offer = offers.find(session, request.workspace, offer_id)
    if offer is not None and offer.answer is Answer.ASKED and request.is_open:
        offers.settle(session, request.workspace, offer, Answer.UNREACHABLE, now=now)
        why = f"{text.bold(request.label)}: I couldn't reach one mentor."
        cascade.advance(session, request, offer, why=why, now=now)
