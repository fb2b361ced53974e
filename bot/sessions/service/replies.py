"""What does somebody answer to a session? They would come, they come, perhaps, or not any more.

The session's row is locked while its places are counted: of two who want the last one, one waits.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.sessions.rules import Reply, State, refusals
from bot.sessions.rules.values import Guest, Meeting
from bot.sessions.service import notices, scenes
from bot.sessions.store import guests, meetings
from bot.sessions.views import notes


def answer(
    session: Session,
    workspace: WorkspaceId,
    id: int,
    user: UserId,
    reply: Reply,
    *,
    where: ChannelId | None,
    now: datetime,
) -> tuple[Meeting, Reply]:
    """Note what somebody answers, and return what it has become: there may be no place left."""
    scenes.seen(session, workspace, id, user, where=where, now=now)
    meeting = locked(session, workspace, id)
    mine = guests.find(session, meeting, user)
    if reply is not Reply.LEFT:
        meeting.must_be_open()
        if user == meeting.host:
            raise refusals.YouHost
        scenes.must_be_for(session, meeting, user)
        if reply is not Reply.INTERESTED and meeting.state is not State.PLANNED:
            raise refusals.NoTime
        reply = _as_there_is_room(session, meeting, mine, reply)
    if mine is None and reply is Reply.LEFT:
        return meeting, reply
    if mine is None or mine.reply is not reply:
        since = mine.since if mine is not None and reply is Reply.WAITING and mine.reply is Reply.WAITING else now
        kept = mine or Guest(user=user, reply=reply, since=now)
        guests.save(session, meeting, replace(kept, reply=reply, since=since, told=meeting.sequence))
    meeting = promote(session, meeting, now=now)
    return notices.show(session, meeting, now=now), reply


def locked(session: Session, workspace: WorkspaceId, id: int) -> Meeting:
    """Return a session that nobody else changes until this transaction ends."""
    changed = meetings.change(session, workspace, id, lambda one: one)
    if changed is None:
        raise refusals.Gone
    return changed[1]


def promote(session: Session, meeting: Meeting, *, now: datetime) -> Meeting:
    """Give free places to those who wait, who came first first, and tell them."""
    if meeting.state is not State.PLANNED:
        return meeting
    going = guests.count(session, meeting).of(Reply.GOING)
    free = None if meeting.plan.places is None else max(0, meeting.plan.places - going)
    if free == 0:
        return meeting
    for one in guests.some(session, meeting, {Reply.WAITING}, most=free):
        guests.save(session, meeting, replace(one, reply=Reply.GOING, told=meeting.sequence))
        notices.tell(
            session,
            meeting,
            one.user,
            notes.place(meeting),
            what=f"place:{one.since:%Y%m%dT%H%M%S}",
            now=now,
            until=meeting.ends_at,
        )
    return meeting


def _as_there_is_room(session: Session, meeting: Meeting, mine: Guest | None, reply: Reply) -> Reply:
    if meeting.state is State.PLANNED and reply is Reply.INTERESTED:
        reply = Reply.GOING
    if reply is not Reply.GOING or (mine is not None and mine.reply is Reply.GOING):
        return reply
    return Reply.GOING if meeting.has_room(guests.count(session, meeting).of(Reply.GOING)) else Reply.WAITING
