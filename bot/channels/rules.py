"""Who reads a channel, by what Slack tells about it, and when is Slack asked again?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.ids import ChannelId

OPEN_KEPT = timedelta(hours=1)  #: a channel can be made private, and Slack does not tell us
CLOSED_KEPT = timedelta(days=1)  #: to take an open channel for a closed one gives nothing away

#: How long to wait after Slack has not told, once, twice, …; after the last it is asked once a day.
PATIENCE = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(days=1))
PAUSE = timedelta(minutes=1)  #: for Slack to come back when it does not answer at all

ARCHIVED = "is_archived"

#: Slack's words for a conversation that is none of the bot's business.
_CLOSED = frozenset({"channel_not_found", "not_in_channel", "missing_scope", "access_denied"})


class Reach(StrEnum):
    """Who reads a channel."""

    OPEN = "open"  #: everybody in the workspace may
    PRIVATE = "private"  #: its members
    SHARED = "shared"  #: people of other companies too
    DIRECT = "direct"  #: the few it was opened for
    UNKNOWN = "unknown"  #: Slack has not said; nothing leaves it, and it is not taken for ours alone


@dataclass(frozen=True, kw_only=True)
class Channel:
    id: ChannelId
    reach: Reach = Reach.UNKNOWN
    #: Slack's word for why it is no place for us, e.g. is_archived, channel_not_found
    lost: str = ""
    #: when Slack said so
    asked_at: datetime | None = None
    #: not asked before
    next_at: datetime | None = None
    #: how often in a row Slack did not say
    failures: int = 0

    @property
    def is_open(self) -> bool:
        """May what is said there be told elsewhere in the workspace?"""
        return self.reach is Reach.OPEN

    def is_fresh(self, now: datetime) -> bool:
        """Is what Slack said of it still believed?"""
        kept = OPEN_KEPT if self.is_open else CLOSED_KEPT
        return self.reach is not Reach.UNKNOWN and self.asked_at is not None and now - self.asked_at <= kept

    def is_due(self, now: datetime) -> bool:
        """Is it time to ask Slack (again)?"""
        return not self.is_fresh(now) and (self.next_at is None or self.next_at <= now)


def reach(about: Mapping[str, object]) -> Reach:
    """Return who reads a conversation, of Slack's object for it."""
    if about.get("is_ext_shared") or about.get("is_pending_ext_shared"):
        return Reach.SHARED
    if about.get("is_im") or about.get("is_mpim"):
        return Reach.DIRECT
    is_open = about.get("is_channel") and not (about.get("is_private") or about.get("is_group"))
    return Reach.OPEN if is_open else Reach.PRIVATE


def told(channel: Channel, about: Mapping[str, object], *, now: datetime) -> Channel:
    """Slack has shown the channel."""
    lost = ARCHIVED if about.get("is_archived") else ""
    return Channel(id=channel.id, reach=reach(about), lost=lost, asked_at=now, next_at=now)


def refused(channel: Channel, code: str, *, now: datetime) -> Channel:
    """Slack has said no: what it does not show us is private; any other refusal leaves us waiting, ever longer."""
    if code in _CLOSED:
        return Channel(id=channel.id, reach=Reach.PRIVATE, lost=code, asked_at=now, next_at=now)
    wait = PATIENCE[min(channel.failures, len(PATIENCE) - 1)]
    return replace(channel, lost=code, next_at=now + wait, failures=channel.failures + 1)


def paused(channel: Channel, wait: timedelta, *, now: datetime) -> Channel:
    """Slack does not answer anybody: it is no fault of the channel's."""
    return replace(channel, next_at=now + max(wait, PAUSE))
