"""What has been given? Stories for the wall and the digest, one's own page, and who thanked many different people.

The last is the only list there is: of givers, its top alone, and easy to leave. Left out are whoever does not want to
be in it, whoever has gone, and private thanks; nothing is shown while fewer than eight people are active, or when the
workspace does not want it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos.rules import Gesture, budget, visibility, wishes
from bot.kudos.rules.stories import Breadth, Page, Story
from bot.kudos.service import options
from bot.kudos.store import posts, reading, sums, walls
from bot.people import service as people
from bot.slack import text

LATEST = 10

BREADTH_SPAN = timedelta(days=30)
ACTIVE_LEAST = 8
TOP = 5


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
    """Return what everybody in a channel (None: in the workspace) may see, oldest first: `since` <= given < `until`.

    `person`: only what this person gave or got.
    """
    found = walls.between(session, workspace, audience=audience, since=since, until=until, person=person, most=most)
    shown = [one for one in found if one.is_live and visibility.is_visible_in(one, audience)]
    return _stories(session, workspace, shown)


def given(
    session: Session, workspace: WorkspaceId, *, since: datetime, until: datetime
) -> tuple[tuple[Gesture, Story], ...]:
    """Return all that was given in a time, oldest first, whoever may see it: `is_for` tells."""
    live = [one for one in walls.given(session, workspace, since=since, until=until) if one.is_live]
    return tuple(zip(live, _stories(session, workspace, live), strict=True))


def is_for(gesture: Gesture, audience: ChannelId | None) -> bool:
    """May everybody in a channel (None: in the workspace) see it?"""
    return visibility.is_visible_in(gesture, audience)


def latest(
    session: Session, workspace: WorkspaceId, *, viewer: UserId | None = None, most: int = LATEST
) -> tuple[Story, ...]:
    """Return the latest that everybody may see, newest first. `viewer`: only those that this person gave or got."""
    if viewer is not None:
        found = walls.latest_of(session, workspace, viewer, most=most * 4)
    else:
        found = walls.latest(session, workspace, most=most * 4)
    shown = [one for one in reversed(found) if one.is_live and visibility.is_visible_in(one, None)]
    return _stories(session, workspace, shown[:most])


def page(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> Page:
    chosen = options.of(session, workspace)
    spent = reading.spent(session, workspace, user, now=now)
    return Page(
        given=sums.given(session, workspace, user),
        received=sums.received(session, workspace, user),
        seconds=sums.seconds_received(session, workspace, user),
        budget=budget.budget(spent, limits=chosen.limits, now=now),
        latest=walls.latest_got(session, workspace, user, most=LATEST)[::-1],
    )


def broadest(session: Session, workspace: WorkspaceId, *, now: datetime) -> tuple[Breadth, ...]:
    """Return who thanked the most different people, or nobody when it is not to be shown."""
    if not options.of(session, workspace).shows_breadth:
        return ()
    thanks = sums.thanks(session, workspace, since=now - BREADTH_SPAN, until=now)
    active = {*thanks.breadth, *thanks.receivers}
    known = people.people(session, workspace, active)
    present = [user for user in active if user in known and known[user].is_here]
    if len(present) < ACTIVE_LEAST:
        return ()
    willing = [user for user in present if known[user].preferences.get("kudos.breadth") is not False]
    ranked = sorted(
        (Breadth(user=user, people=thanks.breadth[user]) for user in willing if user in thanks.breadth),
        key=lambda one: (-one.people, known[one.user].name.casefold(), one.user),
    )
    return tuple(ranked[:TOP])


def _stories(session: Session, workspace: WorkspaceId, gestures: Sequence[Gesture]) -> tuple[Story, ...]:
    base = options.of(session, workspace).url
    numbers = [one.id for one in gestures]
    spots = posts.spots(session, workspace, numbers)
    seconds = sums.joiners(session, workspace, numbers)
    return tuple(_story(one, base, spots.get(one.id), seconds.get(one.id, 0)) for one in gestures)


def _story(gesture: Gesture, base: str, spot: tuple[ChannelId, Ts] | None, seconds: int) -> Story:
    thread = gesture.thread or gesture.ts
    if spot is None and gesture.channel and gesture.ts:
        spot = gesture.channel, gesture.ts
    return Story(
        gesture=gesture.id,
        giver=gesture.giver,
        receivers=gesture.public,
        groups=tuple(wishes.group(one).called for one in gesture.groups),
        values=gesture.values,
        reason=gesture.reason,
        given_at=gesture.given_at,
        seconds=seconds,
        channel=gesture.channel,
        link=text.permalink(base, spot[0], spot[1], thread) if spot else None,
    )
