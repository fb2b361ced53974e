"""What can a listener be told? The values that Slack's payloads become; `parsing.py` reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.ids import ChannelId, Ts, UserId, WorkspaceId

Body = Mapping[str, Any]

HOME = "home"  #: what the external id of a form begins with that was opened from App Home


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who did it, and where they come from."""

    workspace: WorkspaceId
    user: UserId
    #: False for somebody of another company (Slack Connect).
    is_colleague: bool = True
    #: Slack said which company they are of; where it did not, only asking tells.
    is_vouched: bool = False
    is_bot: bool = False


@dataclass(frozen=True, kw_only=True)
class Command:
    actor: Actor
    channel: ChannelId
    channel_name: str
    name: str
    text: str
    trigger: str
    #: A secret: whoever holds it can post. Never logged.
    response_url: str = field(repr=False)

    @property
    def is_direct(self) -> bool:
        return self.channel.startswith("D")

    @property
    def rest(self) -> str:
        """What follows the first word."""
        return (*self.text.split(maxsplit=1), "", "")[1].strip()


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message that reached the bot: a mention, or anything in a conversation it may read."""

    actor: Actor
    event: str
    channel: ChannelId
    ts: Ts
    #: The message this one belongs under, if it is in a thread.
    thread: Ts | None
    text: str
    is_direct: bool
    #: What was said to the bot: the text without the mention of it.
    sentence: str = ""
    #: Slack's `subtype`, '' for an ordinary message.
    kind: str = ""
    #: Addresses of the files that came with it.
    files: tuple[str, ...] = ()

    @property
    def root(self) -> Ts:
        """The message to answer under."""
        return self.thread or self.ts


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A message was edited or deleted."""

    actor: Actor
    event: str
    channel: ChannelId
    ts: Ts
    #: The new text; None when the message is gone.
    text: str | None
    #: What it said before.
    before: str
    thread: Ts | None


@dataclass(frozen=True, kw_only=True)
class Reaction:
    actor: Actor
    event: str
    emoji: str
    is_added: bool
    channel: ChannelId
    ts: Ts
    #: Who wrote the message reacted to.
    author: UserId | None
    #: When it was put there or taken away.
    at: datetime


@dataclass(frozen=True, kw_only=True)
class HomeOpened:
    actor: Actor
    event: str
    channel: ChannelId
    #: `home` or `messages`.
    tab: str


@dataclass(frozen=True, kw_only=True)
class PersonChanged:
    """A person joined, or their profile changed: Slack's user object, read by `people`."""

    actor: Actor
    event: str
    profile: Body


@dataclass(frozen=True, kw_only=True)
class CircleChanged:
    """Somebody came into a user group or a channel, or left it."""

    actor: Actor
    event: str
    #: Slack's id of the group or the channel.
    circle: str
    added: tuple[UserId, ...] = ()
    removed: tuple[UserId, ...] = ()
    #: False when there is more to it than Slack says here.
    is_whole: bool = True


@dataclass(frozen=True, kw_only=True)
class Action:
    """A press of a button or a choice, in a message, a modal or App Home."""

    actor: Actor
    name: str
    value: str
    trigger: str
    channel: ChannelId | None
    message: Ts | None
    thread: Ts | None
    is_ephemeral: bool
    view: str | None
    #: Pressed in App Home, where an answer needs a modal of its own.
    is_home: bool
    metadata: str
    state: Body
    response_url: str | None = field(repr=False)
    #: How much of App Home stands there, '' for its first screen; None where it was not done from there.
    home: str | None = None


@dataclass(frozen=True, kw_only=True)
class Shortcut:
    """*More actions* on somebody's message."""

    actor: Actor
    channel: ChannelId
    ts: Ts
    thread: Ts | None
    text: str
    author: UserId | None
    trigger: str
    response_url: str | None = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A modal that was submitted. `metadata` came from us, but anybody could have forged it."""

    actor: Actor
    view: str
    callback: str
    trigger: str
    metadata: str
    state: Body
    #: As an `Action` has it: the form was opened from App Home.
    home: str | None = None

    def text(self, name: str) -> str:
        """Return what was typed into the input called `name`."""
        return str(given(self.state, name) or "").strip()

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return what was chosen in the input called `name`."""
        value = given(self.state, name)
        if value is None:
            return ()
        return (value,) if isinstance(value, str) else tuple(value)


def given(state: Body, name: str) -> str | list[str] | None:
    """Return what an input called `name` holds: a text, a value, several values, or None."""
    for inputs in state.values():
        if name in inputs:
            value: str | list[str] | None = value_of(inputs[name])
            return value
    return None


_SINGLE = ("value", "selected_user", "selected_conversation", "selected_channel", "selected_date", "selected_time")
_MANY = ("selected_users", "selected_conversations", "selected_channels")


def value_of(element: Body) -> Any:
    for key in (*_SINGLE, *_MANY):
        if element.get(key) is not None:
            return element[key]
    if element.get("selected_option"):
        return element["selected_option"]["value"]
    if element.get("selected_options") is not None:
        return [option["value"] for option in element["selected_options"]]
    return None


def of_home(view: Body) -> str | None:
    """How much of App Home stands behind a view; None where that was not opened from there."""
    if view.get("type") == "home":
        return str(view.get("private_metadata") or "")
    lead, _, rest = str(view.get("external_id") or "").partition(":")
    return rest.partition(":")[0] if lead == HOME else None
