"""How is a workspace kept while the playground is not running?

Everything people can see again is kept. What would have run out meanwhile is not: triggers, response_urls, open forms.
"""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from bot.playground.state import Canvas, Channel, ChannelKind, Json, Member, Message, UserGroup, View
from bot.playground.workspace import Workspace

#: grows when what is kept changes its form: an older one is then left aside
FORM = 1


def taken(workspace: Workspace) -> Json:
    """Give the workspace as JSON."""
    with workspace.lock:
        return {
            "form": FORM,
            "tokens": [workspace.bot_token, workspace.app_token],
            "ahead": workspace.clock.ahead.total_seconds(),
            "made": workspace.made,
            "last_micros": workspace.last_micros,
            "members": [asdict(member) for member in workspace.members.values()],
            "groups": [asdict(group) for group in workspace.groups.values()],
            "channels": [asdict(channel) for channel in workspace.channels.values()],
            "homes": [asdict(view) for view in workspace.homes.values()],
            "choices": [[*key, values] for key, values in workspace.choices.items()],
            "read": [[*key, ts] for key, ts in workspace.read.items()],
        }


def restored(workspace: Workspace, kept: Json) -> None:
    """Put what was kept into a new workspace."""
    with workspace.lock:
        workspace.bot_token, workspace.app_token = kept["tokens"]
        workspace.clock.advance(timedelta(seconds=kept["ahead"]))
        workspace.made, workspace.last_micros = kept["made"], kept["last_micros"]
        workspace.members = {one["id"]: Member(**one) for one in kept["members"]}
        workspace.bot = workspace.members[workspace.bot.id]
        workspace.groups = {one["id"]: UserGroup(**one) for one in kept["groups"]}
        workspace.channels = {one["id"]: _channel(one) for one in kept["channels"]}
        workspace.homes = {one["user"]: View(**one) for one in kept["homes"]}
        workspace.views = {view.id: view for view in workspace.homes.values()}
        workspace.choices = {(user, ts): values for user, ts, values in kept["choices"]}
        workspace.read = {(user, channel): ts for user, channel, ts in kept["read"]}
        workspace.touch()


def _channel(kept: dict[str, Any]) -> Channel:
    return Channel(
        **kept
        | {
            "kind": ChannelKind(kept["kind"]),
            "messages": {ts: Message(**message) for ts, message in kept["messages"].items()},
            "canvases": [Canvas(**one) for one in kept.get("canvases", ())],
            "prompts": [(title, words) for title, words in kept["prompts"]],
        }
    )
