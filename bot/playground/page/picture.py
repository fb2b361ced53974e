"""What is on the page for one person: everything as JSON, texts already read?"""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.api import inputs
from bot.playground.errors import NotThere
from bot.playground.events import payloads
from bot.playground.people import sight
from bot.playground.reading import mrkdwn, render
from bot.playground.reading.lines import Line, Reader, shown
from bot.playground.site import Site
from bot.playground.state import Channel, ChannelKind, Json, Member, Message, View
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
        if accessory.get("type") == "image":
            one["image"] = accessory["alt_text"]
        one |= {k: block[k] for k in ("optional",) if k in block}
        found.append(one)
    return found


def _attachment(attachment: Json, values: dict[str, dict[str, Json]], reader: Reader) -> Json:
    if attachment.get("blocks"):
        return {"lines": [], "blocks": blocks(attachment["blocks"], values, reader)}
    return {"lines": _lines(render.of_attachment(attachment, reader)), "blocks": []}


def _message(workspace: Workspace, message: Message, viewer: Member) -> Json:
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
        "when": datetime.fromtimestamp(float(message.ts), ZoneInfo(viewer.tz)).strftime("%a %H:%M"),
        "lines": [] if message.blocks or not message.text else _lines(mrkdwn.read(message.text, reader)),
        "blocks": blocks(message.blocks, values, reader),
        "attachments": [_attachment(one, values, reader) for one in message.attachments],
        "is_me": message.subtype == "me_message",
        "is_gone": message.subtype == "tombstone",
        "replies": len(thread),
        "thread_ts": message.thread_ts,
        "reactions": [{"name": n, "count": len(who), "mine": viewer.id in who} for n, who in message.reactions.items()],
    }


def _person(workspace: Workspace, member: Member) -> Json:
    outside = member.team_id != workspace.team_id
    notes = {"guest": member.is_restricted or member.is_ultra_restricted, "another company": outside}
    notes |= {"admin": member.is_admin, "deactivated": member.deleted, "app": member.is_bot}
    note = ", ".join(n for n, is_so in notes.items() if is_so)
    return {"id": member.id, "name": member.name, "real_name": member.real_name, "note": note, "tz": member.tz}


def _group(workspace: Workspace, channel: Channel, viewer: Member) -> Json:
    others = sorted((workspace.members[id] for id in channel.members if id != viewer.id), key=lambda one: one.is_bot)
    return {"id": channel.id, "name": ", ".join(one.real_name for one in others)}


def _view(view: View, reader: Reader) -> Json:
    content = view.content
    words = {k: (content.get(k) or {}).get("text", "") for k in ("title", "submit", "close")}
    shown_blocks = blocks(content["blocks"], view.values, reader)
    return {"id": view.id, "hash": view.hash, "blocks": shown_blocks, "errors": dict(view.errors), **words}


def _conversation(workspace: Workspace, channel: Channel, viewer: Member, thread: str) -> Json:
    try:
        found = sight.messages(workspace, channel, viewer)
        replies = sight.messages(workspace, channel, viewer, thread_ts=thread) if thread else []
        refusal = ""
    except NotThere as absent:
        found, replies, refusal = [], [], str(absent)
    return {
        "id": channel.id,
        "kind": channel.kind.value,
        "name": channel.name,
        "members": len(channel.members),
        "is_member": viewer.id in channel.members,
        "has_bot": workspace.bot.id in channel.members,
        "refusal": refusal,
        "archived": channel.archived,
        "prompts": [{"title": t, "message": m} for t, m in channel.prompts],
        "status": channel.status.get(thread, ""),
        "messages": [_message(workspace, m, viewer) for m in found[-200:]],
        "thread": [_message(workspace, m, viewer) for m in replies],
    }


def of(site: Site, *, me: str, at: str, thread: str) -> Json:
    """Give all the page shows to a person."""
    workspace = site.workspace
    with workspace.lock:
        people = [m for m in workspace.members.values() if not m.is_bot]
        viewer = workspace.members.get(me) or people[0]
        named = [c for c in workspace.channels.values() if c.kind in (ChannelKind.PUBLIC, ChannelKind.PRIVATE)]
        visible = [c for c in named if sight.may_read(workspace, c, viewer)]
        if at in workspace.members:
            channel = workspace.dm(viewer.id, at)
        else:
            channel = workspace.channels.get(at) or (visible or named)[0]
        stack, home = workspace.modals.get(viewer.id), workspace.homes.get(viewer.id)
        reader = workspace.reader(viewer)
        return {
            "version": workspace.version,
            "team": workspace.name,
            "team_id": workspace.team_id,
            "now": workspace.clock.now().astimezone(ZoneInfo(viewer.tz)).strftime("%A %-d %B, %H:%M"),
            "is_down": workspace.faults.is_down,
            "can_start_over": site.start_over is not None,
            "bot": _person(workspace, workspace.bot),
            "me": _person(workspace, viewer),
            "people": [_person(workspace, m) for m in people],
            "channels": [
                {"id": c.id, "name": c.name, "is_private": c.kind is ChannelKind.PRIVATE, "archived": c.archived}
                | {"is_member": viewer.id in c.members}
                for c in visible
            ],
            "groups": [
                _group(workspace, c, viewer)
                for c in workspace.channels.values()
                if c.kind is ChannelKind.MPIM and viewer.id in c.members
            ],
            "commands": [asdict(c) for c in workspace.app.commands],
            "shortcuts": [asdict(s) for s in workspace.app.shortcuts],
            "here": _conversation(workspace, channel, viewer, thread),
            "home": _view(home, reader) if home else None,
            "modal": _view(stack[-1], reader) if stack else None,
            "traffic": [
                asdict(e) | {"when": e.when.strftime("%H:%M:%S"), "direction": e.direction.value}
                for e in workspace.traffic.entries[-80:]
            ],
        }
