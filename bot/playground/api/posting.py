"""May the bot say this, and what is then in the channel?

The same checks for chat.*, for response_url and for an answer inside an acknowledgement.
"""

import copy
import json
import secrets
from dataclasses import dataclass
from typing import Any

from bot.playground.api import blocks as block_kit
from bot.playground.api import limits
from bot.playground.errors import ApiError
from bot.playground.events import payloads
from bot.playground.state import Channel, ChannelKind, Json, Message
from bot.playground.workspace import Workspace

#: what stands where a message with replies was deleted
TOMBSTONE = "This message was deleted."


def decoded(value: Any, *, otherwise: str) -> Any:
    """Read an argument that may come as JSON in a string."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise ApiError(otherwise) from None


def named(given: list[Json]) -> list[Json]:
    """Give blocks whose blocks and elements have the ids Slack gives them when they have none."""
    blocks = copy.deepcopy(given)
    for block in blocks:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        inner = [*block.get("elements", []), *(block[k] for k in ("accessory", "element") if k in block)]
        for element in inner:
            if element.get("type") not in ("mrkdwn", "plain_text", "image") and not element["type"].startswith("rich"):
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return blocks


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a message says."""

    text: str
    blocks: list[Json]
    attachments: list[Json]
    metadata: Json | None


def checked(args: Json) -> Content:
    """Give text, blocks, attachments and metadata, or refuse them."""
    text = args.get("text") or ""
    given = decoded(args.get("blocks") or [], otherwise="invalid_blocks_format")
    if args.get("markdown_text"):
        if text or given:
            raise ApiError("markdown_text_conflict")
        given = [{"type": "markdown", "text": args["markdown_text"]}]
    if not isinstance(text, str) or not isinstance(given, list):
        raise ApiError("invalid_blocks_format" if isinstance(text, str) else "invalid_arguments")
    attachments = decoded(args.get("attachments") or [], otherwise="invalid_attachments")
    if not text.strip() and not given and not attachments:
        raise ApiError("no_text")
    found = block_kit.problems(given, in_message=True)
    if found:
        raise ApiError("invalid_blocks", errors=found, response_metadata={"messages": found})
    found = block_kit.attachment_problems(attachments)
    if found:
        is_many = isinstance(attachments, list) and len(attachments) > limits.ATTACHMENTS
        code = "too_many_attachments" if is_many else "invalid_attachments"
        raise ApiError(code, errors=found, response_metadata={"messages": found})
    if block_kit.tables(given, attachments) > 1:
        only_one = {"messages": [limits.wrong("only_one_table_allowed", "/blocks")]}
        raise ApiError("invalid_attachments", response_metadata=only_one)
    if limits.total(given) > limits.MESSAGE_CHARACTERS:
        raise ApiError("msg_blocks_too_long")
    metadata = decoded(args.get("metadata"), otherwise="invalid_metadata_format")
    if metadata is not None and (code := block_kit.metadata_problem(metadata)):
        raise ApiError(code)
    attached = [one | {"blocks": named(one["blocks"])} if "blocks" in one else dict(one) for one in attachments]
    return Content(text=text[: limits.TEXT_CUT], blocks=named(given), attachments=attached, metadata=metadata)


def thread_of(channel: Channel, args: Json) -> str:
    """Give the thread to answer in; Slack takes a reply's ts for its thread's."""
    ts = str(args.get("thread_ts") or "")
    parent = channel.messages.get(ts)
    if not ts or (parent is not None and not parent.only_for):
        return parent.thread_ts or ts if parent else ts
    raise ApiError("cannot_reply_to_message")


def say(workspace: Workspace, channel: Channel, args: Json, *, only_for: str = "", thread_ts: str = "") -> Message:
    """Put the bot's message into a channel and tell the bot of it, as Slack does."""
    content = checked(args)
    message = workspace.store(
        Message(
            ts=workspace.next_ts(),
            channel=channel.id,
            user=workspace.bot.id,
            bot_id=workspace.bot_id,
            text=content.text,
            blocks=content.blocks,
            attachments=content.attachments,
            thread_ts=thread_ts,
            broadcast=flag(args.get("reply_broadcast")),
            metadata=content.metadata,
            only_for=only_for,
            beside=workspace.pressed_by(only_for) if only_for else "",
        )
    )
    channel.status.pop(thread_ts, None)
    if not only_for:
        announce(workspace, payloads.message(workspace, message), channel)
    return message


def rewrite(workspace: Workspace, message: Message, args: Json) -> None:
    """Put other words in the place of a message's; what is not among the arguments is kept."""
    content = checked(args)
    before = payloads.message(workspace, message)
    message.text = content.text if "text" in args else message.text
    message.blocks = content.blocks if "blocks" in args or "markdown_text" in args else message.blocks
    message.attachments = content.attachments if "attachments" in args else message.attachments
    message.metadata = content.metadata if content.metadata is not None else message.metadata
    message.edited_ts = workspace.next_ts()
    workspace.touch()
    if not message.only_for:
        changed = {"subtype": "message_changed", "hidden": True, "previous_message": before, "type": "message"}
        changed |= {"message": payloads.message(workspace, message), "ts": message.edited_ts}
        announce(workspace, changed, workspace.channels[message.channel])


def remove(workspace: Workspace, message: Message) -> None:
    """Take a message away."""
    channel = workspace.channels[message.channel]
    gone = taken_away(workspace, message)
    if not message.only_for:
        announce(workspace, gone, channel)


def taken_away(workspace: Workspace, message: Message) -> Json:
    """Take a message away and give the event that tells of it.

    Where people have replied a placeholder stays, and Slack tells of a change, never of a deletion.
    """
    channel = workspace.channels[message.channel]
    before = payloads.message(workspace, message)
    told: Json = {"type": "message", "hidden": True, "previous_message": before}
    if payloads.replies(channel, message.ts):
        channel.messages[message.ts] = placeholder = Message(
            ts=message.ts, channel=channel.id, user="USLACKBOT", text=TOMBSTONE, subtype="tombstone"
        )
        told |= {"subtype": "message_changed", "message": payloads.message(workspace, placeholder)}
    else:
        del channel.messages[message.ts]
        told |= {"subtype": "message_deleted", "deleted_ts": message.ts}
        parent = channel.messages.get(message.thread_ts)
        if parent is not None and parent.subtype == "tombstone" and not payloads.replies(channel, parent.ts):
            del channel.messages[parent.ts]
    workspace.touch()
    return told | {"ts": workspace.next_ts()}


def announce(workspace: Workspace, event: Json, channel: Channel) -> None:
    """Queue an event the bot itself caused."""
    kind = "channel" if channel.kind is ChannelKind.PUBLIC else channel.kind.value
    event = event | {"channel": channel.id, "channel_type": kind, "event_ts": event["ts"]}
    workspace.occurred.put((event, channel.id))


def flag(value: Any) -> bool:
    """Read a boolean argument, form- or JSON-encoded."""
    return value in (True, 1, "1", "true", "True")


def respond(workspace: Workspace, name: str, body: Json) -> None:
    """Do what a POST to a response_url asks for."""
    with workspace.lock:
        given = workspace.response_urls.use(name)
        channel = workspace.channels[given.channel]
        pressed = channel.messages.get(given.ts)
        if flag(body.get("delete_original")):
            if pressed is not None:
                remove(workspace, pressed)
            return
        if flag(body.get("replace_original")) and pressed is not None:
            rewrite(workspace, pressed, {"text": "", "blocks": [], **body})
            return
        in_channel = body.get("response_type") == "in_channel"
        thread = str(body.get("thread_ts") or given.thread_ts)
        say(workspace, channel, body, only_for="" if in_channel else given.user, thread_ts=thread)
