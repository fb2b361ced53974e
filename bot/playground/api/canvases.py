"""What does a canvas say: canvases.* in the Web API."""

from bot.playground.errors import ApiError
from bot.playground.state import ChannelKind, Json
from bot.playground.workspace import Workspace


def content(workspace: Workspace, args: Json) -> Json:
    """Give a canvas that the app can see: of a public channel, or of one it was invited to."""
    for channel in workspace.channels.values():
        is_seen = channel.kind is ChannelKind.PUBLIC or workspace.bot.id in channel.members
        found = next((one for one in channel.canvases if one.id == args["canvas_id"]), None)
        if found is not None and is_seen:
            return {"content": found.text}
    raise ApiError("canvas_not_found")
