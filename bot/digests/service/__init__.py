"""What can be asked of digests? Which somebody looks after, the next edition, and a say in it.

Starting and changing them is in `subscriptions.py`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.digests import rules, store, views
from bot.digests.rules import Edition, Standing, State, Subscription, refusals
from bot.digests.rules.sections import Item
from bot.digests.service import editions, material, subscriptions, upkeep
from bot.digests.service.sources import Contributor
from bot.digests.views import phrases
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.outbox.rules import Late, Promise
from bot.people import service as people
from bot.slack.message import Message

TOPIC = editions.TOPIC
SHOWN = 4  #: editions listed of each digest


def subscription(session: Session, workspace: WorkspaceId, channel: ChannelId) -> Subscription | None:
    """Return a channel's digest unless it was stopped."""
    found = store.subscription(session, workspace, channel)
    return None if found is None or found.standing is Standing.STOPPED else found


def owned(
    session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime
) -> tuple[tuple[Subscription, tuple[Edition, ...], datetime | None], ...]:
    """Return the digests somebody looks after, each with its last editions and when the next is due."""
    return tuple(
        (
            one,
            store.editions(session, workspace, one.channel, most=SHOWN),
            editions.upcoming(session, one, now=now).due_at if one.is_on else None,
        )
        for one in store.subscriptions(session, workspace, owner=user)
    )


def home(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> views.Home:
    """Return what App Home shows of digests."""
    person = people.person(session, workspace, user)
    wants = person is not None and person.preferences.get("digests.monthly") is True
    return views.Home(owned=owned(session, workspace, user, now=now), wants_recap=wants)


def preview(
    session: Session,
    workspace: WorkspaceId,
    channel: ChannelId,
    user: UserId | None,
    contributors: Sequence[Contributor],
    *,
    now: datetime,
) -> Message:
    """Return the next edition as it would be now. `user`: None for the operator in a terminal."""
    found = subscriptions.mine(session, workspace, channel, user)
    upcoming = editions.upcoming(session, found, now=now)
    return editions.preview(session, found, upcoming, contributors, now=now, viewer=user)


def edition(
    session: Session, workspace: WorkspaceId, channel: ChannelId, period: str, user: UserId, *, now: datetime
) -> tuple[Subscription, Edition]:
    """Return an edition that is not settled, locked; written down if it was only to come."""
    found = subscriptions.mine(session, workspace, channel, user)
    if not found.is_on:
        raise refusals.Paused
    upcoming = editions.upcoming(session, found, now=now)
    kept = store.edition(session, workspace, channel, period, is_locked=True)
    if kept is None and upcoming.period == period:
        kept = store.open_edition(session, workspace, channel, period, due_at=upcoming.due_at)
    if kept is None or kept.state is not State.OPEN:
        raise refusals.Settled(state="gone" if kept is None else phrases.outcome(kept))
    return found, kept


def holds(
    session: Session,
    found: tuple[Subscription, Edition],
    contributors: Sequence[Contributor],
    *,
    viewer: UserId,
    now: datetime,
) -> tuple[Edition, tuple[Item, ...]]:
    """Return an edition with what it would hold now, also what is hidden."""
    subscription, kept = found
    audience = material.viewers_audience(subscription, viewer)
    bare = replace(kept, hidden=frozenset())
    page, _ = material.compose(session, subscription, bare, contributors, now=now, audience=audience)
    return kept, page.items


def adjust(
    session: Session,
    found: tuple[Subscription, Edition],
    *,
    hidden: frozenset[str],
    line: str,
    contributors: Sequence[Contributor],
    now: datetime,
) -> Message:
    """Hide things and add a line; the preview shows it. Returns the preview."""
    subscription, before = found
    changed = replace(before, hidden=hidden, line=line[: rules.LINE])
    store.note(session, before, hidden=sorted(hidden), line=changed.line)
    shown = editions.preview(session, subscription, changed, contributors, now=now)
    if before.preview is not None:
        late = Late(after=before.due_at, message=views.overdue(subscription, before))
        outbox.edit(session, workspace=before.workspace, promise=before.preview, message=shown, now=now, late=late)
    return shown


def skip(session: Session, found: tuple[Subscription, Edition], *, now: datetime) -> Edition:
    """Post nothing this week."""
    subscription, before = found
    closed = editions.close(session, subscription, before, State.SKIPPED, phrases.OWNER, now=now)
    editions.wake(session, subscription, now=now)
    return closed


def send(
    session: Session, found: tuple[Subscription, Edition], contributors: Sequence[Contributor], *, now: datetime
) -> Edition:
    """Post it now instead of when it is due."""
    subscription, before = found
    this_week = rules.in_period(now, subscription.schedule).period
    is_out = store.edition(session, before.workspace, before.channel, this_week)
    if before.due_at - now > rules.PREVIEW and is_out is not None and is_out.state is State.POSTED:
        raise refusals.TooEarly
    sent = editions.send(session, subscription, before, contributors, now=now)
    editions.wake(session, subscription, now=now)
    return sent


def settled(session: Session, promise: Promise, *, now: datetime) -> None:
    """Hear what became of an edition's post."""
    upkeep.settled(session, promise, now=now)
