"""When does a session take place? At a time its host chooses, or at that of three which suits most."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.mentors import service as mentors
from bot.people import service as people
from bot.people.rules.hours import Hours
from bot.sessions import rules
from bot.sessions.rules import Reply, State, refusals, times
from bot.sessions.rules.values import Guest, Meeting, Plan
from bot.sessions.service import changing, notices, replies, scenes
from bot.sessions.service.proposing import must_be_ahead
from bot.sessions.store import guests, meetings
from bot.sessions.views import notes


def plan(
    session: Session, workspace: WorkspaceId, id: int, user: UserId, starts_at: datetime, *, now: datetime
) -> Meeting:
    """Give it a time, or move it: everybody who answered hears of it once."""

    def planned(one: Meeting) -> Meeting:
        one.must_be_open()
        changing.must_steer(session, one, user)
        if one.host is None:
            raise refusals.NotTheHost(who="its host")
        if one.starts_at == starts_at and one.state is State.PLANNED:
            return one
        must_be_ahead(starts_at, now=now)
        news = notes.MOVED if one.state is State.PLANNED else notes.PLANNED
        return replace(one, state=State.PLANNED, starts_at=starts_at, slots=()).told_anew(news)

    changed = meetings.change(session, workspace, id, planned)
    if changed is None:
        raise refusals.Gone
    before, after = changed
    if before.starts_at != after.starts_at:
        guests.note(session, after, [one.user for one in guests.some(session, after, rules.CONCERNED)], reminded=0)
    return changing.follow(session, before, after, now=now)


def suggest(session: Session, workspace: WorkspaceId, id: int, user: UserId, *, now: datetime) -> Meeting:
    """Let people vote on three times that suit those who would come and the host."""

    def voting(one: Meeting) -> Meeting:
        one.must_be_open()
        changing.must_steer(session, one, user)
        if one.state is not State.HOSTED or one.host is None:
            return one
        everyone = guests.some(session, one, rules.CONCERNED)
        weeks = hours(session, workspace, [one.host, *(guest.user for guest in everyone)])
        found = times.slots(
            weeks[one.host],
            [weeks[guest.user] for guest in everyone],
            minutes=one.plan.minutes,
            now=now,
        )
        if not found:
            raise refusals.NoSlots
        return replace(one, state=State.VOTING, slots=found).told_anew(notes.VOTING)

    return changing.change(session, workspace, id, voting, now=now)


def hours(session: Session, workspace: WorkspaceId, users: list[UserId]) -> dict[UserId, Hours]:
    """Return when each of some people works: as they have said as mentors, else nine to five where they are."""
    said = mentors.hours(session, workspace, users)
    known = people.people(session, workspace, users)
    return {user: said.get(user) or Hours(zone=known[user].zone if user in known else "UTC") for user in users}


def vote(
    session: Session,
    workspace: WorkspaceId,
    id: int,
    user: UserId,
    slot: int,
    *,
    where: ChannelId | None,
    now: datetime,
) -> tuple[Meeting, Guest]:
    """Say of one of the times that it suits, or take it back."""
    scenes.seen(session, workspace, id, user, where=where, now=now)
    before = replies.locked(session, workspace, id)
    scenes.must_be_for(session, before, user)
    if before.state is not State.VOTING or slot >= len(before.slots):
        raise refusals.VoteOver
    mine = guests.find(session, before, user)
    votes = frozenset() if mine is None or mine.reply is Reply.LEFT else mine.votes
    said = Guest(
        user=user,
        reply=Reply.INTERESTED,
        since=now if mine is None else mine.since,
        votes=votes ^ {slot},
        told=before.sequence,
    )
    guests.save(session, before, said)
    return notices.show(session, before, now=now), said


def close_vote(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """The vote is over: the time with most votes, the earliest of them; whoever voted for it has a place first."""
    votes = guests.count(session, meeting).votes
    if meeting.state is not State.VOTING or meeting.host is None:
        return
    if not any(votes):
        back = replace(meeting, state=State.HOSTED, slots=())
        changing.change(session, meeting.workspace, meeting.id, lambda one: back, now=now)
        notices.tell(
            session, meeting, meeting.host, notes.no_votes(meeting), what=f"no votes:{meeting.sequence}", now=now
        )
        return
    chosen = votes.index(max(votes))
    going = [one for one in guests.some(session, meeting, {Reply.INTERESTED}) if chosen in one.votes]
    for place, one in enumerate(going):
        reply = Reply.GOING if meeting.has_room(place) else Reply.WAITING
        guests.save(session, meeting, replace(one, reply=reply))

    def decided(one: Meeting) -> Meeting:
        return replace(one, state=State.PLANNED, starts_at=one.slots[chosen], slots=()).told_anew(notes.PLANNED)

    changing.change(session, meeting.workspace, meeting.id, decided, now=now)


def edit(
    session: Session,
    workspace: WorkspaceId,
    id: int,
    user: UserId,
    plan: Plan,
    *,
    channel: ChannelId | None,
    now: datetime,
) -> Meeting:
    """Say something else of it; more places are given to those who wait."""

    def said(one: Meeting) -> Meeting:
        one.must_be_open()
        changing.must_steer(session, one, user)
        if not plan.title.strip():
            raise refusals.NoTitle
        return replace(one, plan=plan, channel=channel or one.channel)

    after = changing.change(session, workspace, id, said, now=now)
    return notices.show(session, replies.promote(session, after, now=now), now=now)


def cancel(session: Session, workspace: WorkspaceId, id: int, user: UserId, *, now: datetime) -> Meeting:
    """It will not take place: everybody who answered hears it once."""

    def cancelled(one: Meeting) -> Meeting:
        if one.state is State.CANCELLED:
            return one
        one.must_be_open()
        changing.must_steer(session, one, user)
        return replace(one, state=State.CANCELLED).told_anew(notes.CANCELLED)

    return changing.change(session, workspace, id, cancelled, now=now)
