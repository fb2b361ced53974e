"""What is needed to show a session, and who may see it?

A session is for those who can read its channel. Where everybody may, it is spoken of elsewhere too: in the digest, on
App Home, beside an answer. Of any other, only its channel and those who have answered it know.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.channels import service as channels
from bot.circles import service as circles
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.people import service as people
from bot.sessions import rules
from bot.sessions.rules import Reply, State, refusals
from bot.sessions.rules.values import Meeting
from bot.sessions.store import guests, meetings
from bot.sessions.views import wording
from bot.sessions.views.wording import Scene

#: Who hears of news, by what has become of the session.
CONCERNED_BY = dict.fromkeys([*rules.OPEN, State.CANCELLED], rules.CONCERNED)


def scene(session: Session, meeting: Meeting) -> Scene:
    first = guests.some(session, meeting, {Reply.GOING}, most=wording.NAMED)
    users = {one.user for one in first} | {one for one in (meeting.host, meeting.proposer) if one is not None}
    known = people.people(session, meeting.workspace, users)
    return Scene(
        meeting=meeting,
        count=guests.count(session, meeting),
        names={user: one.name for user, one in known.items()},
        coming=tuple(one.user for one in first),
    )


def seen(
    session: Session, workspace: WorkspaceId, id: int, viewer: UserId, *, where: ChannelId | None, now: datetime
) -> Meeting:
    """Return a session that somebody may see, else raise `Gone`, as if there were none. `where`: what they look at."""
    found = meetings.find(session, workspace, id)
    if found is None or not is_for(session, found, viewer, where=where, now=now):
        raise refusals.Gone
    return found


def is_for(session: Session, meeting: Meeting, viewer: UserId, *, where: ChannelId | None, now: datetime) -> bool:
    """May somebody know of a session?"""
    if where == meeting.channel or viewer in (meeting.host, meeting.proposer, *meeting.asked):
        return True
    return meeting.id in open_ones(session, [meeting], now=now) or guests.find(session, meeting, viewer) is not None


def open_ones(session: Session, some: Iterable[Meeting], *, now: datetime) -> frozenset[int]:
    """Return which of some sessions everybody may know of."""
    some = tuple(some)
    known: dict[WorkspaceId, frozenset[ChannelId]] = {}
    for workspace in {one.workspace for one in some}:
        places = {one.channel for one in some if one.workspace == workspace}
        found = channels.known(session, workspace, places, now=now)
        known[workspace] = frozenset(id for id, one in found.items() if one.is_open)
    return frozenset(one.id for one in some if one.channel in known[one.workspace] and not one.plan.audience)


def must_be_for(session: Session, meeting: Meeting, user: UserId) -> None:
    """Raise for somebody who is not of those a session is for."""
    if meeting.plan.audience and not circles.is_in(session, meeting.workspace, user, meeting.plan.audience):
        raise refusals.NotForYou
