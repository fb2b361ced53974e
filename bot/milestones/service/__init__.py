"""What can be done with a milestone? Claim, change, take back, celebrate; confirm, congratulate, applaud."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.milestones import rules, store, views
from bot.milestones.rules import Announce, Claim, Facts, Kind, Milestone, MilestoneId, Voice
from bot.milestones.service import posts, voices
from bot.milestones.store import voices as voice_rows
from bot.milestones.views import wording
from bot.people import service as people
from bot.slack.message import Message

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|@([UW][A-Z0-9]{2,})\b")


def claim(session: Session, claim: Claim, *, is_announced: bool, now: datetime) -> Milestone:
    """Keep what somebody has reached; the same key again is the same milestone, celebrated once."""
    if not claim.facts.title and claim.facts.kind not in rules.WORDLESS:
        raise rules.NoTitle
    facts = replace(claim.facts, title=_named(session, claim.workspace, claim.facts.title))
    id, is_new = store.add(session, replace(claim, facts=facts), now=now)
    milestone = voices.read(session, claim.workspace, id)
    if is_new and is_announced:
        posts.celebrate(session, milestone, now=now)
    return voices.read(session, claim.workspace, id)


def reached(
    session: Session, workspace: WorkspaceId, user: UserId, facts: Facts, *, key: str, now: datetime
) -> Milestone | None:
    """Keep a milestone that came by itself; None when it was kept before.

    It is celebrated only if its person likes that always, and has a channel for it.
    """
    claim = Claim(workspace=workspace, user=user, key=key, facts=facts, is_automatic=True)
    id, is_new = store.add(session, claim, now=now)
    if not is_new:
        return None
    milestone = voices.read(session, workspace, id)
    if announce(session, workspace, user) is Announce.ALWAYS and posts.channel(session, milestone) is not None:
        posts.celebrate(session, milestone, now=now)
    return voices.read(session, workspace, id)


def announce(session: Session, workspace: WorkspaceId, user: UserId) -> Announce:
    """Return what a person likes to happen with their milestones."""
    person = people.person(session, workspace, user)
    chosen = None if person is None else person.preferences.get("milestones.announce")
    return next((one for one in Announce if one == chosen), Announce.ASK)


def own(
    session: Session, workspace: WorkspaceId, id: MilestoneId, user: UserId, *, where: ChannelId | None = None
) -> Milestone:
    """Return one's own milestone. Who may not even see it reads that it is gone. `where`: see `voices.seen`."""
    found = voices.seen(session, workspace, id, user, where=where)
    if found.user != user:
        raise rules.NotYours
    return found


def of(session: Session, workspace: WorkspaceId, user: UserId, *, most: int | None = None) -> tuple[Milestone, ...]:
    """Return somebody's milestones, the newest first."""
    return store.of(session, workspace, user, most=most)


def receipt(session: Session, milestone: Milestone) -> Message:
    """What its person is told: what was noted, and where it is, or will or could be celebrated."""
    is_posted = posts.is_out(session, milestone)
    return views.receipt(scene(session, milestone), where=where(session, milestone), is_posted=is_posted)


def has_place(session: Session, workspace: WorkspaceId, user: UserId) -> bool:
    """Is there a channel that would celebrate somebody's milestones?"""
    return usual_channel(session, workspace, user) is not None


def where(session: Session, milestone: Milestone) -> ChannelId | None:
    """Return the channel it is or would be celebrated in."""
    return posts.channel(session, milestone)


def usual_channel(session: Session, workspace: WorkspaceId, user: UserId) -> ChannelId | None:
    """Return the channel somebody's milestones are celebrated in, unless they say them elsewhere."""
    return posts.usual_channel(session, workspace, user)


def scene(session: Session, milestone: Milestone) -> wording.Scene:
    return posts.scene(session, milestone)


def celebrate(session: Session, workspace: WorkspaceId, id: MilestoneId, user: UserId, *, now: datetime) -> Milestone:
    """Let others know; its person alone may. Twice is once."""
    posts.celebrate(session, own(session, workspace, id, user), now=now)
    return voices.read(session, workspace, id)


def edit(
    session: Session, workspace: WorkspaceId, id: MilestoneId, user: UserId, facts: Facts, *, now: datetime
) -> Milestone:
    """Say it differently; the post says so too. What was confirmed stays confirmed only if it is the same thing."""
    before = own(session, workspace, id, user)
    if not facts.title and facts.kind not in rules.WORDLESS:
        raise rules.NoTitle
    store.change(session, workspace, id, facts)
    if (before.facts.kind, before.facts.title) != (facts.kind, facts.title):
        voice_rows.unsay(session, workspace, id, Voice.CONFIRMED)
    return voices.repaired(session, workspace, id, now=now)


def withdraw(session: Session, workspace: WorkspaceId, id: MilestoneId, user: UserId, *, now: datetime) -> None:
    """Take it back: its post goes, and no digest shows it any more."""
    own(session, workspace, id, user)
    store.note(session, workspace, id, withdrawn_at=now)
    posts.repair(session, voices.read(session, workspace, id), now=now)


def celebrated(session: Session, workspace: WorkspaceId, *, since: datetime, until: datetime) -> tuple[Milestone, ...]:
    """Return what was celebrated in a time and stands; `place` and `channel` say who may see it."""
    return store.celebrated(session, workspace, since=since, until=until)


def several(session: Session, workspace: WorkspaceId, ids: Collection[MilestoneId]) -> tuple[Milestone, ...]:
    """Return these milestones as they are now, withdrawn or not."""
    return store.several(session, workspace, ids)


def home(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> views.Home:
    """Return what App Home shows of somebody's milestones."""
    found = store.of(session, workspace, user)
    counts = {kind: sum(1 for one in found if one.facts.kind is kind) for kind in Kind}
    return views.Home(
        milestones=found[: rules.HOME_MOST],
        facts=tuple((kind, number) for kind, number in counts.items() if number),
        is_leader=voices.is_leader(session, workspace, user),
        announce=announce(session, workspace, user),
    )


def _named(session: Session, workspace: WorkspaceId, title: str) -> str:
    """Return a title with names in place of mentions: a title rings nobody."""
    users = {UserId(one[1] or one[2]) for one in _MENTION.finditer(title)}
    names = {user: one.name for user, one in people.people(session, workspace, users).items()} if users else {}
    return _MENTION.sub(lambda one: names.get(UserId(one[1] or one[2]), "a colleague"), title)
