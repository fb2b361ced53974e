"""What becomes of sessions when somebody has left the company? Another host is looked for; their place is free."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.sessions.rules import Reply
from bot.sessions.rules.values import Meeting
from bot.sessions.service import hosting, notices, replies
from bot.sessions.store import guests, meetings


def person_left(session: Session, workspace: WorkspaceId, user: UserId, now: datetime) -> None:
    """End what somebody had to do with sessions that something will still come of."""
    for one in meetings.hosted(session, workspace, user):
        hosting.unhosted(session, workspace, one.id, hosting.without_host, now=now)
    for id, guest in guests.of_person(session, workspace, user).items():
        found = meetings.find(session, workspace, id)
        if found is not None and found.is_open and guest.reply is not Reply.LEFT:
            _without(session, found, user, now=now)


def _without(session: Session, meeting: Meeting, user: UserId, *, now: datetime) -> None:
    locked = replies.locked(session, meeting.workspace, meeting.id)
    guests.note(session, locked, [user], reply=Reply.LEFT.value)
    notices.show(session, replies.promote(session, locked, now=now), now=now)
