"""What is in a Slack workspace: its people, channels, messages, views, and the app installed in it?

Only `AppConfig` is a value; the rest is the workspace's own memory and changes under its lock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class ChannelKind(StrEnum):
    PUBLIC = "channel"
    PRIVATE = "group"
    IM = "im"
    MPIM = "mpim"


@dataclass(kw_only=True)
class Member:
    """A person or a bot."""

    id: str
    name: str
    real_name: str
    email: str
    team_id: str
    tz: str = "Europe/Amsterdam"
    locale: str = "en-US"
    is_bot: bool = False
    is_admin: bool = False
    #: a multi-channel guest
    is_restricted: bool = False
    #: a single-channel guest
    is_ultra_restricted: bool = False
    deleted: bool = False
    updated: int = 0
    #: who they are, as the page explains it; the bot never sees it
    about: str = ""


@dataclass(kw_only=True)
class File:
    """A file in a message."""

    id: str
    name: str
    length: int
    title: str = ""
    #: None until it was put there
    content: bytes | None = None


@dataclass(kw_only=True)
class Message:
    ts: str
    channel: str
    user: str
    text: str
    bot_id: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    thread_ts: str = ""
    broadcast: bool = False
    metadata: Json | None = None
    edited_ts: str = ""
    subtype: str = ""
    #: the name another app writes under; it then has no user
    username: str = ""
    #: the one person who sees it; empty: everybody in the channel
    only_for: str = ""
    #: the message whose press it answers privately; the page shows it there
    beside: str = ""
    #: emoji name to the people who reacted with it
    reactions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def all_blocks(self) -> list[Json]:
        """Give its blocks and those of its attachments."""
        return [*self.blocks, *(block for one in self.attachments for block in one.get("blocks", []))]


@dataclass(kw_only=True)
class Canvas:
    """A document in a channel's tabs."""

    id: str
    #: Markdown.
    text: str


@dataclass(kw_only=True)
class Channel:
    id: str
    name: str
    kind: ChannelKind
    creator: str = ""
    created: int = 0
    topic: str = ""
    members: list[str] = field(default_factory=list)
    archived: bool = False
    #: in order of `ts`; ephemeral ones among them
    messages: dict[str, Message] = field(default_factory=dict)
    #: prompts pinned in a DM with the app: title, message
    prompts: list[tuple[str, str]] = field(default_factory=list)
    #: its own canvas first, then those in its tabs
    canvases: list[Canvas] = field(default_factory=list)
    #: what the app says it is doing, by thread
    status: dict[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class View:
    """A modal or somebody's home tab."""

    id: str
    user: str
    content: Json
    hash: str
    root_id: str = ""
    previous_id: str = ""
    response_urls: list[Json] = field(default_factory=list)
    #: what was filled in so far: block_id, action_id, value as Slack sends it
    values: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class UserGroup:
    id: str
    handle: str
    name: str
    members: list[str] = field(default_factory=list)
    disabled: bool = False


@dataclass(frozen=True, kw_only=True)
class Command:
    command: str
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Shortcut:
    name: str
    callback_id: str
    #: "message" or "global"
    type: str = "message"


@dataclass(frozen=True, kw_only=True)
class AppConfig:
    """What the app's manifest says; None for scopes or events means: all this Slack knows."""

    name: str = "pollen"
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    scopes: frozenset[str] | None = None
    events: frozenset[str] | None = None
    is_agent: bool = True

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> "AppConfig":
        """Read a parsed manifest.yml."""
        features = manifest.get("features", {})
        return cls(
            name=features.get("bot_user", {}).get("display_name", "app").lower(),
            commands=tuple(
                Command(**{k: c[k] for k in ("command", "description", "usage_hint") if k in c})
                for c in features.get("slash_commands", [])
            ),
            shortcuts=tuple(
                Shortcut(name=s["name"], callback_id=s["callback_id"], type=s["type"])
                for s in features.get("shortcuts", [])
            ),
            scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
            events=frozenset(manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", [])),
            is_agent="agent_view" in features or "assistant_view" in features,
        )
