"""What has a person not read yet?"""

from bot.playground.state import Channel, ChannelKind, Member, Message
from bot.playground.workspace import Workspace


def reads(workspace: Workspace, channel: Channel, viewer: Member) -> None:
    """Note that somebody has read a conversation to its end."""
    with workspace.lock:
        newest = max(channel.messages, default="")
        if workspace.read.get((viewer.id, channel.id), "") < newest:
            workspace.read[viewer.id, channel.id] = newest
            workspace.touch()


def count(workspace: Workspace, channel: Channel, viewer: Member) -> int:
    """Count what others have written where somebody would see it."""
    if viewer.id not in channel.members:
        return 0
    mark = workspace.read.get((viewer.id, channel.id), "")
    return sum(
        m.user != viewer.id and m.only_for in ("", viewer.id) and _concerns(channel, m, viewer)
        for m in channel.messages.values()
        if m.ts > mark
    )


def _concerns(channel: Channel, message: Message, viewer: Member) -> bool:
    """In a channel one is told of replies only in threads one takes part in."""
    named = channel.kind in (ChannelKind.PUBLIC, ChannelKind.PRIVATE)
    if not named or not message.thread_ts or message.broadcast or message.only_for:
        return True
    thread = (m for m in channel.messages.values() if message.thread_ts in (m.ts, m.thread_ts))
    return any(m.user == viewer.id for m in thread)


def waiting(workspace: Workspace, viewer: Member) -> int:
    """Count what was written to a person, not to a channel."""
    written = (c for c in workspace.channels.values() if c.kind in (ChannelKind.IM, ChannelKind.MPIM))
    return sum(count(workspace, channel, viewer) for channel in written)


def total(workspace: Workspace, viewer: Member) -> int:
    """Count over all conversations of a person."""
    return sum(count(workspace, channel, viewer) for channel in workspace.channels.values())
