"""Where is a milestone celebrated, and how is the post kept true?

The post goes where the person is known: where they said it, else the channel they have chosen, else the workspace's.
Whatever changes afterwards is an edit of that one post.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.milestones import rules, store, views
from bot.milestones.rules import Milestone, Place
from bot.milestones.views import wording
from bot.outbox import service as outbox
from bot.outbox.rules import Promise
from bot.outbox.rules import State as Kept
from bot.people import service as people
from bot.workspaces import service as workspaces

TOPIC = "milestones"


def channel(session: Session, milestone: Milestone) -> ChannelId | None:
    """Return the channel a milestone is or would be celebrated in; None when nobody has chosen one."""
    return milestone.channel or usual_channel(session, milestone.workspace, milestone.user)


def usual_channel(session: Session, workspace: WorkspaceId, user: UserId) -> ChannelId | None:
    """Return the channel somebody's milestones are celebrated in: their own choice, else the workspace's."""
    person = people.person(session, workspace, user)
    chosen = None if person is None else person.preferences.get("milestones.channel")
    for name in ("milestones.channel", "kudos.channel"):
        chosen = chosen or workspaces.choice(session, workspace, name)
    return ChannelId(chosen) if isinstance(chosen, str) else None


def celebrate(session: Session, milestone: Milestone, *, now: datetime) -> None:
    """Post it, once; raise `NowhereToCelebrate` when there is no place for it."""
    if milestone.celebrated_at is not None:
        return
    where = channel(session, milestone)
    if where is None:
        raise rules.NowhereToCelebrate
    post = outbox.post(
        session,
        workspace=milestone.workspace,
        channel=where,
        message=views.celebration(scene(session, milestone)),
        key=_key(milestone),
        now=now,
        thread=milestone.thread,
        topic=TOPIC,
        tell=milestone.user,
        what="your milestone",
    )
    place = Place.UNKNOWN if milestone.channel is None else milestone.place
    store.note(session, milestone.workspace, milestone.id, channel=where, place=place, post=post, celebrated_at=now)


def is_out(session: Session, milestone: Milestone) -> bool:
    """Is its post in Slack, or still to be made?"""
    if milestone.post is None or milestone.celebrated_at is None:
        return False
    return bool(outbox.places(session, workspace=milestone.workspace, promises=[milestone.post]))


def settled(session: Session, promise: Promise, *, now: datetime) -> None:
    """Hear what became of a post: one that Slack will never take celebrates nothing, and can be made elsewhere."""
    if promise.state is not Kept.DEAD:
        return
    found = store.by_post(session, promise.workspace, promise.id)
    if found is not None and found.celebrated_at is not None:
        store.note(session, found.workspace, found.id, channel=None, thread=None, celebrated_at=None)


def _key(milestone: Milestone) -> str:
    """What makes the post once; after one that could not be made, the next."""
    return f"milestone:{milestone.id}" + (f":after:{milestone.post}" if milestone.post is not None else "")


def repair(session: Session, milestone: Milestone, *, now: datetime) -> None:
    """Make the post, and the list in its thread, say what is true now."""
    if milestone.post is None:
        return
    workspace = milestone.workspace
    if not milestone.is_live:
        for promise in (milestone.roll, milestone.post):
            if promise is not None:
                outbox.withdraw(session, workspace=workspace, promise=promise, now=now)
        return
    shown = scene(session, milestone)
    outbox.edit(session, workspace=workspace, promise=milestone.post, message=views.celebration(shown), now=now)
    if len(milestone.congratulated) > wording.NAMED:
        _call_roll(session, milestone, shown, now=now)


def reply(session: Session, milestone: Milestone, author: UserId, words: str, *, key: str, now: datetime) -> bool:
    """Put somebody's line into the thread of the post; False when the post is not in Slack (yet)."""
    thread = _thread(session, milestone)
    if thread is None or milestone.channel is None:
        return False
    name = _names(session, milestone.workspace, [author]).get(author, "A colleague")
    outbox.post(
        session,
        workspace=milestone.workspace,
        channel=milestone.channel,
        message=views.line_of(name, words),
        key=key,
        now=now,
        thread=thread,
        tell=author,
        what="the line you wrote",
    )
    return True


def scene(session: Session, milestone: Milestone) -> wording.Scene:
    users = {milestone.user, *milestone.congratulated, *milestone.applauded, *milestone.confirmed}
    return wording.Scene(milestone=milestone, names=_names(session, milestone.workspace, users))


def _call_roll(session: Session, milestone: Milestone, shown: wording.Scene, *, now: datetime) -> None:
    workspace = milestone.workspace
    if milestone.roll is not None:
        outbox.edit(session, workspace=workspace, promise=milestone.roll, message=views.roll(shown), now=now)
        return
    thread = _thread(session, milestone)
    if thread is None or milestone.channel is None:
        return
    roll = outbox.post(
        session,
        workspace=workspace,
        channel=milestone.channel,
        message=views.roll(shown),
        key=f"milestone.roll:{milestone.id}",
        now=now,
        thread=thread,
    )
    store.note(session, workspace, milestone.id, roll=roll)


def _thread(session: Session, milestone: Milestone) -> Ts | None:
    """The thread below the post; where the post is itself in one, that."""
    if milestone.thread is not None or milestone.post is None:
        return milestone.thread
    promise = outbox.find(session, workspace=milestone.workspace, promise=milestone.post)
    return None if promise is None else promise.ts


def _names(session: Session, workspace: WorkspaceId, users: Iterable[UserId]) -> dict[UserId, str]:
    return {user: one.name for user, one in people.people(session, workspace, set(users)).items()}
