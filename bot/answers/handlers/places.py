"""Where does a button or a form say that something stands? It comes back from Slack, and may be forged then."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.answers.rules.captures import MOST
from bot.ids import ArticleId, ChannelId, Ts, UserId
from bot.slack.values import LARGEST, Odd

_CHANNEL = re.compile(r"[CDG][A-Z0-9]{1,30}", re.ASCII)
_TS = re.compile(r"[0-9]{1,20}\.[0-9]{1,10}")
_USER = re.compile(r"[UW][A-Z0-9]{1,30}", re.ASCII)
_SHOWN = 5  #: articles


@dataclass(frozen=True, kw_only=True)
class Captured:
    """The conversation of which something is saved, and which of its messages: who wrote each, and whether it asks."""

    channel: ChannelId
    #: Its first message.
    root: Ts
    lines: tuple[tuple[Ts, UserId, bool], ...] = ()
    #: The article that the rest of the conversation is in.
    into: ArticleId | None = None
    #: Which articles that may say it already have been shown.
    shown: tuple[ArticleId, ...] = ()

    def showing(self, alike: Sequence[ArticleId]) -> Self:
        return replace(self, shown=(*self.shown, *alike)[:_SHOWN])

    def written(self) -> str:
        return json.dumps([self.channel, self.root, self.lines, self.into, self.shown])

    @classmethod
    def read(cls, metadata: str) -> Self:
        """Read what a form brings back; raise `Odd` for what was never one of ours."""
        try:
            channel, root, lines, into, shown = json.loads(metadata)
            known = [(_CHANNEL, channel), (_TS, root)]
            known += [pair for ts, author, _ in lines for pair in ((_TS, ts), (_USER, author))]
            if not all(pattern.fullmatch(value) for pattern, value in known) or len(lines) > MOST:
                raise Odd
            if not all(type(one) is int and 0 <= one <= LARGEST for one in (*shown, into or 0)):
                raise Odd
        except (ValueError, TypeError) as error:
            raise Odd from error
        return cls(
            channel=ChannelId(channel),
            root=Ts(root),
            lines=tuple((Ts(ts), UserId(author), is_asked is True) for ts, author, is_asked in lines),
            into=None if into is None else ArticleId(into),
            shown=tuple(map(ArticleId, shown))[:_SHOWN],
        )


def conversation(channel: str, thread: str) -> tuple[ChannelId, Ts | None]:
    """Read a channel, and the thread in it if there is one; raise `Odd`."""
    if not _CHANNEL.fullmatch(channel) or not (thread == "" or _TS.fullmatch(thread)):
        raise Odd
    return ChannelId(channel), Ts(thread) if thread else None
