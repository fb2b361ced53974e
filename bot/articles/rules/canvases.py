"""Which canvas is meant, and may everybody read it? As Slack tells of the channel whose tab it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels import rules as channels
from bot.errors import UserError
from bot.ids import ChannelId, UserId

COLLECTION = "canvases in Slack"  #: the collection of what is followed there

_LINKED = re.compile(r"https://[\w.-]+/docs/[A-Z0-9]+/(F[A-Z0-9]{5,30})\b")
_ID = re.compile(r"F[A-Z0-9]{5,30}")


class NoCanvas(UserError):
    """This channel has no canvas that I could follow. Add one as a tab first."""


class NotHere(UserError):
    """That canvas is no tab of this channel, so I can't tell who may read it. Add it as a tab, then try again."""


class NotOurs(UserError):
    """I follow canvases of this workspace's own channels only, and of private ones only where I'm a member."""


class NotTold(UserError):
    """Slack didn't tell me about this channel. Please try again in a minute."""


@dataclass(frozen=True, kw_only=True)
class Canvas:
    """A canvas that is followed."""

    id: str
    channel: ChannelId
    #: None once they are forgotten.
    followed_by: UserId | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """What Slack tells of a channel and its canvases."""

    name: str = ""
    is_open: bool = False
    #: Its members alone read it.
    is_private: bool = False
    #: Its own first, then those of its tabs.
    canvases: tuple[str, ...] = ()

    @property
    def can_be_followed(self) -> bool:
        return self.is_open or self.is_private

    def chosen(self, words: str) -> str:
        """The canvas that a message links to, or else the channel's own; raise a `UserError`."""
        if not self.can_be_followed:
            raise NotOurs
        linked = _LINKED.search(words)
        if linked is None and not self.canvases:
            raise NoCanvas
        canvas = linked.group(1) if linked else self.canvases[0]
        if canvas not in self.canvases:
            raise NotHere
        return canvas


def told(about: Mapping[str, object]) -> Told:
    """Read Slack's object of a channel: https://docs.slack.dev/reference/objects/conversation-object"""
    properties = about.get("properties")
    known = properties if isinstance(properties, dict) else {}
    tabs = known.get("tabs")
    listed = [known.get("canvas"), *(tab.get("data") for tab in _objects(tabs) if tab.get("type") == "canvas")]
    ids = [str(one.get("file_id") or "") for one in listed if isinstance(one, dict)]
    return Told(
        name=str(about.get("name") or ""),
        is_open=channels.reach(about) is channels.Reach.OPEN and not about.get("is_archived"),
        is_private=channels.reach(about) is channels.Reach.PRIVATE and not about.get("is_archived"),
        canvases=tuple(dict.fromkeys(id for id in ids if _ID.fullmatch(id))),
    )


def _objects(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
