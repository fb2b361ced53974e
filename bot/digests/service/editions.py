"""How does an edition come about? Previewed a day before, posted when it is due, and kept true afterwards.

Whoever tends to a channel first takes its subscription's row, so that the clock in any number of processes, *send now*
and a change of the schedule happen one after the other. The edition's key, channel and week, makes it once.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.channels.rules import Reach
from bot.digests import rules, store, views
from bot.digests.rules import Edition, State, Subscription, composition, refusals
from bot.digests.rules.composition import Page
from bot.digests.rules.sections import Window
from bot.digests.service import material
from bot.digests.service.sources import Contributor
from bot.digests.views import phrases, post
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.outbox.rules import Late
from bot.people import service as people
from bot.slack.message import Message

TOPIC = "digests"

#: How long an edition waits for Slack to say who reads the channel; then it tells what the channel itself knows.
HELD = rules.LATE - timedelta(hours=1)
AGAIN = timedelta(minutes=10)


def attend(
    session: Session,
    workspace: WorkspaceId,
    channel: ChannelId,
    contributors: Sequence[Contributor],
    *,
    now: datetime,
) -> None:
    """Do whatever is due for a channel's digest: post, skip, preview; note when to look again."""
    subscription = store.subscription(session, workspace, channel, is_locked=True)
    if subscription is None or not subscription.is_on:
        store.wake(session, workspace, channel, None)
        return
    wakes_at = store.wakes_at(session, workspace, channel)
    if wakes_at is None or wakes_at > now:
        return
    known = store.editions(session, workspace, channel, most=material.REMEMBERED)
    for occurrence in rules.owed(now, subscription, {one.period for one in known}):
        made = store.open_edition(session, workspace, channel, occurrence.period, due_at=occurrence.at)
        _settle(session, subscription, made, contributors, now=now)
    for one in known:
        if one.state is State.OPEN and one.due_at <= now:
            _settle(session, subscription, one, contributors, now=now)
    upcoming = _upcoming(session, subscription, now=now)
    if subscription.is_known(now) and upcoming.preview is None and upcoming.due_at - rules.PREVIEW <= now:
        _preview(session, subscription, contributors, upcoming, now=now)
    wake(session, subscription, now=now)


def wake(session: Session, subscription: Subscription, *, now: datetime) -> None:
    """Note when there is something to do next for a subscription."""
    at = None
    if subscription.is_on:
        upcoming = _upcoming(session, subscription, now=now)
        at = upcoming.due_at
        if upcoming.preview is None:
            owed_at = now if subscription.is_known(now) else now + AGAIN
            at = min(at, max(upcoming.due_at - rules.PREVIEW, owed_at))
        known = store.editions(session, subscription.workspace, subscription.channel, most=material.REMEMBERED)
        if any(one.state is State.OPEN and one.due_at <= now for one in known):
            at = now + AGAIN
    store.wake(session, subscription.workspace, subscription.channel, at)


def upcoming(session: Session, subscription: Subscription, *, now: datetime) -> Edition:
    """Return the next edition, written down or not."""
    return _upcoming(session, subscription, now=now)


def preview(
    session: Session,
    subscription: Subscription,
    edition: Edition,
    contributors: Sequence[Contributor],
    *,
    now: datetime,
    viewer: UserId | None = None,
) -> Message:
    """Draw the preview, with nothing its viewer (None: the owner) may not see themselves."""
    audience = material.viewers_audience(subscription, viewer)
    page, _ = material.compose(session, subscription, edition, contributors, now=now, audience=audience)
    owner = owner_name(session, subscription)
    return views.preview(page, subscription, edition, owner=owner, fewest=rules.FEWEST)


def send(
    session: Session,
    subscription: Subscription,
    edition: Edition,
    contributors: Sequence[Contributor],
    *,
    now: datetime,
) -> Edition:
    """Post an open edition now, however little it holds; raise `NothingToTell` when that is nothing."""
    page, window = material.compose(session, subscription, edition, contributors, now=now)
    if not page.items and not edition.line:
        raise refusals.NothingToTell
    return _post(session, subscription, edition, page, window, now=now)


def close(
    session: Session, subscription: Subscription, edition: Edition, state: State, reason: str, *, now: datetime
) -> Edition:
    """Settle an edition without posting it; why is kept."""
    store.note(session, edition, state=state, reason=reason[:64], settled_at=now)
    closed = replace(edition, state=state, reason=reason)
    _retire_preview(session, subscription, closed, now=now)
    return closed


def retire_previews(session: Session, subscription: Subscription, *, now: datetime) -> None:
    """A digest that is not on has nothing to preview; when it goes on, it is previewed anew."""
    for one in store.editions(session, subscription.workspace, subscription.channel, most=material.REMEMBERED):
        if one.state is State.OPEN and one.preview is not None:
            _retire_preview(session, subscription, one, now=now)
            store.note(session, one, preview=None)


def owner_name(session: Session, subscription: Subscription) -> str:
    owner = people.person(session, subscription.workspace, subscription.owner)
    return owner.name if owner is not None else "A colleague"


def _settle(
    session: Session,
    subscription: Subscription,
    edition: Edition,
    contributors: Sequence[Contributor],
    *,
    now: datetime,
) -> None:
    """Post an edition that is due, unless it is too late or too thin; not before it is known who reads along."""
    if edition.state is not State.OPEN:
        return
    if now - edition.due_at > rules.LATE:
        close(session, subscription, edition, State.SKIPPED, phrases.LATE, now=now)
        return
    if not subscription.is_known(now):
        if now - edition.due_at < HELD:
            return
        subscription = replace(subscription, reach=Reach.UNKNOWN)
    page, window = material.compose(session, subscription, edition, contributors, now=now)
    if not page.is_enough and not edition.line:
        close(session, subscription, edition, State.ROLLED, phrases.THIN, now=now)
        return
    _post(session, subscription, edition, page, window, now=now)


def _post(
    session: Session, subscription: Subscription, edition: Edition, page: Page, window: Window, *, now: datetime
) -> Edition:
    drawn = post.edition(
        page, language=subscription.language, owner=owner_name(session, subscription), line=edition.line
    )
    root = outbox.post(
        session,
        workspace=subscription.workspace,
        channel=subscription.channel,
        message=drawn[0],
        key=f"digest:{subscription.channel}:{edition.period}",
        now=now,
        topic=TOPIC,
    )
    store.note(
        session,
        edition,
        state=State.POSTED,
        post=root,
        items=composition.kept(page),
        covers_since=window.since,
        covers_until=window.until,
        settled_at=now,
    )
    posted = replace(edition, state=State.POSTED, post=root, covers=(window.since, window.until))
    _retire_preview(session, subscription, posted, now=now)
    return posted


def _preview(
    session: Session,
    subscription: Subscription,
    contributors: Sequence[Contributor],
    upcoming: Edition,
    *,
    now: datetime,
) -> None:
    made = store.open_edition(
        session, subscription.workspace, subscription.channel, upcoming.period, due_at=upcoming.due_at
    )
    if made.state is not State.OPEN or made.preview is not None:
        return
    promise = outbox.direct(
        session,
        workspace=subscription.workspace,
        user=subscription.owner,
        message=preview(session, subscription, made, contributors, now=now),
        key=f"digest.preview:{subscription.channel}:{made.period}:{now:%Y%m%dT%H%M%S}",
        now=now,
        late=Late(after=made.due_at, message=views.overdue(subscription, made)),
    )
    store.note(session, made, preview=promise)


def _retire_preview(session: Session, subscription: Subscription, edition: Edition, *, now: datetime) -> None:
    if edition.preview is not None:
        shown = views.previewed(subscription, edition)
        outbox.edit(session, workspace=edition.workspace, promise=edition.preview, message=shown, now=now)


def _upcoming(session: Session, subscription: Subscription, *, now: datetime) -> Edition:
    """The first week from now on whose edition is not settled."""
    workspace, channel = subscription.workspace, subscription.channel
    known = {one.period: one for one in store.editions(session, workspace, channel, most=material.REMEMBERED)}
    waiting = [one for one in known.values() if one.state is State.OPEN and one.due_at > now]
    occurrence = rules.following(now, subscription.schedule)
    while occurrence.period in known and known[occurrence.period].state is not State.OPEN:
        occurrence = rules.following(occurrence.at, subscription.schedule)
    found = known.get(occurrence.period) or Edition(
        workspace=workspace, channel=channel, period=occurrence.period, state=State.OPEN, due_at=occurrence.at
    )
    return min([found, *waiting], key=lambda one: one.due_at)
