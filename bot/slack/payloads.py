"""What did Slack send? Each payload is parsed once, here, into a value the domains understand.

Slack's `team_id` becomes `workspace` in this module and nowhere else. Shapes:
https://docs.slack.dev/apis/events-api, https://docs.slack.dev/interactivity/handling-user-interaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.ids import ChannelId, Ts, UserId, WorkspaceId

Body = Mapping[str, Any]


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
    at: Ts


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
    has_joined: bool


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

    def text(self, name: str) -> str:
        """Return what was typed into the input called `name`."""
        return str(given(self.state, name) or "").strip()

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return what was chosen in the input called `name`."""
        value = given(self.state, name)
        if value is None:
            return ()
        return (value,) if isinstance(value, str) else tuple(value)


def command(body: Body) -> Command:
    return Command(
        actor=_actor(body, body["user_id"]),
        channel=ChannelId(body["channel_id"]),
        channel_name=body.get("channel_name", ""),
        name=body["command"],
        text=body.get("text", "").strip(),
        trigger=body["trigger_id"],
        response_url=body["response_url"],
    )


def said(body: Body) -> Said:
    event = body["event"]
    return Said(
        actor=_actor(body, event.get("user", "")),
        event=body["event_id"],
        channel=ChannelId(event["channel"]),
        ts=Ts(event["ts"]),
        thread=_ts(event.get("thread_ts")),
        text=event.get("text") or "",
        is_direct=event.get("channel_type") == "im",
        kind=event.get("subtype", ""),
        files=tuple(file["permalink"] for file in event.get("files") or () if file.get("permalink")),
    )


def changed(body: Body) -> Changed:
    """Parse `message_changed` and `message_deleted`; where people replied Slack tells of a deletion as of a change."""
    event = body["event"]
    before, after = event.get("previous_message") or {}, event.get("message") or {}
    is_kept = event["subtype"] == "message_changed" and after.get("subtype") != "tombstone"
    whose = after if is_kept else before
    return Changed(
        actor=_actor(body, whose.get("user", "")),
        event=body["event_id"],
        channel=ChannelId(event["channel"]),
        ts=Ts(after.get("ts") or before.get("ts") or event["deleted_ts"]),
        text=after.get("text") if is_kept else None,
        before=before.get("text") or "",
        thread=_ts(whose.get("thread_ts")),
    )


def reaction(body: Body) -> Reaction:
    event = body["event"]
    author = event.get("item_user")
    return Reaction(
        actor=_actor(body, event["user"]),
        event=body["event_id"],
        emoji=event["reaction"].split("::")[0],
        is_added=event["type"] == "reaction_added",
        channel=ChannelId(event["item"]["channel"]),
        ts=Ts(event["item"]["ts"]),
        author=UserId(author) if author else None,
        at=Ts(event["event_ts"]),
    )


def home_opened(body: Body) -> HomeOpened:
    event = body["event"]
    return HomeOpened(
        actor=_actor(body, event["user"]),
        event=body["event_id"],
        channel=ChannelId(event["channel"]),
        tab=event.get("tab", "home"),
    )


def person_changed(body: Body) -> PersonChanged:
    event = body["event"]
    return PersonChanged(
        actor=Actor(workspace=workspace(body), user=UserId(event["user"]["id"])),
        event=body["event_id"],
        profile=event["user"],
        has_joined=event["type"] == "team_join",
    )


def action(body: Body) -> Action:
    pressed = body["actions"][0]
    container = body.get("container") or {}
    view = body.get("view") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    return Action(
        actor=_actor(body, body["user"]["id"]),
        name=pressed["action_id"],
        value=_value(pressed) or "",
        trigger=body.get("trigger_id", ""),
        channel=ChannelId(channel) if channel else None,
        message=_ts(container.get("message_ts")),
        thread=_ts(container.get("thread_ts") or (body.get("message") or {}).get("thread_ts")),
        is_ephemeral=bool(container.get("is_ephemeral")),
        view=view.get("id"),
        is_home=view.get("type") == "home",
        metadata=view.get("private_metadata", ""),
        state=(view.get("state") or body.get("state") or {}).get("values", {}),
        response_url=body.get("response_url"),
    )


def shortcut(body: Body) -> Shortcut:
    message = body["message"]
    author = message.get("user")
    return Shortcut(
        actor=_actor(body, body["user"]["id"]),
        channel=ChannelId(body["channel"]["id"]),
        ts=Ts(message["ts"]),
        thread=_ts(message.get("thread_ts")),
        text=message.get("text") or "",
        author=UserId(author) if author else None,
        trigger=body["trigger_id"],
        response_url=body.get("response_url"),
    )


def submission(body: Body) -> Submission:
    view = body["view"]
    return Submission(
        actor=_actor(body, body["user"]["id"]),
        view=view["id"],
        callback=view.get("callback_id", ""),
        trigger=body.get("trigger_id", ""),
        metadata=view.get("private_metadata", ""),
        state=(view.get("state") or {}).get("values", {}),
    )


def given(state: Body, name: str) -> str | list[str] | None:
    """Return what an input called `name` holds: a text, a value, several values, or None."""
    for inputs in state.values():
        if name in inputs:
            value: str | list[str] | None = _value(inputs[name])
            return value
    return None


_SINGLE = ("value", "selected_user", "selected_conversation", "selected_channel", "selected_date", "selected_time")
_MANY = ("selected_users", "selected_conversations", "selected_channels")


def _value(element: Body) -> Any:
    for key in (*_SINGLE, *_MANY):
        if element.get(key) is not None:
            return element[key]
    if element.get("selected_option"):
        return element["selected_option"]["value"]
    if element.get("selected_options") is not None:
        return [option["value"] for option in element["selected_options"]]
    return None


def _actor(body: Body, user: str) -> Actor:
    here = workspace(body)
    return Actor(workspace=here, user=UserId(user), is_colleague=_home(body) in (None, here))


def workspace(body: Body) -> WorkspaceId:
    """The installation this is for. In a channel shared with another company the outer team may be theirs."""
    installed = body.get("authorizations") or []
    if installed and installed[0].get("team_id"):
        return WorkspaceId(installed[0]["team_id"])
    return WorkspaceId(body.get("team_id") or (body.get("team") or {}).get("id") or "")


def _home(body: Body) -> str | None:
    """The team a person comes from, where Slack says so."""
    event = body.get("event")
    if event is not None:
        team = event.get("user_team") or event.get("source_team") or event.get("team")
    else:
        team = (body.get("user") or {}).get("team_id")
    return team if isinstance(team, str) and team.startswith("T") else None


def _ts(value: str | None) -> Ts | None:
    return Ts(value) if value else None
