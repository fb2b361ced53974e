"""Who can read these channels? What is kept, and what Slack says, asked outside any transaction."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from http.client import HTTPException

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse
from sqlalchemy.orm import Session

from bot.channels import rules, store
from bot.channels.rules import Channel
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.runtime import Runtime

#: Channels asked about in a run. Slack takes some 50 such questions a minute (tier 3) of a workspace's bot; two jobs
#: ask twice a minute each.
MOST = 10
SECONDS = 5  #: for Slack to answer
PAGE, PAGES = 999, 3  #: members of a channel at a time, and how often, while somebody waits
PATIENCE = 30.0  #: seconds; a job can wait for its turn to write

log = logging.getLogger(__name__)


class _Silent(Exception):
    """Slack does not answer anybody just now."""

    def __init__(self, wait: timedelta = timedelta()) -> None:
        super().__init__()
        self.wait = wait


def known(
    session: Session, workspace: WorkspaceId, channels: Collection[ChannelId], *, now: datetime
) -> dict[ChannelId, Channel]:
    """Return what is known of channels and still believed; the others are left out, and count as private."""
    found = store.find(session, workspace, channels)
    return {id: one for id, one in found.items() if one.is_fresh(now)}


def last_known(session: Session, workspace: WorkspaceId, channel: ChannelId) -> Channel | None:
    """Return what was last known of a channel, however long ago; None when Slack was never asked."""
    return store.find(session, workspace, [channel]).get(channel)


def look(
    runtime: Runtime, workspace: WorkspaceId, channels: Collection[ChannelId], *, timeout: float = SECONDS
) -> dict[ChannelId, Channel]:
    """Return what is known of channels, asking Slack about some of the others whose time has come.

    To be called outside any transaction. Those Slack does not tell about are left out: come again. `timeout`: seconds
    for Slack to answer.
    """
    now = runtime.now()
    kept = runtime.reading(lambda session: store.find(session, workspace, channels))
    every = [kept.get(id) or Channel(id=id) for id in dict.fromkeys(channels)]
    due = sorted((one for one in every if one.is_due(now)), key=lambda one: one.failures)
    found = {one.id: one for one in [*every, *_ask(runtime, workspace, due, timeout=timeout)]}
    return {id: one for id, one in found.items() if one.is_fresh(now)}


def ask(runtime: Runtime, workspace: WorkspaceId, channel: ChannelId, *, timeout: float = SECONDS) -> Channel:
    """Ask Slack about a channel now, and forget what was known of it: something is about to be said there.

    Unknown when Slack does not say.
    """
    kept = runtime.reading(lambda session: store.find(session, workspace, [channel]))
    failures = kept[channel].failures if channel in kept else 0
    (found,) = _ask(runtime, workspace, [Channel(id=channel, failures=failures)], timeout=timeout)
    return found


def members(
    runtime: Runtime,
    workspace: WorkspaceId,
    channel: ChannelId,
    users: Collection[UserId],
    *,
    timeout: float = SECONDS,
) -> dict[UserId, bool | None]:
    """Ask Slack which of these people are in a channel; None when it does not say, or the channel is too large to tell.

    To be called outside any transaction.
    """
    client, cursor = runtime.slack(workspace, timeout=timeout), ""
    found: dict[UserId, bool | None] = dict.fromkeys(users)
    try:
        for _ in range(PAGES):
            page = client.conversations_members(channel=channel, limit=PAGE, cursor=cursor)
            here = page.get("members") or ()
            found |= {user: True for user in found if user in here}
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return {user: bool(is_in) for user, is_in in found.items()}
            if all(found.values()):
                break
    except (SlackClientError, HTTPException, OSError) as error:
        log.info("Slack did not say who is in a channel", extra={"error": type(error).__name__})
    return found


def is_member(
    runtime: Runtime, workspace: WorkspaceId, channel: ChannelId, user: UserId, *, timeout: float = SECONDS
) -> bool | None:
    """Ask Slack whether somebody is in a channel; None when it does not say, or the channel is too large to tell."""
    return members(runtime, workspace, channel, [user], timeout=timeout)[user]


def can_see(
    runtime: Runtime, workspace: WorkspaceId, channel: ChannelId, user: UserId, *, timeout: float = SECONDS
) -> bool:
    """Can somebody read a channel: is it open, or are they in it? No, when Slack does not say."""
    found = look(runtime, workspace, [channel], timeout=timeout).get(channel)
    if found is not None and found.is_open:
        return True
    return is_member(runtime, workspace, channel, user, timeout=timeout) is True


def _ask(runtime: Runtime, workspace: WorkspaceId, due: Collection[Channel], *, timeout: float) -> list[Channel]:
    """Ask about the first few, and note what has become of each; one that fails does not stand in the others' way."""
    now, found = runtime.now(), list[Channel]()
    for number, channel in enumerate(due):
        if number == MOST:
            break
        try:
            found.append(_told(runtime, workspace, channel, now=now, timeout=timeout))
        except _Silent as silence:
            found += [rules.paused(one, silence.wait, now=now) for one in list(due)[number:]]
            break
    if found:
        runtime.transaction(lambda session: store.save(session, workspace, found), patience=PATIENCE)
    return found


def _told(runtime: Runtime, workspace: WorkspaceId, channel: Channel, *, now: datetime, timeout: float) -> Channel:
    try:
        about = runtime.slack(workspace, timeout=timeout).conversations_info(channel=channel.id)["channel"]
    except SlackApiError as error:
        code = str(error.response.get("error", ""))
        if code == "ratelimited" or not code:  # without a word it is not Slack who answers, but what stands before it
            raise _Silent(_wait(error)) from error
        return rules.refused(channel, code, now=now)
    except (SlackClientError, HTTPException, OSError) as error:
        log.info("Slack did not say who can read a channel", extra={"error": type(error).__name__})
        raise _Silent from error
    return rules.told(channel, about, now=now)


def _wait(error: SlackApiError) -> timedelta:
    """Return how long Slack asks us to wait."""
    headers = error.response.headers if isinstance(error.response, SlackResponse) else {}
    given = str(next((text for name, text in headers.items() if name.lower() == "retry-after"), ""))
    return timedelta(seconds=int(given)) if given.isdigit() else timedelta()
