"""Who can read along where a kudos is given? Slack tells; only a public channel's kudos are told elsewhere."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.channels import service as channels
from bot.channels.rules import Channel
from bot.ids import ChannelId, WorkspaceId
from bot.kudos.rules import Place
from bot.runtime import Runtime

SECONDS = 1.5  #: what a request of Slack's can spare


def look(runtime: Runtime, workspace: WorkspaceId, channel: ChannelId) -> Place:
    """Return what is known of a channel, or what Slack says in time; to be called outside any transaction."""
    return of(channels.look(runtime, workspace, [channel], timeout=SECONDS).get(channel))


def known(session: Session, workspace: WorkspaceId, channel: ChannelId, *, now: datetime) -> Place:
    """Return what is known of a channel; where it is nothing, the clock asks Slack."""
    return of(channels.known(session, workspace, [channel], now=now).get(channel))


def of(channel: Channel | None) -> Place:
    if channel is None:
        return Place.UNKNOWN
    return Place.PUBLIC if channel.is_open else Place.PRIVATE
