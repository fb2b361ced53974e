"""What is there to tell in a channel? Every domain's part of the time since the last edition."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.channels.rules import Reach
from bot.digests import rules, store
from bot.digests.rules import Edition, State, Subscription, composition
from bot.digests.rules.composition import Page
from bot.digests.rules.sections import Audience, Item, Window
from bot.digests.service.sources import Contributor
from bot.ids import ChannelId, UserId

#: What was about to be committed when the last edition was put together is seen by the next.
OVERLAP = timedelta(days=1)
REMEMBERED = 60  #: editions looked back on


def viewers_audience(subscription: Subscription, viewer: UserId | None) -> Audience:
    """Return what somebody (None: the owner) may see: what the channel sees, if they are in it or may be.

    Of an admin it is not known whether they are.
    """
    is_owner = viewer is None or viewer == subscription.owner
    if (is_owner and subscription.is_owner_inside) or subscription.reach is Reach.OPEN:
        return subscription.audience
    return Audience(channel=ChannelId(""), language=subscription.language)


def compose(
    session: Session,
    subscription: Subscription,
    edition: Edition,
    contributors: Sequence[Contributor],
    *,
    now: datetime,
    audience: Audience | None = None,
) -> tuple[Page, Window]:
    """Put together what an edition would hold now. `audience`: another one than the channel."""
    earlier = store.editions(session, subscription.workspace, subscription.channel, most=REMEMBERED)
    window = _window(subscription, earlier, now=now)
    kept = store.earlier_contents(session, subscription.workspace, subscription.channel, most=composition.EARLIER)
    told = {line["key"] for line in kept if "key" in line} | {
        key for one in earlier if one.state is not State.OPEN for key in one.hidden
    }
    page = composition.compose(
        gather(session, subscription, contributors, window),
        audience=audience or subscription.audience,
        sections=subscription.sections,
        hidden=edition.hidden,
        earlier=told,
        lately=composition.lately(kept),
    )
    return page, window


def _window(subscription: Subscription, earlier: Sequence[Edition], *, now: datetime) -> Window:
    """From where the last edition ended; of a first one, the week before it was wished for."""
    ended = [one.covers[1] for one in earlier if one.state is State.POSTED and one.covers is not None]
    since = max(ended) - OVERLAP if ended else subscription.started_at - rules.FIRST_WINDOW
    return Window(since=max(since, now - rules.LONGEST_WINDOW), until=now)


def gather(
    session: Session, subscription: Subscription, contributors: Sequence[Contributor], window: Window
) -> list[Item]:
    """Ask every domain for its part of a time."""
    audience = subscription.audience
    return [
        item
        for contributor in contributors
        for item in contributor.gather(session, subscription.workspace, audience, window)
    ]
