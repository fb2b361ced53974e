"""Who has a session in their calendar, and how does it stay right there? A file each time it changes."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.sessions.rules import Reply, State, calendar, refusals
from bot.sessions.rules.values import Guest, Meeting
from bot.sessions.service import notices, replies, scenes
from bot.sessions.store import guests
from bot.sessions.views import notes


def give(
    session: Session, workspace: WorkspaceId, id: int, user: UserId, *, where: ChannelId | None, now: datetime
) -> None:
    """Give somebody the calendar file they ask for; whatever changes later comes by itself."""
    scenes.seen(session, workspace, id, user, where=where, now=now)
    meeting = replies.locked(session, workspace, id)
    meeting.must_be_open()
    if meeting.state is not State.PLANNED:
        raise refusals.NoTime
    mine = guests.find(session, meeting, user)
    if mine is not None:
        guests.save(session, meeting, replace(mine, calendar=meeting.sequence))
    _send(session, meeting, user, what=f"calendar:{now:%Y%m%dT%H%M%S}", now=now)


def renew(session: Session, meeting: Meeting, guest: Guest, *, now: datetime) -> None:
    """Send the file anew to somebody who has an older one."""
    if guest.calendar is None or guest.calendar == meeting.sequence or guest.reply is Reply.LEFT:
        return
    is_off = meeting.state is not State.PLANNED
    _send(session, meeting, guest.user, what=f"calendar:{meeting.sequence}", now=now)
    guests.note(session, meeting, [guest.user], calendar=None if is_off else meeting.sequence)


def _send(session: Session, meeting: Meeting, user: UserId, *, what: str, now: datetime) -> None:
    is_off = meeting.state is not State.PLANNED
    host = notices.name(session, meeting.workspace, meeting.host)
    ics = calendar.ics(meeting, host=host, now=now, is_off=is_off)
    notices.tell(session, meeting, user, notes.file(meeting, ics, is_off=is_off), what=what, now=now)
