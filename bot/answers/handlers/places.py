"""Where does a button or a form say that something stands? It comes back from Slack, and may be forged then."""

import json
import re
from dataclasses import dataclass
from typing import Self

from bot.ids import ChannelId, Ts, UserId
from bot.slack.values import Odd

_CHANNEL = re.compile(r"[CDG][A-Z0-9]{1,30}", re.ASCII)
_TS = re.compile(r"[0-9]{1,20}\.[0-9]{1,10}")
_USER = re.compile(r"[UW][A-Z0-9]{1,30}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Place:
    """The message whose words are saved, and who wrote it."""

    channel: ChannelId
    ts: Ts
    thread: Ts | None
    author: UserId

    def written(self) -> str:
        return json.dumps([self.channel, self.ts, self.thread, self.author])

    @classmethod
    def read(cls, metadata: str) -> Self:
        """Read what a form brings back; raise `Odd` for what was never one of ours."""
        try:
            channel, ts, thread, author = json.loads(metadata)
            known = ((_CHANNEL, channel), (_TS, ts), (_TS, thread or ts), (_USER, author))
            if not all(pattern.fullmatch(value) for pattern, value in known):
                raise Odd
        except (ValueError, TypeError) as error:
            raise Odd from error
        return cls(channel=ChannelId(channel), ts=Ts(ts), thread=Ts(thread) if thread else None, author=UserId(author))


def conversation(channel: str, thread: str) -> tuple[ChannelId, Ts | None]:
    """Read a channel, and the thread in it if there is one; raise `Odd`."""
    if not _CHANNEL.fullmatch(channel) or not (thread == "" or _TS.fullmatch(thread)):
        raise Odd
    return ChannelId(channel), Ts(thread) if thread else None
