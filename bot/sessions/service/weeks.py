"""What does a study group keep of its weeks? What was read in each, who led it; what comes next, who leads then."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.people import service as people
from bot.sessions import rules
from bot.sessions.rules import Reply, refusals
from bot.sessions.rules.values import Guest, Meeting
from bot.sessions.service import changing, replies, scenes
from bot.sessions.store import guests, meetings
from bot.sessions.views import weeks
from bot.slack.views import View


def to_plan(session: Session, workspace: WorkspaceId, id: int, user: UserId) -> Meeting:
    """Return a week that somebody may plan."""
    meeting = replies.locked(session, workspace, id)
    meeting.must_be_open()
    changing.must_steer(session, meeting, user)
    return meeting


def plan(
    session: Session,
    workspace: WorkspaceId,
    id: int,
    user: UserId,
    *,
    reading: str,
    leader: UserId | None,
    now: datetime,
) -> Meeting:
    """Say what to read, and who leads: whoever led before is among those who come."""
    before = to_plan(session, workspace, id, user)
    leader = leader or before.host
    person = None if leader is None else people.person(session, workspace, leader)
    if leader != before.host and (person is None or not person.is_here):
        raise refusals.NotHere
    if leader is not None and not scenes.is_for(session, before, leader, where=None, now=now):
        raise refusals.NotTheirs
    reading = people.named(session, workspace, reading.strip())[0][: rules.AGENDA]

    def planned(one: Meeting) -> Meeting:
        return replace(one, plan=replace(one.plan, agenda=reading), host=leader)

    if leader is not None and leader != before.host:
        _swap(session, before, leader, now=now)
    return changing.change(session, workspace, id, planned, now=now)


def kept(
    session: Session, workspace: WorkspaceId, id: int, user: UserId, *, where: ChannelId | None, now: datetime
) -> View:
    """Return the weeks so far, for whoever may see the session."""
    meeting = scenes.seen(session, workspace, id, user, where=where, now=now)
    every = meetings.of_series(session, workspace, meeting.series, most=weeks.SHOWN)
    known = people.people(session, workspace, {one.host for one in every if one.host is not None})
    names = {user: one.name for user, one in known.items()}
    return weeks.listed(
        meeting, tuple(weeks.Week(meeting=one, leader=names.get(one.host) if one.host else None) for one in every)
    )


def _swap(session: Session, meeting: Meeting, leader: UserId, *, now: datetime) -> None:
    mine = guests.find(session, meeting, leader)
    if mine is not None:
        guests.save(session, meeting, replace(mine, reply=Reply.LEFT))
    if meeting.host is not None:
        kept = guests.find(session, meeting, meeting.host) or Guest(user=meeting.host, reply=Reply.GOING, since=now)
        guests.save(session, meeting, replace(kept, reply=Reply.GOING, told=meeting.sequence))
