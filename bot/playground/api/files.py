"""What can the app do with files: files.* in the Web API? An address, the bytes, and a message with them."""

import secrets

from bot.playground.api import posting
from bot.playground.errors import ApiError
from bot.playground.events import payloads
from bot.playground.state import File, Json, Message
from bot.playground.workspace import Workspace

#: Slack's own limit is larger than a test will ever try.
MOST = 1024**3


def address(workspace: Workspace, args: Json) -> Json:
    """Give an address to put the bytes at, once."""
    length = str(args["length"])
    if not length.isdecimal() or not 0 < int(length) <= MOST:
        raise ApiError("invalid_arguments")
    id = workspace.new_id("F", secrets.token_hex(4))
    workspace.uploads[id] = File(id=id, name=str(args["filename"]), length=int(length))
    return {"upload_url": f"{workspace.url}/upload/{id}", "file_id": id}


def put(workspace: Workspace, id: str, content: bytes) -> bool:
    """Take the bytes of a file; False for an address that was never given, or for other bytes than were announced."""
    with workspace.lock:
        file = workspace.uploads.get(id)
        if file is None or len(content) != file.length:
            return False
        file.content = content
        return True


def complete(workspace: Workspace, args: Json) -> Json:
    """Put the files into a conversation, as one message of the app."""
    wanted = posting.decoded(args["files"], otherwise="invalid_arguments")
    found = [workspace.uploads.get(str(one.get("id"))) for one in wanted]
    files = [one for one in found if one is not None and one.content is not None]
    if not files or len(files) != len(wanted):
        raise ApiError("file_not_found")
    for one, about in zip(files, wanted, strict=True):
        one.title = str(about.get("title") or one.name)
    channel = workspace.channels.get(str(args.get("channel_id") or ""))
    if channel is None or workspace.bot.id not in channel.members:
        raise ApiError("channel_not_found" if channel is None else "not_in_channel")
    for one in files:
        del workspace.uploads[one.id]
    message = workspace.store(
        Message(
            ts=workspace.next_ts(),
            channel=channel.id,
            user=workspace.bot.id,
            bot_id=workspace.bot_id,
            text=str(args.get("initial_comment") or ""),
            thread_ts=str(args.get("thread_ts") or ""),
            subtype="file_share",
            files=files,
        )
    )
    posting.announce(workspace, payloads.message(workspace, message), channel)
    return {"files": [payloads.file(workspace, one) for one in files]}
