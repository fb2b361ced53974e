"""Which sessions come up, and who may know of them? What the digest, App Home and an answer speak of."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.sessions.rules import Reply, State
from bot.sessions.rules.values import Meeting
from bot.sessions.service import scenes
from bot.sessions.store import guests, meetings
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
    found = _all(session, workspace, now=now)
    open_ones = scenes.open_ones(session, found, now=now)
    mine = {id for id, one in guests.of_person(session, workspace, user).items() if one.reply is not Reply.LEFT}
    seen = [
        one for one in found if one.id in open_ones | mine or one.channel == where or user in (one.host, one.proposer)
    ]
    return tuple(scenes.scene(session, one) for one in seen[:most])


def planned(session: Session, workspace: WorkspaceId, *, since: datetime, until: datetime) -> tuple[Scene, ...]:
    """Return what begins in a time, also what is over by now."""
    states = {State.PLANNED, State.OVER}
    found = meetings.beginning(session, workspace, states, since=since, until=until, most=SOUGHT)
    return tuple(scenes.scene(session, one) for one in found)


def _all(session: Session, workspace: WorkspaceId, *, now: datetime) -> tuple[Meeting, ...]:
    timeless = meetings.in_states(session, workspace, {State.WISHED, State.HOSTED, State.VOTING}, most=SOUGHT)
    return (*meetings.planned(session, workspace, since=now, most=SOUGHT), *timeless)
