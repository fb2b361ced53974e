"""May the bot say this, and what is then in the channel?

The same checks for chat.*, for response_url and for an answer inside an acknowledgement.
"""

import copy
import json
import secrets
from typing import Any

from bot.playground.api import blocks as block_kit
from bot.playground.api import limits
from bot.playground.errors import ApiError
from bot.playground.events import payloads
from bot.playground.state import Channel, ChannelKind, Json, Message
from bot.playground.workspace import Workspace


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


def checked(args: Json) -> tuple[str, list[Json], Json | None]:
    """Give text, blocks and metadata, or refuse them."""
    text = args.get("text") or ""
    given = decoded(args.get("blocks") or [], otherwise="invalid_blocks_format")
    if args.get("markdown_text"):
        if text or given:
            raise ApiError("markdown_text_conflict")
        given = [{"type": "markdown", "text": args["markdown_text"]}]
    if not isinstance(text, str) or not isinstance(given, list):
        raise ApiError("invalid_blocks_format" if isinstance(text, str) else "invalid_arguments")
    if not text.strip() and not given and not args.get("attachments"):
        raise ApiError("no_text")
    found = block_kit.problems(given, in_message=True)
    if found:
        raise ApiError("invalid_blocks", errors=found, response_metadata={"messages": found})
    if limits.total(given) > limits.MESSAGE_CHARACTERS:
        raise ApiError("msg_blocks_too_long")
    metadata = decoded(args.get("metadata"), otherwise="invalid_metadata_format")
    if metadata is not None and (code := block_kit.metadata_problem(metadata)):
        raise ApiError(code)
    return text[: limits.TEXT_CUT], named(given), metadata


def thread_of(channel: Channel, args: Json) -> str:
    """Give the thread to answer in; Slack takes a reply's ts for its thread's."""
    ts = str(args.get("thread_ts") or "")
    parent = channel.messages.get(ts)
    if not ts or (parent is not None and not parent.only_for):
        return parent.thread_ts or ts if parent else ts
    raise ApiError("cannot_reply_to_message")


def say(workspace: Workspace, channel: Channel, args: Json, *, only_for: str = "", thread_ts: str = "") -> Message:
    """Put the bot's message into a channel and tell the bot of it, as Slack does."""
    text, blocks, metadata = checked(args)
    message = workspace.store(
        Message(
            ts=workspace.next_ts(),
            channel=channel.id,
            user=workspace.bot.id,
            bot_id=workspace.bot_id,
            text=text,
            blocks=blocks,
            thread_ts=thread_ts,
            broadcast=flag(args.get("reply_broadcast")),
            metadata=metadata,
            only_for=only_for,
        )
    )
    channel.status.pop(thread_ts, None)
    if not only_for:
        announce(workspace, payloads.message(workspace, message), channel)
    return message


def rewrite(workspace: Workspace, message: Message, args: Json) -> None:
    """Put other words in the place of a message's; what is not among the arguments is kept."""
    text, blocks, metadata = checked(args)
    before = payloads.message(workspace, message)
    message.text = text if "text" in args else message.text
    message.blocks = blocks if "blocks" in args or "markdown_text" in args else message.blocks
    message.metadata = metadata if metadata is not None else message.metadata
    message.edited_ts = workspace.next_ts()
    workspace.touch()
    if not message.only_for:
        changed = {"subtype": "message_changed", "hidden": True, "previous_message": before, "type": "message"}
        changed |= {"message": payloads.message(workspace, message), "ts": message.edited_ts}
        announce(workspace, changed, workspace.channels[message.channel])


def remove(workspace: Workspace, message: Message) -> None:
    """Take a message away."""
    before = payloads.message(workspace, message)
    channel = workspace.channels[message.channel]
    del channel.messages[message.ts]
    workspace.touch()
    if not message.only_for:
        gone = {"type": "message", "subtype": "message_deleted", "hidden": True, "deleted_ts": message.ts}
        announce(workspace, gone | {"ts": workspace.next_ts(), "previous_message": before}, channel)


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
