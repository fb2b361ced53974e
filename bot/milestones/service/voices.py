"""What do others say of a milestone? They congratulate, confirm, applaud; only who can see it may."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.milestones import rules, store
from bot.milestones.rules import Milestone, MilestoneId, Voice
from bot.milestones.service import posts
from bot.milestones.store import voices as said
from bot.people import service as people


def seen(
    session: Session, workspace: WorkspaceId, id: MilestoneId, viewer: UserId, *, where: ChannelId | None
) -> Milestone:
    """Return a milestone that this person can see, else raise `Gone`, as if there were none.

    `where`: the channel they are looking at; who reads along in it sees what is celebrated there.
    """
    return _visible(live(session, workspace, id), viewer, where)


def congratulate(
    session: Session, workspace: WorkspaceId, id: MilestoneId, by: UserId, *, where: ChannelId | None, now: datetime
) -> bool:
    """Count a congratulation, once a person; False when it was counted before. `where`: see `seen`."""
    return _say(session, workspace, id, by, Voice.CONGRATULATED, where=where, now=now)


def confirm(
    session: Session,
    workspace: WorkspaceId,
    id: MilestoneId,
    by: UserId,
    *,
    mentors: Collection[UserId] = (),
    where: ChannelId | None,
    now: datetime,
) -> bool:
    """Note that somebody who knows says it is so. `mentors`: those of the person; `where`: see `seen`."""
    one = _visible(live(session, workspace, id), by, where)
    person = people.person(session, workspace, one.user)
    manager = None if person is None else person.preferences.get("milestones.manager")
    if by == one.user:
        raise rules.NotYourOwn
    if by not in mentors and by != manager and not people.is_admin(session, workspace, by):
        raise rules.NotYoursToConfirm
    return _say(session, workspace, id, by, Voice.CONFIRMED, where=where, now=now)


def applaud(
    session: Session,
    workspace: WorkspaceId,
    id: MilestoneId,
    by: UserId,
    *,
    where: ChannelId | None = None,
    now: datetime,
) -> bool:
    """Put a leader's name on the post; False when it is there already. `where`: see `seen`."""
    if not is_leader(session, workspace, by):
        raise rules.NotALeader
    return _say(session, workspace, id, by, Voice.APPLAUDED, where=where, now=now)


def write(
    session: Session, workspace: WorkspaceId, id: MilestoneId, by: UserId, words: str, *, key: str, now: datetime
) -> bool:
    """Put a leader's line under the post, and their name on it; False when the post cannot be replied to."""
    applaud(session, workspace, id, by, now=now)
    return posts.reply(session, read(session, workspace, id), by, words[: rules.LINE], key=key, now=now)


def is_leader(session: Session, workspace: WorkspaceId, user: UserId) -> bool:
    """Has this person opted in to the leaders' letter?"""
    person = people.person(session, workspace, user)
    return person is not None and person.is_here and person.preferences.get("milestones.leader") is True


def live(session: Session, workspace: WorkspaceId, id: MilestoneId) -> Milestone:
    """Return a milestone that was not taken back, locked, else raise `Gone`."""
    found = store.find(session, workspace, id, is_locked=True)
    if found is None or not found.is_live:
        raise rules.Gone
    return found


def read(session: Session, workspace: WorkspaceId, id: MilestoneId) -> Milestone:
    """Return a milestone as it is now, withdrawn or not."""
    found = store.find(session, workspace, id)
    assert found is not None
    return found


def repaired(session: Session, workspace: WorkspaceId, id: MilestoneId, *, now: datetime) -> Milestone:
    """Put its post right, and return it."""
    one = read(session, workspace, id)
    posts.repair(session, one, now=now)
    return one


def _say(
    session: Session,
    workspace: WorkspaceId,
    id: MilestoneId,
    by: UserId,
    voice: Voice,
    *,
    where: ChannelId | None,
    now: datetime,
) -> bool:
    one = _visible(live(session, workspace, id), by, where)
    if by == one.user:
        raise rules.NotYourOwn
    if not said.say(session, workspace, id, by, voice, now=now):
        return False
    repaired(session, workspace, id, now=now)
    return True


def _visible(milestone: Milestone, viewer: UserId, where: ChannelId | None) -> Milestone:
    if not milestone.is_visible_to(viewer, where):
        raise rules.Gone
    return milestone
