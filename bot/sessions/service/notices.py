"""How do people hear of a session, and how do its post and its host's card stay true? All of it in the transaction."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.outbox.rules import Late
from bot.people import service as people
from bot.sessions.rules import State
from bot.sessions.rules.values import Meeting
from bot.sessions.service import scenes
from bot.sessions.store import guests, meetings
from bot.sessions.views import card, post
from bot.slack.message import Message


def key(meeting: Meeting, what: str) -> str:
    return f"sessions:{meeting.id}:{what}"


def tell(
    session: Session,
    meeting: Meeting,
    user: UserId,
    message: Message,
    *,
    what: str,
    now: datetime,
    until: datetime | None = None,
) -> None:
    """Write to somebody once. `until`: from then on it is not said any more."""
    late = None if until is None else Late(after=until, message=None)
    outbox.direct(
        session,
        workspace=meeting.workspace,
        user=user,
        message=message,
        key=key(meeting, f"{what}:{user}"),
        now=now,
        late=late,
    )


def announce(session: Session, meeting: Meeting, *, now: datetime) -> Meeting:
    """Post a session in its channel, in place of an earlier post elsewhere."""
    if meeting.post is not None:
        outbox.withdraw(session, workspace=meeting.workspace, promise=meeting.post, now=now)
    promise = outbox.post(
        session,
        workspace=meeting.workspace,
        channel=meeting.channel,
        message=post.post(scenes.scene(session, meeting)),
        key=key(meeting, f"post:{meeting.post or ''}"),
        now=now,
        tell=meeting.host or meeting.proposer,
        what="your session",
    )
    return _noted(session, replace(meeting, post=promise))


def show(session: Session, meeting: Meeting, *, now: datetime) -> Meeting:
    """Make the post and its host's card say what is true now."""
    scene = scenes.scene(session, meeting)
    if meeting.post is not None:
        outbox.edit(session, workspace=meeting.workspace, promise=meeting.post, message=post.post(scene), now=now)
    if meeting.card is not None:
        outbox.edit(session, workspace=meeting.workspace, promise=meeting.card, message=card.card(scene), now=now)
    return meeting


def hand_over(session: Session, meeting: Meeting, *, now: datetime) -> Meeting:
    """Give a new host the card to steer it by; whoever had one before keeps a sentence."""
    if meeting.card is not None:
        outbox.edit(
            session, workspace=meeting.workspace, promise=meeting.card, message=card.handed_on(meeting), now=now
        )
    if meeting.host is None:
        return _noted(session, replace(meeting, card=None))
    return _with_card(session, meeting, meeting.host, which=str(meeting.card or ""), now=now)


def renew_card(session: Session, meeting: Meeting, *, now: datetime) -> Meeting:
    """Give the host a new card where a new one is looked at: what was on the old one is over."""
    if meeting.host is None:
        return meeting
    if meeting.card is not None:
        outbox.edit(session, workspace=meeting.workspace, promise=meeting.card, message=card.over(meeting), now=now)
    return _with_card(session, meeting, meeting.host, which="over", now=now)


def _with_card(session: Session, meeting: Meeting, host: UserId, *, which: str, now: datetime) -> Meeting:
    promise = outbox.direct(
        session,
        workspace=meeting.workspace,
        user=host,
        message=card.card(scenes.scene(session, meeting)),
        key=key(meeting, f"card:{host}:{which}"),
        now=now,
    )
    return _noted(session, replace(meeting, card=promise))


def name(session: Session, workspace: WorkspaceId, user: UserId | None) -> str:
    found = None if user is None else people.person(session, workspace, user)
    return found.name if found else "Someone"


def untold(session: Session, meeting: Meeting, *, most: int) -> tuple[UserId, ...]:
    """Return some who have not heard the newest, as far as they have to."""
    concerned = scenes.CONCERNED_BY.get(meeting.state, frozenset()) if meeting.state is not State.OVER else frozenset()
    return tuple(one.user for one in guests.untold(session, meeting, concerned, most=most))


def _noted(session: Session, meeting: Meeting) -> Meeting:
    changed = meetings.change(
        session, meeting.workspace, meeting.id, lambda one: replace(one, post=meeting.post, card=meeting.card)
    )
    assert changed is not None
    return changed[1]
