"""Which conversations are there, and what was said in them: conversations.* in the Web API."""

from bot.playground.api.posting import flag
from bot.playground.api.users import page
from bot.playground.errors import ApiError
from bot.playground.events import payloads
from bot.playground.state import Channel, ChannelKind, Json, Message
from bot.playground.workspace import Workspace

_FAMILY = {
    ChannelKind.PUBLIC: "channels",
    ChannelKind.PRIVATE: "groups",
    ChannelKind.IM: "im",
    ChannelKind.MPIM: "mpim",
}
_TYPES = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


def _readable(workspace: Workspace, args: Json, right: str) -> Channel:
    channel = workspace.bot_channel(str(args["channel"]))
    workspace.require(f"{_FAMILY[channel.kind]}:{right}")
    return channel


def info(workspace: Workspace, args: Json) -> Json:
    channel = _readable(workspace, args, "read")
    more = {"num_members": len(channel.members)} if flag(args.get("include_num_members")) else {}
    return {"channel": payloads.conversation(workspace, channel) | more}


def listing(workspace: Workspace, args: Json) -> Json:
    wanted = str(args.get("types") or "public_channel").replace(" ", "").split(",")
    if any(kind not in _TYPES for kind in wanted):
        raise ApiError("invalid_types")
    families = [_TYPES[kind] for kind in wanted]
    for family in families:
        workspace.require(f"{family}:read")
    shown = []
    for channel in workspace.channels.values():
        hidden = channel.kind is not ChannelKind.PUBLIC and workspace.bot.id not in channel.members
        if hidden or _FAMILY[channel.kind] not in families:
            continue
        if channel.archived and flag(args.get("exclude_archived")):
            continue
        shown.append(payloads.conversation(workspace, channel) | {"num_members": len(channel.members)})
    return page(shown, args, key="channels")


def members(workspace: Workspace, args: Json) -> Json:
    channel = _readable(workspace, args, "read")
    cut = page([{"id": m} for m in channel.members], args, key="members")
    return cut | {"members": [m["id"] for m in cut["members"]]}


def opened(workspace: Workspace, args: Json) -> Json:
    if args.get("channel"):
        channel = workspace.bot_channel(str(args["channel"]))
    else:
        users = [u for u in str(args.get("users") or "").split(",") if u]
        if not users:
            raise ApiError("users_list_not_supplied")
        if len(users) > 8:
            raise ApiError("too_many_users")
        people = [workspace.members.get(u) for u in users]
        if any(p is None for p in people):
            raise ApiError("user_not_found")
        if any(p is not None and p.deleted for p in people):
            raise ApiError("user_disabled")
        if any(p is not None and p.is_bot for p in people):
            raise ApiError("cannot_dm_bot")
        workspace.require("im:write" if len(users) == 1 else "mpim:write")
        channel = workspace.dm(workspace.bot.id, *users)
    shown = payloads.conversation(workspace, channel) if flag(args.get("return_im")) else {"id": channel.id}
    return {"channel": shown}


def join(workspace: Workspace, args: Json) -> Json:
    channel = workspace.bot_channel(str(args["channel"]))
    if channel.kind is not ChannelKind.PUBLIC:
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")
    if workspace.bot.id not in channel.members:
        channel.members.append(workspace.bot.id)
        joined: Json = {"type": "member_joined_channel", "user": workspace.bot.id, "channel": channel.id}
        joined |= {"channel_type": "C", "team": workspace.team_id, "event_ts": workspace.next_ts()}
        workspace.occurred.put((joined, channel.id))
        workspace.touch()
    return {"channel": payloads.conversation(workspace, channel)}


def _window(workspace: Workspace, args: Json, found: list[Message]) -> list[Json]:
    for key, code in (("oldest", "invalid_ts_oldest"), ("latest", "invalid_ts_latest")):
        if args.get(key) and not str(args[key]).replace(".", "", 1).isdigit():
            raise ApiError(code)
    oldest, latest = float(args.get("oldest") or 0), float(args.get("latest") or "inf")
    inclusive = flag(args.get("inclusive"))
    with_metadata = flag(args.get("include_all_metadata"))
    kept = []
    for message in found:
        at = float(message.ts)
        if oldest < at < latest or (inclusive and at in (oldest, latest)):
            kept.append(payloads.message(workspace, message, with_metadata=with_metadata))
    return kept


def history(workspace: Workspace, args: Json) -> Json:
    channel = _readable(workspace, args, "history")
    if workspace.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    top = [m for m in channel.messages.values() if not m.only_for and (not m.thread_ts or m.broadcast)]
    cut = page(_window(workspace, args, top)[::-1], args, key="messages", most=999)
    return cut | {"has_more": bool(cut["response_metadata"]["next_cursor"]), "pin_count": 0}


def replies(workspace: Workspace, args: Json) -> Json:
    channel = _readable(workspace, args, "history")
    if workspace.bot.id not in channel.members:
        raise ApiError("not_in_channel")
    root = channel.messages.get(str(args["ts"]))
    if root is None or root.only_for:
        raise ApiError("thread_not_found")
    root = channel.messages.get(root.thread_ts, root)
    thread = [m for m in channel.messages.values() if not m.only_for and m.thread_ts == root.ts]
    kept = [payloads.message(workspace, root, with_metadata=flag(args.get("include_all_metadata")))]
    cut = page(kept + _window(workspace, args, thread), args, key="messages", most=1_000, default=1_000)
    return cut | {"has_more": bool(cut["response_metadata"]["next_cursor"])}
