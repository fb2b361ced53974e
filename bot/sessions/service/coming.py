"""Which sessions come up, and who may know of them? What the digest, App Home and an answer speak of."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.rules import Upcoming
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.sessions.rules import Reply, State, topics
from bot.sessions.rules.values import Meeting
from bot.sessions.service import scenes
from bot.sessions.store import guests, meetings
from bot.sessions.views import wording
from bot.sessions.views.wording import Scene

SOUGHT = 60  #: sessions looked through, of those planned and of those without a time
SHOWN = 10


def coming(
    session: Session,
    workspace: WorkspaceId,
    user: UserId,
    *,
    where: ChannelId | None,
    now: datetime,
    most: int = SHOWN,
) -> tuple[Scene, ...]:
    """Return what comes up that somebody may know of, the next first, then what has no time yet."""
    seen = _seen(session, workspace, _all(session, workspace, now=now), user=user, where=where, now=now)
    return tuple(scenes.scene(session, one) for one in seen[:most])


def next_on(
    session: Session, workspace: WorkspaceId, about: str, *, user: UserId | None, where: ChannelId | None, now: datetime
) -> Upcoming | None:
    """Return the next session on what somebody asks, if they may know of one. `user`: None where all read along."""
    found = meetings.planned(session, workspace, since=now, most=SOUGHT)
    fitting = [one for one in found if topics.is_on(one.plan.title, about)]
    seen = _seen(session, workspace, fitting, user=user, where=where, now=now) if fitting else []
    if not seen:
        return None
    meeting = seen[0]
    said = wording.left(meeting, guests.count(session, meeting))
    assert meeting.starts_at is not None, "it is planned"
    return Upcoming(session=meeting.id, title=wording.plain_title(meeting), starts_at=meeting.starts_at, room=said)


def about(session: Session, workspace: WorkspaceId, user: UserId, about: str, *, now: datetime) -> tuple[Scene, ...]:
    """Return what comes up that somebody may know of, on something or on anything."""
    found = [one for one in _all(session, workspace, now=now) if not about or topics.is_on(one.plan.title, about)]
    seen = _seen(session, workspace, found, user=user, where=None, now=now)
    return tuple(scenes.scene(session, one) for one in seen[:SHOWN])


def planned(session: Session, workspace: WorkspaceId, *, since: datetime, until: datetime) -> tuple[Scene, ...]:
    """Return what begins in a time, also what is over by now."""
    states = {State.PLANNED, State.OVER}
    found = meetings.beginning(session, workspace, states, since=since, until=until, most=SOUGHT)
    return tuple(scenes.scene(session, one) for one in found)


def _seen(
    session: Session,
    workspace: WorkspaceId,
    found: Sequence[Meeting],
    *,
    user: UserId | None,
    where: ChannelId | None,
    now: datetime,
) -> list[Meeting]:
    """Return those that somebody may know of; `user`: None where everybody reads along."""
    open_ones = scenes.open_ones(session, found, now=now)
    answered = {} if user is None else guests.of_person(session, workspace, user)
    known = open_ones | {id for id, one in answered.items() if one.reply is not Reply.LEFT}
    return [
        one
        for one in found
        if one.id in known or one.channel == where or (user is not None and user in (one.host, one.proposer))
    ]


def _all(session: Session, workspace: WorkspaceId, *, now: datetime) -> tuple[Meeting, ...]:
    timeless = meetings.in_states(session, workspace, {State.WISHED, State.HOSTED, State.VOTING}, most=SOUGHT)
    return (*meetings.planned(session, workspace, since=now, most=SOUGHT), *timeless)
