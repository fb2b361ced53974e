"""How does a session come about? Somebody suggests it, with a host or without, with a time or without."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from bot.circles import service as circles
from bot.circles.rules import Name
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.people import service as people
from bot.sessions import rules
from bot.sessions.rules import State, refusals
from bot.sessions.rules.values import Meeting, Plan
from bot.sessions.service import changing
from bot.sessions.store import meetings


def propose(
    session: Session,
    *,
    workspace: WorkspaceId,
    user: UserId,
    plan: Plan,
    channel: ChannelId,
    is_host: bool,
    starts_at: datetime | None = None,
    key: str,
    now: datetime,
) -> Meeting:
    """Suggest a session and post it in its channel; under the same key it is the same one, posted once."""
    if not plan.title.strip():
        raise refusals.NoTitle
    if not channel.startswith(("C", "G")):
        raise refusals.NoChannel
    if starts_at is not None:
        must_be_ahead(starts_at, now=now)
    person = people.person(session, workspace, user)
    made = Meeting(
        workspace=workspace,
        id=0,
        series=0,
        number=1,
        plan=replace(plan, title=people.named(session, workspace, plan.title)[0]),
        proposer=user,
        host=user if is_host else None,
        channel=channel,
        state=_state(is_host=is_host, is_timed=starts_at is not None),
        made_at=now,
        starts_at=starts_at if is_host else None,
        zone=person.zone if person else "UTC",
    )
    meeting, is_new = meetings.add(session, made, key=key)
    if not is_new:
        return meeting
    if plan.audience:
        circles.want(session, workspace, [Name(plan.audience)])
    return changing.follow(session, None, meeting, now=now)


def must_be_ahead(starts_at: datetime, *, now: datetime) -> None:
    """Raise for a time nobody could come at."""
    if starts_at < now + rules.SOONEST:
        raise refusals.TooSoon
    if starts_at > now + rules.LATEST:
        raise refusals.TooFar


def local(session: Session, workspace: WorkspaceId, user: UserId, at: datetime) -> datetime:
    """Return the moment at which somebody's clock shows `at`, which has no zone."""
    person = people.person(session, workspace, user)
    return at.replace(tzinfo=person.tz if person else UTC).astimezone(UTC)


def _state(*, is_host: bool, is_timed: bool) -> State:
    if not is_host:
        return State.WISHED
    return State.PLANNED if is_timed else State.HOSTED
