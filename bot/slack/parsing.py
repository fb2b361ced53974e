"""What did Slack send? Each payload is parsed once, here, into a value the domains understand.

Slack's `team_id` becomes `workspace` in `gate.py`, which hands it in as `here`. What is not as Slack documents it ends
in `Odd`, a sentence for whoever sent it. Shapes: https://docs.slack.dev/apis/events-api,
https://docs.slack.dev/interactivity/handling-user-interaction.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.slack import payloads
from bot.slack.letters import uniform
from bot.slack.payloads import Actor, Body
from bot.slack.values import Odd
from bot.slack.words import sentence, words

Value = TypeVar("Value")

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  #: of Slack's stamps

#: Slack does not always say whose message is gone.
NOBODY = UserId("")


def _parser(parse: Callable[..., Value]) -> Callable[..., Value]:
    @wraps(parse)
    def checked(*arguments: Any, **options: Any) -> Value:
        try:
            return parse(*arguments, **options)
        except (KeyError, IndexError, TypeError, AttributeError, ValueError, OverflowError) as error:
            raise Odd from error

    return checked


@_parser
def command(body: Body, here: WorkspaceId) -> payloads.Command:
    return payloads.Command(
        actor=_actor(body, body["user_id"], here),
        channel=ChannelId(_text(body["channel_id"])),
        channel_name=body.get("channel_name", ""),
        name=body["command"],
        text=uniform(_text(body.get("text", ""))).strip(),
        trigger=_text(body["trigger_id"]),
        response_url=body["response_url"],
    )


@_parser
def said(body: Body, here: WorkspaceId, bot_user: str) -> payloads.Said:
    event = body["event"]
    text = words(event)
    return payloads.Said(
        actor=_actor(body, event.get("user") or "", here),
        event=_text(body["event_id"]),
        channel=ChannelId(_text(event["channel"])),
        ts=Ts(_text(event["ts"])),
        thread=_ts(event.get("thread_ts")),
        text=text,
        sentence=sentence(text, bot_user),
        is_direct=event.get("channel_type") == "im",
        kind=event.get("subtype", ""),
        files=tuple(file["permalink"] for file in event.get("files") or () if file.get("permalink")),
    )


@_parser
def changed(body: Body, here: WorkspaceId) -> payloads.Changed:
    """Parse `message_changed` and `message_deleted`; of a message with replies a tombstone stays, which is a change."""
    event = body["event"]
    before = event.get("previous_message") or {}
    after = event.get("message") or {}
    is_gone = event["subtype"] == "message_deleted" or after.get("subtype") == "tombstone"
    told = after if after.get("user") and not is_gone else before or after
    return payloads.Changed(
        actor=_actor(body, told["user"], here) if told.get("user") else Actor(workspace=here, user=NOBODY),
        event=_text(body["event_id"]),
        channel=ChannelId(_text(event["channel"])),
        ts=Ts(_text((after or before).get("ts") or event["deleted_ts"])),
        text=None if is_gone else words(after),
        before=words(before),
        thread=_ts((after or before).get("thread_ts")),
    )


@_parser
def reaction(body: Body, here: WorkspaceId) -> payloads.Reaction:
    event = body["event"]
    author = event.get("item_user")
    return payloads.Reaction(
        actor=_actor(body, event["user"], here),
        event=_text(body["event_id"]),
        emoji=event["reaction"].split("::")[0],
        is_added=event["type"] == "reaction_added",
        channel=ChannelId(_text(event["item"]["channel"])),
        ts=Ts(_text(event["item"]["ts"])),
        author=UserId(author) if author else None,
        at=_moment(_text(event["event_ts"])),
    )


@_parser
def home_opened(body: Body, here: WorkspaceId) -> payloads.HomeOpened:
    event = body["event"]
    return payloads.HomeOpened(
        actor=_actor(body, event["user"], here),
        event=_text(body["event_id"]),
        channel=ChannelId(_text(event["channel"])),
        tab=event.get("tab", "home"),
    )


@_parser
def person_changed(body: Body, here: WorkspaceId) -> payloads.PersonChanged:
    event = body["event"]
    return payloads.PersonChanged(
        actor=Actor(workspace=here, user=UserId(_text(event["user"]["id"]))),
        event=_text(body["event_id"]),
        profile=event["user"],
    )


@_parser
def circle_changed(body: Body, here: WorkspaceId) -> payloads.CircleChanged:
    """Parse `member_joined_channel`, `member_left_channel`, `subteam_members_changed` and `subteam_updated`."""
    event = body["event"]
    if event["type"] in ("member_joined_channel", "member_left_channel"):
        user = UserId(_text(event["user"]))
        has_come = event["type"] == "member_joined_channel"
        return payloads.CircleChanged(
            actor=Actor(workspace=here, user=NOBODY),
            event=_text(body["event_id"]),
            circle=_text(event["channel"]),
            added=(user,) if has_come else (),
            removed=() if has_come else (user,),
        )
    is_updated = event["type"] == "subteam_updated"
    added, removed = (tuple(map(UserId, event.get(name) or ())) for name in ("added_users", "removed_users"))
    counted = (int(event.get(f"{name}_count") or 0) for name in ("added_users", "removed_users"))
    return payloads.CircleChanged(
        actor=Actor(workspace=here, user=NOBODY),
        event=_text(body["event_id"]),
        circle=_text(event["subteam"]["id"] if is_updated else event["subteam_id"]),
        added=added,
        removed=removed,
        is_whole=not is_updated and all(n <= len(said) for n, said in zip(counted, (added, removed), strict=True)),
    )


@_parser
def action(body: Body, here: WorkspaceId) -> payloads.Action:
    pressed = body["actions"][0]
    container = body.get("container") or {}
    view = body.get("view") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    value = payloads.value_of(pressed)
    return payloads.Action(
        actor=_actor(body, body["user"]["id"], here),
        name=_text(pressed["action_id"]),
        value=value if isinstance(value, str) else "",
        trigger=_text(body.get("trigger_id", "")),
        channel=ChannelId(channel) if channel else None,
        message=_ts(container.get("message_ts")),
        thread=_ts(container.get("thread_ts") or (body.get("message") or {}).get("thread_ts")),
        is_ephemeral=bool(container.get("is_ephemeral")),
        view=view.get("id"),
        is_home=view.get("type") == "home",
        metadata=view.get("private_metadata") or "",
        state=(view.get("state") or body.get("state") or {}).get("values", {}),
        response_url=body.get("response_url"),
        home=payloads.of_home(view),
    )


@_parser
def shortcut(body: Body, here: WorkspaceId) -> payloads.Shortcut:
    message = body["message"]
    author = message.get("user")
    return payloads.Shortcut(
        actor=_actor(body, body["user"]["id"], here),
        channel=ChannelId(_text(body["channel"]["id"])),
        ts=Ts(_text(message["ts"])),
        thread=_ts(message.get("thread_ts")),
        text=words(message),
        author=UserId(author) if author else None,
        trigger=_text(body["trigger_id"]),
        response_url=body.get("response_url"),
    )


@_parser
def submission(body: Body, here: WorkspaceId) -> payloads.Submission:
    view = body["view"]
    return payloads.Submission(
        actor=_actor(body, body["user"]["id"], here),
        view=_text(view["id"]),
        callback=view.get("callback_id") or "",
        trigger=_text(body.get("trigger_id") or view["id"]),
        metadata=view.get("private_metadata") or "",
        state=(view.get("state") or {}).get("values", {}),
        home=payloads.of_home(view),
    )


def _actor(body: Body, user: object, here: WorkspaceId) -> Actor:
    event = body.get("event") or {}
    source = event.get("message") or event.get("previous_message") or event
    home = _home(body)
    is_bot = bool(source.get("bot_id")) or user == "USLACKBOT"
    if not (user or is_bot):
        raise ValueError("nobody did it")
    return Actor(
        workspace=here,
        user=UserId(_text(user)),
        is_colleague=home in (None, here),
        is_vouched=home == here,
        is_bot=is_bot,
    )


def _home(body: Body) -> str | None:
    """The company a person comes from, where Slack says so."""
    event = body.get("event")
    if event is not None:
        team = event.get("user_team") or event.get("source_team") or event.get("team")
    elif "command" in body:
        team = body.get("team_id")
    else:
        team = (body.get("user") or {}).get("team_id")
    return team if isinstance(team, str) and team.startswith("T") else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _moment(stamp: str) -> datetime:
    """Return the moment of a stamp of Slack's, exactly: `1732392000.000100`."""
    seconds, _, rest = stamp.partition(".")
    return _BEGINNING + timedelta(seconds=int(seconds), microseconds=int(rest[:6].ljust(6, "0")))


def _ts(value: str | None) -> Ts | None:
    return Ts(value) if value else None
