"""What can be done with kudos? What other domains, the command line and App Home may ask for.

Giving is in `giving.py`, changing in `changing.py`, what is shown to many in `wall.py`.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.kudos.rules import Gesture
from bot.kudos.rules.patterns import SPAN, Pattern, find_patterns
from bot.kudos.rules.stories import Story
from bot.kudos.service import drafts, hiding, posts, settlement, wall
from bot.kudos.store import checking, sums
from bot.kudos.views import boards
from bot.outbox.rules import Promise
from bot.people import service as people
from bot.people.rules import Standing

TOPIC = posts.TOPIC


def stories(
    session: Session,
    workspace: WorkspaceId,
    *,
    audience: ChannelId | None,
    since: datetime,
    until: datetime,
    person: UserId | None = None,
    most: int = 500,
) -> tuple[Story, ...]:
    """Return the kudos that everybody in a channel (None: in the workspace) may see: `since` <= given < `until`.

    `person`: only what this person gave or got.
    """
    return wall.stories(session, workspace, audience=audience, since=since, until=until, person=person, most=most)


def given(
    session: Session, workspace: WorkspaceId, *, since: datetime, until: datetime
) -> tuple[tuple[Gesture, Story], ...]:
    """Return all kudos of a time, oldest first; which of them a channel may see, `is_for` tells."""
    return wall.given(session, workspace, since=since, until=until)


def is_for(gesture: Gesture, audience: ChannelId | None) -> bool:
    """May everybody in a channel (None: in the workspace) see a kudos?"""
    return wall.is_for(gesture, audience)


def home(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> boards.Mine:
    """Return what somebody sees of their own kudos."""
    page = wall.page(session, workspace, user, now=now)
    waiting = drafts.waiting(session, workspace, user)
    shown = {one.giver for one in page.latest} | {one for draft in waiting for one in draft.wish.people}
    known = people.people(session, workspace, {user, *shown})
    return boards.Mine(
        page=page,
        drafts=waiting,
        names={one.user: one.name for one in known.values()},
        tz=known[user].tz if user in known else ZoneInfo("UTC"),
        can_configure=people.is_admin(session, workspace, user),
    )


def wall_for(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> boards.Wall:
    """Return the latest kudos. A guest, who cannot see every channel, sees those they gave or got; so does
    who is not known.
    """
    viewer = people.person(session, workspace, user)
    is_member = viewer is not None and viewer.standing is Standing.MEMBER
    shown = wall.latest(session, workspace, viewer=None if is_member else user)
    top = wall.broadest(session, workspace, now=now) if is_member else ()
    can_hide = people.is_admin(session, workspace, user)
    hidden = hiding.lately(session, workspace) if can_hide else ()
    involved = {one.user for one in top}
    seen: list[Story | Gesture] = [*shown, *hidden]
    involved |= {one.giver for one in seen} | {who for one in seen for who in one.receivers}
    return boards.Wall(
        stories=shown,
        breadth=top,
        names={one.user: one.name for one in people.people(session, workspace, involved).values()},
        can_hide=can_hide,
        hidden=hidden,
    )


def patterns(session: Session, workspace: WorkspaceId, *, now: datetime) -> tuple[Pattern, ...]:
    """Look for what is odd in the last four weeks' counted kudos."""
    return find_patterns(sums.exchanged(session, workspace, since=now - SPAN))


def settled(session: Session, promise: Promise, *, now: datetime) -> None:
    """Hear what became of a post about a kudos."""
    settlement.settled(session, promise, now=now)


def drift(session: Session, workspace: WorkspaceId) -> tuple[str, ...]:
    """Return what is wrong with the ledger, a sentence each; nothing when all is well."""
    return checking.drift(session, workspace)
