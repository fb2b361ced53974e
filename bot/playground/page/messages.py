"""What does the page show of a message: its blocks as JSON, texts already read, its thread where it belongs?"""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.api import inputs
from bot.playground.events import payloads
from bot.playground.people import sight
from bot.playground.reading import mrkdwn, render
from bot.playground.reading.lines import Line, Reader, shown
from bot.playground.state import Channel, ChannelKind, Json, Member, Message
from bot.playground.workspace import Workspace


def _slim(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _slim(v) for k, v in value.items() if v or k == "text"}
    return [_slim(v) for v in value] if isinstance(value, list | tuple) else value


def _lines(lines: tuple[Line, ...]) -> list[Json]:
    return [_slim(asdict(line)) for line in lines]


def _option(option: Json, reader: Reader) -> Json:
    label = shown(render.of_text(option["text"], reader))
    return {"label": label, "value": option["value"], "url": option.get("url", "")}


def _element(element: Json, values: Json, reader: Reader) -> Json:
    more: Json = {"options": [_option(o, reader) for o in inputs.options(element)]}
    field = inputs.FIELDS.get(element["type"])
    if field is not None:
        more["now"] = values.get(element["action_id"], inputs.untouched(element))[field.key]
    return {k: v for k, v in element.items() if k not in ("options", "option_groups")} | more


def blocks(content: list[Json], values: dict[str, dict[str, Json]], reader: Reader) -> list[Json]:
    """Give blocks for the page."""
    found = []
    for block in content:
        one: Json = {"type": block["type"], "block_id": block.get("block_id", "")}
        texts = [_lines(text) for text in render.of_block(block, reader)]
        fields = len(block.get("fields", []))
        one["texts"] = texts[: 1 if block.get("text") else 0] if block["type"] == "section" else texts
        one["fields"] = texts[len(one["texts"]) :][:fields] if fields else []
        here = values.get(one["block_id"], {})
        one["elements"] = [_element(e, here, reader) for _, e in inputs.elements([block])]
        accessory = block.get("accessory", {})
        if block["type"] in ("table", "data_table"):
            one["aligns"] = [column.get("align", "left") for column in block.get("column_settings", [])]
        if accessory.get("type") == "image":
            one["image"] = accessory["alt_text"]
        one |= {k: block[k] for k in ("optional",) if k in block}
        found.append(one)
    return found


def _attachment(attachment: Json, values: dict[str, dict[str, Json]], reader: Reader) -> Json:
    if attachment.get("blocks"):
        return {"lines": [], "blocks": blocks(attachment["blocks"], values, reader)}
    return {"lines": _lines(render.of_attachment(attachment, reader)), "blocks": []}


def _when(workspace: Workspace, ts: str, viewer: Member) -> str:
    """Say a moment as people do: the hour, the day where it was another, the date where it was another week."""
    zone = ZoneInfo(viewer.tz)
    moment, now = datetime.fromtimestamp(float(ts), zone), workspace.clock.now().astimezone(zone)
    if moment.date() == now.date():
        return moment.strftime("%H:%M")
    return moment.strftime("%a %H:%M" if now - moment < timedelta(days=6) else "%a %-d %b, %H:%M")


def one(workspace: Workspace, message: Message, viewer: Member) -> Json:
    """Give a message for the page."""
    reader = workspace.reader(viewer)
    author = workspace.members.get(message.user)
    thread = payloads.replies(workspace.channels[message.channel], message.ts)
    values = workspace.choices.get((viewer.id, message.ts), {})
    return {
        "ts": message.ts,
        "channel": message.channel,
        "author": author.real_name if author else message.username or "Slackbot",
        "author_id": message.user,
        "is_bot": bool(message.bot_id) or author is None,
        "is_mine": message.user == viewer.id,
        "is_private": bool(message.only_for),
        "is_edited": bool(message.edited_ts),
        "when": _when(workspace, message.ts, viewer),
        "lines": [] if message.blocks or not message.text else _lines(mrkdwn.read(message.text, reader)),
        "blocks": blocks(message.blocks, values, reader),
        "attachments": [_attachment(one, values, reader) for one in message.attachments],
        "is_me": message.subtype == "me_message",
        "is_gone": message.subtype == "tombstone",
        "replies": len(thread),
        "thread_ts": message.thread_ts,
        "reactions": [{"name": n, "count": len(who), "mine": viewer.id in who} for n, who in message.reactions.items()],
    }


def in_order(messages: list[Message]) -> list[Message]:
    """Put what answers a press privately under the message that was pressed."""
    there = {m.ts for m in messages}
    beside = [m for m in messages if m.beside in there]
    found = []
    for message in messages:
        if message.beside not in there:
            found += [message, *(m for m in beside if m.beside == message.ts)]
    return found


def with_threads(workspace: Workspace, channel: Channel, viewer: Member, messages: list[Message]) -> list[Json]:
    """Show messages; in a conversation with the app, each with its thread under it."""
    is_app = channel.kind is ChannelKind.IM and workspace.bot.id in channel.members
    found = []
    for message in in_order(messages):
        shown_message = one(workspace, message, viewer)
        found.append(shown_message)
        if is_app and shown_message["replies"]:
            shown_message["replies"] = 0
            thread = sight.messages(workspace, channel, viewer, thread_ts=message.ts)
            found += [one(workspace, m, viewer) | {"is_inline": True} for m in in_order(thread) if m is not message]
    return found
