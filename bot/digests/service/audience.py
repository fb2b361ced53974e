"""Who reads a channel, and where are most of them? Asked of Slack by the clock, outside any transaction.

From it follow the zone of a digest whose owner named none, whether people of other companies read along, and whether
the owner may see what the channel sees.
"""

import logging
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.orm import Session

from bot.articles.rules.readers import Reader
from bot.articles.service import readers
from bot.channels import service as channels
from bot.channels.rules import ARCHIVED, Reach
from bot.digests import store, views
from bot.digests.rules import Standing, Subscription, refusals
from bot.digests.rules.sections import Audience
from bot.digests.service import schedule
from bot.digests.service.days import once
from bot.digests.views import phrases
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people
from bot.people.rules import Person
from bot.runtime import Runtime

log = logging.getLogger(__name__)

EVERY = timedelta(days=3)
SOON = timedelta(hours=1)  #: before something is said, it is asked again who reads along
CHANNELS = 15  #: looked at in a run; Slack takes some 50 such questions a minute (tier 3)
PAGE = 200
SECONDS = 1.0  #: for Slack to answer, twice, while somebody waits
FIRST = 1000  #: members asked for then
MOST = 1000  #: members looked at
MET = 60  #: of those not known, asked about at a time; enough to tell where most are


@dataclass(frozen=True, kw_only=True)
class Lost:
    """The channel is no place for us, in Slack's word."""

    code: str


@dataclass(frozen=True, kw_only=True)
class Found:
    reach: Reach
    members: frozenset[UserId]
    people: Mapping[UserId, Person]


def reader_of(session: Session, workspace: WorkspaceId, audience: Audience) -> Reader:
    """Return what everybody may read who reads a digest."""
    channel = audience.channel or None
    return once(session, ("reader", workspace, channel), lambda: readers.place(session, workspace, channel))


def look(runtime: Runtime, subscription: Subscription) -> Found | Lost | None:
    """Ask Slack about a channel; None when it does not say."""
    workspace, channel = subscription.workspace, subscription.channel
    about = channels.ask(runtime, workspace, channel)
    if about.lost in phrases.CHANNEL_LOST:
        return Lost(code=about.lost)
    if about.reach is Reach.UNKNOWN:
        return None
    client = runtime.slack(workspace)
    try:
        members: set[UserId] = set()
        cursor = None
        while len(members) < MOST:
            page = client.conversations_members(channel=channel, limit=PAGE, cursor=cursor)
            members.update(map(UserId, page["members"]))
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
    except SlackApiError as error:
        code = str(error.response.get("error", ""))
        return Lost(code=code) if code in phrases.CHANNEL_LOST else None
    except (SlackClientError, OSError) as error:
        log.info("Slack did not say who is in a channel", extra={"error": type(error).__name__})
        return None
    known = runtime.reading(lambda session: people.people(session, workspace, members))
    if not subscription.is_zone_chosen:
        strangers = sorted(members - set(known))[:MET]
        known = {**known, **people.meet(runtime, workspace, strangers)}
    return Found(reach=about.reach, members=frozenset(members), people=known)


def must_reach(runtime: Runtime, workspace: WorkspaceId, channel: ChannelId, user: UserId) -> None:
    """Raise what somebody reads who names a channel where no digest of theirs can go, as far as Slack tells in time.

    What it does not tell now the next survey sees. To be called outside any transaction.
    """
    about = channels.ask(runtime, workspace, channel, timeout=SECONDS)
    if about.lost in phrases.CHANNEL_LOST and about.lost != ARCHIVED:
        raise refusals.OutOfReach
    if not about.is_open and about.reach is not Reach.UNKNOWN:
        client = runtime.slack(workspace, timeout=SECONDS)
        try:
            page = client.conversations_members(channel=channel, limit=FIRST)
        except (SlackClientError, OSError) as error:
            log.info("Slack did not say who is in a channel", extra={"error": type(error).__name__})
            return
        is_all = not (page.get("response_metadata") or {}).get("next_cursor")
        if is_all and user not in page["members"]:
            raise refusals.OutOfReach
    if about.lost == ARCHIVED:
        raise refusals.Archived


def zone(found: Collection[Person], *, now: str) -> str:
    """Return the zone most of these people are in; `now`, unless others have more."""
    counted = Counter(one.zone for one in found if one.is_here)
    return min([now, *sorted(counted)], key=lambda name: -counted[name])


def note(session: Session, workspace: WorkspaceId, channel: ChannelId, found: Found | Lost, *, now: datetime) -> None:
    """Note what a look has shown, and act on it."""
    before = store.subscription(session, workspace, channel, is_locked=True)
    if before is None or not before.is_on:
        return
    if isinstance(found, Lost):
        _pause(session, before, found.code, now=now)
        return
    is_inside = before.owner in found.members
    store.survey(session, workspace, channel, reach=found.reach, is_owner_inside=is_inside, surveyed_at=now)
    if not is_inside and found.reach is not Reach.OPEN:
        _refuse(session, before, now=now)
        return
    known = [found.people[user] for user in found.members if user in found.people]
    guess = zone(known, now=before.schedule.zone)
    if not before.is_zone_chosen and guess != before.schedule.zone:
        seen = replace(before, reach=found.reach, is_owner_inside=is_inside)
        moved = replace(seen, schedule=replace(before.schedule, zone=guess))
        schedule.put(session, before=seen, after=moved, now=now)
        line = (
            f"Most people in <#{channel}> are in {guess}, so the digest now comes {phrases.schedule(moved.schedule)}."
        )
        _tell(session, moved, line, key=f"digest.zone:{channel}:{guess}", now=now)
    wakes_at = store.wakes_at(session, workspace, channel)
    if wakes_at is not None and wakes_at > now:
        store.wake(session, workspace, channel, now)


def _pause(session: Session, subscription: Subscription, code: str, *, now: datetime) -> None:
    """Tell the owner at once of a channel where nothing could be posted."""
    store.subscribe(session, replace(subscription, standing=Standing.PAUSED, reason=code))
    store.wake(session, subscription.workspace, subscription.channel, None)
    outbox.direct(
        session,
        workspace=subscription.workspace,
        user=subscription.owner,
        message=views.lost(subscription, code, is_paused=True),
        key=f"digest.lost:{subscription.channel}:{subscription.since:%Y%m%dT%H%M%S}",
        now=now,
    )


def _refuse(session: Session, subscription: Subscription, *, now: datetime) -> None:
    """Nobody starts a digest where they cannot look in themselves."""
    stopped = replace(subscription, standing=Standing.STOPPED, reason=phrases.OUTSIDE)
    store.subscribe(session, stopped)
    store.wake(session, subscription.workspace, subscription.channel, None)
    line = "I've stopped the digest of a channel you're not in. Someone who is can start it again."
    key = f"digest.outside:{subscription.channel}:{subscription.since:%Y%m%dT%H%M%S}"
    _tell(session, subscription, line, key=key, now=now)


def _tell(session: Session, subscription: Subscription, line: str, *, key: str, now: datetime) -> None:
    outbox.direct(
        session,
        workspace=subscription.workspace,
        user=subscription.owner,
        message=views.said(line),
        key=key,
        now=now,
    )
