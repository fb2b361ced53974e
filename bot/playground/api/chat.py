"""What may the bot say: chat.* and reactions.* in the Web API."""

import re

from bot.playground.api import limits, posting
from bot.playground.errors import ApiError
from bot.playground.events import payloads
from bot.playground.state import Channel, ChannelKind, Json, Message
from bot.playground.workspace import Workspace

#: how long between two posts in a channel when the workspace is pacing
PACE_SECONDS = 1.0


def _target(workspace: Workspace, args: Json) -> Channel:
    wanted = str(args["channel"])
    if wanted in workspace.members:
        member = workspace.members[wanted]
        if member.is_bot:
            raise ApiError("cannot_dm_bot")
        if member.deleted:
            raise ApiError("channel_not_found")
        return workspace.dm(workspace.bot.id, wanted)
    channel = workspace.bot_channel(wanted)
    if channel.archived:
        raise ApiError("is_archived")
    return channel


def _pace(workspace: Workspace, channel: Channel) -> None:
    now = workspace.clock.now().timestamp()
    if workspace.is_pacing and now - workspace.last_posts.get(channel.id, 0) < PACE_SECONDS:
        raise ApiError("ratelimited")
    workspace.last_posts[channel.id] = now


def post(workspace: Workspace, args: Json) -> Json:
    channel = _target(workspace, args)
    if workspace.bot.id not in channel.members and not workspace.allows("chat:write.public"):
        raise ApiError("not_in_channel")
    posting.checked(args)
    thread = posting.thread_of(channel, args)
    _pace(workspace, channel)
    message = posting.say(workspace, channel, args, thread_ts=thread)
    shown = payloads.message(workspace, message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def whisper(workspace: Workspace, args: Json) -> Json:
    channel = workspace.bot_channel(str(args["channel"]))
    if channel.archived:
        raise ApiError("is_archived")
    if workspace.bot.id not in channel.members and not workspace.allows("chat:write.public"):
        raise ApiError("not_in_channel")
    if str(args["user"]) not in channel.members:
        raise ApiError("user_not_in_channel")
    thread = posting.thread_of(channel, args)
    return {"message_ts": posting.say(workspace, channel, args, only_for=str(args["user"]), thread_ts=thread).ts}


def _own(workspace: Workspace, args: Json, *, refusal: str) -> Message:
    message = _found(workspace, args, "ts")
    if message.bot_id != workspace.bot_id:
        raise ApiError(refusal)
    return message


def _found(workspace: Workspace, args: Json, key: str) -> Message:
    channel = workspace.bot_channel(str(args["channel"]))
    message = channel.messages.get(str(args[key]))
    if message is None or message.only_for or message.subtype == "tombstone":
        raise ApiError("message_not_found")
    return message


def update(workspace: Workspace, args: Json) -> Json:
    message = _own(workspace, args, refusal="cant_update_message")
    if len(args.get("text") or "") > limits.UPDATE_TEXT:
        raise ApiError("msg_too_long")
    posting.rewrite(workspace, message, args)
    shown = payloads.message(workspace, message, with_metadata=True)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shown}


def delete(workspace: Workspace, args: Json) -> Json:
    message = _own(workspace, args, refusal="cant_delete_message")
    posting.remove(workspace, message)
    return {"channel": message.channel, "ts": message.ts}


def permalink(workspace: Workspace, args: Json) -> Json:
    message = _found(workspace, args, "message_ts")
    thread = f"?thread_ts={message.thread_ts}&cid={message.channel}" if message.thread_ts else ""
    address = f"{workspace.url}/archives/{message.channel}/p{message.ts.replace('.', '')}{thread}"
    return {"channel": message.channel, "permalink": address}


def react(workspace: Workspace, args: Json) -> Json:
    message = _found(workspace, args, "timestamp")
    channel = workspace.channels[message.channel]
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", str(args["name"])):
        raise ApiError("invalid_name")
    if channel.archived:
        raise ApiError("is_archived")
    if workspace.bot.id not in channel.members and channel.kind is not ChannelKind.PUBLIC:
        raise ApiError("not_in_channel")
    who = message.reactions.setdefault(str(args["name"]), [])
    if workspace.bot.id in who:
        raise ApiError("already_reacted")
    who.append(workspace.bot.id)
    workspace.touch()
    return {}


def reactions(workspace: Workspace, args: Json) -> Json:
    message = _found(workspace, args, "timestamp")
    return {"type": "message", "channel": message.channel, "message": payloads.message(workspace, message)}
