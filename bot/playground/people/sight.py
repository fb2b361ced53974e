"""What does a person see: messages as they stand on the screen?"""

from dataclasses import dataclass

from bot.playground.errors import NotThere
from bot.playground.events import payloads
from bot.playground.events.compose import is_named
from bot.playground.reading import render
from bot.playground.reading.lines import shown
from bot.playground.reading.mrkdwn import read
from bot.playground.state import Channel, Json, Member, Message
from bot.playground.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A message as one person saw it at one moment."""

    ts: str
    channel: str
    thread_ts: str
    author: str
    #: all one reads in it: blocks as plain text, entities unescaped, mentions as @name
    text: str
    #: what a phone shows on its lock screen
    notification: str
    buttons: tuple[str, ...]
    #: only visible to this person
    is_private: bool
    is_edited: bool
    replies: int
    reactions: dict[str, tuple[str, ...]]
    #: whom it really calls, in its blocks or in its notification: "@U1", "#C1", "!channel"
    mentions: tuple[str, ...]
    #: addresses behind `<address|label>`
    links: tuple[str, ...]
    #: the files in it, by name
    files: dict[str, bytes]
    #: the message as the Web API gives it, with its metadata
    raw: Json


def visible_text(workspace: Workspace, message: Message, viewer: Member | None = None) -> str:
    """Give the text a person reads."""
    reader = workspace.reader(viewer)
    text = render.text_of_blocks(message.blocks, reader) if message.blocks else shown(read(message.text, reader))
    attached = (shown(render.of_attachment(one, reader)) for one in message.attachments)
    files = (f"📎 {one.name}" for one in message.files)
    return "\n".join(part for part in (text, *attached, *files) if part)


def of_message(workspace: Workspace, message: Message, viewer: Member) -> Seen:
    """Show a message to somebody."""
    reader = workspace.reader(viewer)
    lines = render.of_message(message, reader)
    replies = payloads.replies(workspace.channels[message.channel], message.ts)
    names = {name: tuple(workspace.called("@" + w)[1:] for w in who) for name, who in message.reactions.items()}
    return Seen(
        ts=message.ts,
        channel=message.channel,
        thread_ts=message.thread_ts,
        author=message.username or workspace.called("@" + message.user)[1:],
        text=visible_text(workspace, message, viewer),
        notification=shown(read(message.text, reader)),
        buttons=render.buttons(message.all_blocks),
        is_private=bool(message.only_for),
        is_edited=bool(message.edited_ts),
        replies=len(replies),
        reactions=names,
        mentions=tuple(dict.fromkeys(render.mentions((*lines, *read(message.text, reader))))),
        links=render.links(lines),
        files={one.name: one.content or b"" for one in message.files},
        raw=payloads.message(workspace, message, with_metadata=True),
    )


def may_read(workspace: Workspace, channel: Channel, viewer: Member) -> bool:
    """Tell whether a person may look into a channel: guests and outsiders only into their own."""
    if viewer.id in channel.members:
        return True
    is_guest = viewer.is_restricted or viewer.is_ultra_restricted or viewer.team_id != workspace.team_id
    return channel.kind == "channel" and not is_guest


def messages(workspace: Workspace, channel: Channel, viewer: Member, *, thread_ts: str = "") -> list[Message]:
    """List what somebody sees in a channel or a thread, newest last."""
    if not may_read(workspace, channel, viewer):
        where = f"#{channel.name}" if is_named(channel) else "this conversation"
        raise NotThere(f"{viewer.name} cannot see {where}")
    found = []
    for message in channel.messages.values():
        if message.only_for not in ("", viewer.id):
            continue
        if message.only_for and message.thread_ts and not _has_replies(channel, message.thread_ts):
            continue
        in_thread = thread_ts in (message.thread_ts, message.ts)
        at_top = not message.thread_ts or message.broadcast
        if in_thread if thread_ts else at_top:
            found.append(message)
    return found


def _has_replies(channel: Channel, ts: str) -> bool:
    """Slack shows a private answer in a thread only if the thread already exists."""
    return any(m.thread_ts == ts and not m.only_for for m in channel.messages.values())
