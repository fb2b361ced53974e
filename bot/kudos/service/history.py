"""What has been given? Sums and stories for the wall, the digest, and one's own page; no list of who got most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos.rules import Gesture, GestureId, Place, visibility
from bot.kudos.rules import budget as counting
from bot.kudos.rules.budget import Budget, Count
from bot.kudos.service import options
from bot.kudos.service.posts import Kind
from bot.kudos.store import reading, sums
from bot.kudos.store.reading import IS_LIVE, with_reversals
from bot.kudos.store.tables import GestureRow, GiftRow, PostRow, ReversalRow
from bot.slack import text

LATEST = 10


@dataclass(frozen=True, kw_only=True)
class Story:
    """A kudos that its audience may see."""

    gesture: GestureId
    giver: UserId
    #: those thanked in public
    receivers: tuple[UserId, ...]
    #: handles of the user groups thanked
    groups: tuple[str, ...]
    values: tuple[str, ...]
    #: safe mrkdwn; it mentions nobody but people
    reason: str
    given_at: datetime
    #: how many said "+1"
    seconds: int
    channel: ChannelId | None
    #: where it can be read in Slack
    link: str | None


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What somebody gave or got that counts."""

    total: int
    by_value: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """What somebody sees of their own kudos."""

    given: Tally
    received: Tally
    #: "+1"s received
    seconds: int
    budget: Budget
    #: the latest received, newest first: also those that others do not see
    latest: tuple[Gesture, ...]


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
    found = reading.load(
        session,
        GestureRow.workspace == workspace,
        GestureRow.given_at >= since,
        GestureRow.given_at < until,
        GestureRow.seconds.is_(None),
        GestureRow.place.in_((Place.PUBLIC, Place.DIRECT)) | (GestureRow.channel == audience),
        *([_concerns(workspace, person)] if person else []),
        most=most,
    )
    shown = [one for one in found if one.is_live and visibility.is_visible_in(one, audience)]
    return _stories(session, workspace, shown)


def wall(
    session: Session, workspace: WorkspaceId, *, viewer: UserId | None = None, most: int = LATEST
) -> tuple[Story, ...]:
    """Return the latest that everybody may see, newest first. `viewer`: only those that this person gave or got."""
    if viewer is not None:
        found = reading.several(session, workspace, sums.latest_open(session, workspace, viewer, most=most * 4))
    else:
        found = reading.load(
            session,
            GestureRow.workspace == workspace,
            GestureRow.seconds.is_(None),
            GestureRow.place.in_((Place.PUBLIC, Place.DIRECT)),
            most=most * 4,
        )
    shown = [one for one in reversed(found) if one.is_live and visibility.is_visible_in(one, None)]
    return _stories(session, workspace, shown[:most])


def page(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> Page:
    chosen = options.of(session, workspace)
    latest = reading.several(session, workspace, sums.latest_got(session, workspace, user, most=LATEST))
    return Page(
        given=_tally(session, workspace, GiftRow.giver == user),
        received=_tally(session, workspace, GiftRow.receiver == user),
        seconds=_count(session, workspace, GiftRow.receiver == user, GiftRow.tally == Count.FREE),
        budget=counting.budget(reading.spent(session, workspace, user, now=now), limits=chosen.limits, now=now),
        latest=latest[::-1],
    )


def _stories(session: Session, workspace: WorkspaceId, gestures: Sequence[Gesture]) -> tuple[Story, ...]:
    base = options.of(session, workspace).url
    numbers = [one.id for one in gestures]
    spots = {
        gesture: (ChannelId(channel or ""), Ts(ts or ""))
        for gesture, channel, ts in session.execute(
            select(PostRow.gesture, PostRow.channel, PostRow.ts).where(
                PostRow.workspace == workspace,
                PostRow.gesture.in_(numbers),
                PostRow.kind == Kind.HERE,
                PostRow.ts.is_not(None),
            )
        )
    }
    joined = session.execute(
        select(GestureRow.seconds, func.count(GestureRow.id.distinct()).label("joiners"))
        .join(GiftRow, (GiftRow.workspace == GestureRow.workspace) & (GiftRow.gesture == GestureRow.id))
        .outerjoin(ReversalRow, with_reversals())
        .where(GestureRow.workspace == workspace, GestureRow.seconds.in_(numbers), IS_LIVE)
        .group_by(GestureRow.seconds)
    )
    seconds = {row.seconds: row.joiners for row in joined}
    return tuple(_story(one, base, spots.get(one.id), seconds.get(one.id, 0)) for one in gestures)


def _story(gesture: Gesture, base: str, spot: tuple[ChannelId, Ts] | None, seconds: int) -> Story:
    thread = gesture.thread or gesture.ts
    if spot is None and gesture.channel and gesture.ts:
        spot = gesture.channel, gesture.ts
    return Story(
        gesture=gesture.id,
        giver=gesture.giver,
        receivers=gesture.public,
        groups=tuple(one.partition("|")[2] for one in gesture.groups),
        values=gesture.values,
        reason=gesture.reason,
        given_at=gesture.given_at,
        seconds=seconds,
        channel=gesture.channel,
        link=text.permalink(base, spot[0], spot[1], thread) if spot else None,
    )


def _tally(session: Session, workspace: WorkspaceId, whose: ColumnElement[bool]) -> Tally:
    counted = GiftRow.tally == Count.COUNTED
    by_value = session.execute(
        select(GiftRow.value, func.count())
        .outerjoin(ReversalRow, with_reversals())
        .where(GiftRow.workspace == workspace, whose, counted, IS_LIVE, GiftRow.value != "")
        .group_by(GiftRow.value)
        .order_by(func.count().desc(), GiftRow.value)
    )
    return Tally(
        total=_count(session, workspace, whose, counted), by_value=tuple((value, count) for value, count in by_value)
    )


def _count(session: Session, workspace: WorkspaceId, *which: ColumnElement[bool]) -> int:
    """Count thanks, not gifts: a person thanked for two values is thanked once."""
    thanks = (
        select(GiftRow.gesture, GiftRow.receiver)
        .outerjoin(ReversalRow, with_reversals())
        .where(GiftRow.workspace == workspace, *which, IS_LIVE)
        .distinct()
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(thanks)) or 0


def _got(workspace: WorkspaceId, user: UserId) -> ColumnElement[bool]:
    return GestureRow.id.in_(select(GiftRow.gesture).where(GiftRow.workspace == workspace, GiftRow.receiver == user))


def _concerns(workspace: WorkspaceId, user: UserId) -> ColumnElement[bool]:
    return (GestureRow.giver == user) | _got(workspace, user)
