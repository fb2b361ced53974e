"""What becomes of a wish about a digest, typed or said? It is done, and the answer says what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.digests import service, views
from bot.digests.rules import Choices, Subscription, refusals
from bot.digests.rules.parsing import Verb, Wish
from bot.digests.service import audience, editions, subscriptions
from bot.digests.service.sources import Contributor
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import text
from bot.slack.message import Message, message


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who wishes what, and where they said so: None when that is no channel."""

    workspace: WorkspaceId
    user: UserId
    here: ChannelId | None
    wish: Wish


def look_there(runtime: Runtime, asked: Asked) -> None:
    """Refuse a channel that is named, is another than this one, and is none where their digest can go."""
    there = asked.wish.channel
    if there is not None and there != asked.here and asked.wish.verb in (Verb.ON, Verb.MOVE):
        audience.must_reach(runtime, asked.workspace, there, asked.user)


def grant(session: Session, asked: Asked, contributors: Sequence[Contributor], *, now: datetime) -> Message:
    workspace, user, wish = asked.workspace, asked.user, asked.wish
    if wish.verb is Verb.ME:
        return monthly(session, workspace, user, is_on=wish.is_on)
    owned = service.owned(session, workspace, user, now=now)
    if wish.verb is Verb.LIST:
        if not owned:
            raise refusals.NoneOfYours
        return message("Your digests", views.listing(owned))
    channel = _meant(session, asked, [one.channel for one, _, _ in owned])
    match wish.verb:
        case Verb.PAUSE:
            subscriptions.pause(session, workspace, channel, user, now=now)
            return views.said(f"Paused: no digest in {text.channel(channel)} until you resume it.")
        case Verb.STOP:
            subscriptions.stop(session, workspace, channel, user, now=now)
            return views.said(f"Stopped: no more digests in {text.channel(channel)}.")
        case Verb.PREVIEW:
            return service.preview(session, workspace, channel, user, contributors, now=now)
        case Verb.RESUME:
            found, is_new = subscriptions.resume(session, workspace, channel, user, now=now), False
        case _:
            found, is_new = _arranged(session, asked, channel, now=now)
    is_seen = channel == asked.here or not is_new
    return views.settings(found, editions.upcoming(session, found, now=now).due_at, is_new=is_new, is_seen=is_seen)


def monthly(session: Session, workspace: WorkspaceId, user: UserId, *, is_on: bool) -> Message:
    """Send somebody their monthly recap, or no more."""
    people.prefer(session, workspace, user, {"digests.monthly": is_on})
    return views.monthly(is_on=is_on)


def _meant(session: Session, asked: Asked, mine: Sequence[ChannelId]) -> ChannelId:
    """Return the channel named, else the one spoken in, else the only one whose digest is theirs."""
    channel = asked.wish.channel or asked.here
    if asked.wish.verb is not Verb.ON and asked.wish.channel is None and len(mine) == 1:
        is_elsewhere = channel is None or service.subscription(session, asked.workspace, channel) is None
        channel = mine[0] if is_elsewhere else channel
    if channel is None:
        raise refusals.NotAChannel
    return channel


def _arranged(session: Session, asked: Asked, channel: ChannelId, *, now: datetime) -> tuple[Subscription, bool]:
    workspace, user, wish, here = asked.workspace, asked.user, asked.wish, asked.here
    choices = Choices(weekday=wish.weekday, at=wish.at, zone=wish.zone, language=wish.language)
    if wish.verb is Verb.MOVE and wish.channel is not None and here is not None and wish.channel != here:
        found = subscriptions.relocate(session, workspace, here, wish.channel, user, now=now)
        if choices == Choices():
            return found, False
        return subscriptions.start(session, workspace, wish.channel, user, choices, now=now)[0], False
    if wish.verb is Verb.MOVE and choices == Choices():
        raise refusals.NotUnderstood(words="move")
    if wish.verb is Verb.MOVE and service.subscription(session, workspace, channel) is None:
        raise refusals.NoDigest
    return subscriptions.start(session, workspace, channel, user, choices, now=now)
