"""Who hosts a session? Whoever says so first; people who know are asked; and a host may step back."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.channels import service as channels
from bot.channels.rules import Channel
from bot.circles import service as circles
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.mentors import service as mentors
from bot.people import service as people
from bot.sessions import rules
from bot.sessions.rules import Reply, State, refusals
from bot.sessions.rules.values import Meeting
from bot.sessions.service import changing, notices, scenes
from bot.sessions.store import deadlines, guests, meetings
from bot.sessions.store.deadlines import Due
from bot.sessions.views import card, notes

UNKNOWN = timedelta(seconds=30)  #: until it is looked again who reads a channel, the first time


def host(
    session: Session, workspace: WorkspaceId, id: int, user: UserId, *, where: ChannelId | None, now: datetime
) -> Meeting:
    """Somebody will host it; two at once, and the second hears who was first."""
    scenes.seen(session, workspace, id, user, where=where, now=now)
    person = people.person(session, workspace, user)
    if person is None or not person.is_here:
        raise refusals.NotHere

    def hosted(one: Meeting) -> Meeting:
        one.must_be_open()
        if one.host == user:
            return one
        if one.host is not None:
            raise refusals.HasAHost(who=notices.name(session, workspace, one.host))
        return replace(one, host=user, zone=person.zone, state=State.HOSTED).told_anew(notes.HOSTED)

    found = changing.change(session, workspace, id, hosted, now=now)
    mine = guests.find(session, found, user)
    if mine is not None:
        guests.save(session, found, replace(mine, reply=Reply.LEFT))
    return found


def decline(session: Session, workspace: WorkspaceId, id: int, user: UserId, *, now: datetime) -> None:
    """Somebody who was asked would rather not: the next is asked at once."""
    found = scenes.seen(session, workspace, id, user, where=None, now=now)
    found.must_be_open()
    if found.state is State.WISHED and found.asked[-1:] == (user,):
        deadlines.set_(session, workspace, id, Due.HOST, now)


def step_back(session: Session, workspace: WorkspaceId, id: int, user: UserId, *, now: datetime) -> Meeting:
    """Its host cannot do it after all: another is looked for, and the date is off."""

    def left(one: Meeting) -> Meeting:
        one.must_be_open()
        changing.must_steer(session, one, user)
        return without_host(one)

    return unhosted(session, workspace, id, left, now=now)


def without_host(one: Meeting) -> Meeting:
    if one.host is None:
        return one
    off = replace(one, host=None, state=State.WISHED, starts_at=None, slots=(), asked=(*one.asked, one.host))
    return off.told_anew(notes.HOSTLESS)


def unhosted(session: Session, workspace: WorkspaceId, id: int, to: changing.Change, *, now: datetime) -> Meeting:
    """Let a session lose its host: whoever was coming would still come."""
    changed = meetings.change(session, workspace, id, to)
    if changed is None:
        raise refusals.Gone
    before, after = changed
    if before != after:
        guests.turn(session, after, {Reply.GOING, Reply.MAYBE, Reply.WAITING}, Reply.INTERESTED)
    return changing.follow(session, before, after, now=now)


def ask_next(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Ask the next who knows the topic, if there is one left to ask."""
    if meeting.state is not State.WISHED or len(meeting.asked) >= rules.ASKED:
        return
    places = channels.known(session, meeting.workspace, [meeting.channel], now=now)
    if meeting.channel not in places:  # Slack has not said yet who reads there; it may never say
        later = now + max(UNKNOWN, now - meeting.made_at)
        deadlines.set_(session, meeting.workspace, meeting.id, Due.HOST, later)
        return
    known = mentors.teachers(session, meeting.workspace, meeting.plan.title)
    besides = {meeting.proposer, *meeting.asked}
    may_know = (user for user in sorted(known) if _may_know(session, meeting, user, places[meeting.channel]))
    chosen = next((user for user in may_know if user not in besides), None)
    if chosen is None:
        return
    changed = meetings.change(
        session, meeting.workspace, meeting.id, lambda one: replace(one, asked=(*one.asked, chosen))
    )
    assert changed is not None
    asking = card.asked(scenes.scene(session, changed[1]))
    notices.tell(session, meeting, chosen, asking, what="asked", now=now)
    deadlines.set_(session, meeting.workspace, meeting.id, Due.HOST, now + rules.ANSWERED)


def _may_know(session: Session, meeting: Meeting, user: UserId, place: Channel) -> bool:
    """May somebody who has not seen a session hear of it? Of no private channel's; of a group's, in the group."""
    if not place.is_open:
        return guests.find(session, meeting, user) is not None
    audience = meeting.plan.audience
    return not audience or circles.is_in(session, meeting.workspace, user, audience)
