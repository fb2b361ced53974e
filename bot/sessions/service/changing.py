"""What follows when a session changes? Its deadlines are set anew, people hear what is new, post and card say it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.people import service as people
from bot.sessions import rules
from bot.sessions.rules import State, refusals
from bot.sessions.rules.values import Meeting
from bot.sessions.service import notices
from bot.sessions.store import deadlines, meetings
from bot.sessions.store.deadlines import Due

VOTED = timedelta(days=2)  #: how long people may vote
VOTED_BEFORE = timedelta(days=1)  #: the first of the times: people need to know

Change = Callable[[Meeting], Meeting]

_CLOCKED = frozenset(Due) - {Due.NEWS, Due.THERE}


def change(
    session: Session,
    workspace: WorkspaceId,
    id: int,
    to: Change,
    *,
    now: datetime,
) -> Meeting:
    """Change a session, and let everything follow from it; raise `Gone` when there is none."""
    changed = meetings.change(session, workspace, id, to)
    if changed is None:
        raise refusals.Gone
    before, after = changed
    return follow(session, before, after, now=now)


def follow(session: Session, before: Meeting | None, after: Meeting, *, now: datetime) -> Meeting:
    """Let everything follow from a change that has been made; `before`: None for a new session."""
    if before is None or _clock(before) != _clock(after):
        deadlines.drop(session, after.workspace, after.id, _CLOCKED)
        for kind, at in _due(after, now=now):
            deadlines.set_(session, after.workspace, after.id, kind, at)
    if before is not None and before.sequence != after.sequence:
        deadlines.set_(session, after.workspace, after.id, Due.NEWS, now)
    if before is None or before.channel != after.channel:
        after = notices.announce(session, after, now=now)
    if (before is None and after.host is not None) or (before is not None and before.host != after.host):
        after = notices.hand_over(session, after, now=now)
    return notices.show(session, after, now=now)


def must_steer(session: Session, meeting: Meeting, user: UserId) -> None:
    """Raise for somebody who may not change a session: its host may, whoever suggested it without one, and admins."""
    who = meeting.host or meeting.proposer
    if user != who and not people.is_admin(session, meeting.workspace, user):
        raise refusals.NotTheHost(who=notices.name(session, meeting.workspace, who))


def _clock(meeting: Meeting) -> tuple[object, ...]:
    """What its deadlines depend on."""
    return meeting.state, meeting.starts_at, meeting.plan.minutes, meeting.slots, meeting.host


def _due(meeting: Meeting, *, now: datetime) -> list[tuple[Due, datetime]]:
    match meeting.state:
        case State.WISHED:
            return [(Due.HOST, now), (Due.LAPSE, now + rules.WISHED)]
        case State.HOSTED:
            return [(Due.NUDGE, now + rules.NUDGED), (Due.LAPSE, now + rules.UNPLANNED)]
        case State.VOTING:
            return [(Due.VOTE, max(now, min(now + VOTED, meeting.slots[0] - VOTED_BEFORE)))]
        case State.PLANNED:
            assert meeting.starts_at is not None
            assert meeting.ends_at is not None
            eve = meeting.starts_at - rules.EVE
            ahead = [(Due.EVE, eve)] if eve > now else []
            return [*ahead, (Due.START, meeting.starts_at), (Due.END, meeting.ends_at)]
    return []
