"""What is on the page for one person: everything as JSON, texts already read?"""

from dataclasses import asdict
from zoneinfo import ZoneInfo

from bot.playground.errors import NotThere
from bot.playground.page import messages
from bot.playground.people import sight, unread
from bot.playground.reading.lines import Reader
from bot.playground.site import Site
from bot.playground.state import Channel, ChannelKind, Json, Member, View
from bot.playground.workspace import Workspace


def _person(workspace: Workspace, member: Member) -> Json:
    outside = member.team_id != workspace.team_id
    notes = {"guest": member.is_restricted or member.is_ultra_restricted, "another company": outside}
    notes |= {"admin": member.is_admin, "deactivated": member.deleted, "app": member.is_bot}
    note = ", ".join(n for n, is_so in notes.items() if is_so)
    role = member.about or note
    label = ", ".join(words for words in (member.real_name, role) if words)
    person = {"id": member.id, "name": member.name, "real_name": member.real_name, "tz": member.tz}
    return person | {
        "note": note,
        "role": role,
        "label": label,
        "unread": unread.total(workspace, member),
        "waiting": unread.waiting(workspace, member),
    }


def _dm(workspace: Workspace, viewer: Member, other: Member) -> int:
    """Count what is unread in the direct conversation of two; where there is none, nothing is."""
    for channel in workspace.channels.values():
        if channel.kind is ChannelKind.IM and set(channel.members) == {viewer.id, other.id}:
            return unread.count(workspace, channel, viewer)
    return 0


def _group(workspace: Workspace, channel: Channel, viewer: Member) -> Json:
    others = sorted((workspace.members[id] for id in channel.members if id != viewer.id), key=lambda one: one.is_bot)
    names = ", ".join(one.real_name for one in others)
    return {"id": channel.id, "name": names, "unread": unread.count(workspace, channel, viewer)}


def _tries(site: Site) -> list[Json]:
    workspace, found = site.workspace, []
    for one in site.tries.offered if site.tries else ():
        who = workspace.member(one.who).id if one.who else ""
        is_person = one.where.startswith("@")
        where = workspace.member(one.where).id if is_person else workspace.channel(one.where).id
        more = {"me": who, "at": where, "text": one.text, "is_done": bool(site.tries and one.id in site.tries.done)}
        found.append({"id": one.id, "label": one.label, "hint": one.hint} | more)
    return found


def _view(view: View, reader: Reader) -> Json:
    content = view.content
    words = {k: (content.get(k) or {}).get("text", "") for k in ("title", "submit", "close")}
    shown_blocks = messages.blocks(content["blocks"], view.values, reader)
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
        "canvas": channel.canvases[0].text if channel.canvases else "",
        "prompts": [{"title": t, "message": m} for t, m in channel.prompts],
        "status": channel.status.get(thread, ""),
        "messages": messages.with_threads(workspace, channel, viewer, found[-200:]),
        "thread": [messages.one(workspace, m, viewer) for m in messages.in_order(replies)],
        "unread": unread.count(workspace, channel, viewer),
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
            opening = next((c for c in visible if c.name == site.opens_at), None)
            channel = workspace.channels.get(at) or opening or (visible or named)[0]
        stack, home = workspace.modals.get(viewer.id), workspace.homes.get(viewer.id)
        reader = workspace.reader(viewer)
        return {
            "version": workspace.version,
            "at": at,
            "team": workspace.name,
            "team_id": workspace.team_id,
            "now": workspace.clock.now().astimezone(ZoneInfo(viewer.tz)).strftime("%A %-d %B, %H:%M"),
            "is_down": workspace.faults.is_down,
            "can_start_over": site.start_over is not None,
            "bot": _person(workspace, workspace.bot) | {"dm": _dm(workspace, viewer, workspace.bot)},
            "me": _person(workspace, viewer),
            "people": [_person(workspace, m) | {"dm": _dm(workspace, viewer, m)} for m in people],
            "tries": _tries(site),
            "channels": [
                {"id": c.id, "name": c.name, "is_private": c.kind is ChannelKind.PRIVATE, "archived": c.archived}
                | {"is_member": viewer.id in c.members, "unread": unread.count(workspace, c, viewer)}
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
