"""Which modals, home tabs and prompts does the bot show: views.* and assistant.threads.* in the Web API."""

import json
import secrets

from bot.playground.api import blocks as block_kit
from bot.playground.api import inputs, limits, posting
from bot.playground.errors import ApiError
from bot.playground.events import payloads
from bot.playground.state import ChannelKind, Json, View
from bot.playground.workspace import Workspace


def checked(workspace: Workspace, given: Json | str, *, kind: str, view_id: str = "") -> Json:
    """Give a view's content, or refuse it."""
    content: Json = posting.decoded(given, otherwise="invalid_arguments")
    found = block_kit.view_problems(content, kind=kind)
    if found:
        raise ApiError("invalid_arguments", response_metadata={"messages": found})
    if len(json.dumps(content)) > limits.VIEW_BYTES:
        raise ApiError("view_too_large")
    external = content.get("external_id")
    if external and any(v.content.get("external_id") == external and v.id != view_id for v in _live(workspace)):
        raise ApiError("duplicate_external_id")
    return content | {"blocks": posting.named(content["blocks"])}


def _live(workspace: Workspace) -> list[View]:
    return [*(v for stack in workspace.modals.values() for v in stack), *workspace.homes.values()]


def new(workspace: Workspace, user: str, content: Json) -> View:
    """Make a view and remember it."""
    view = View(id=workspace.new_id("V"), user=user, content=content, hash="")
    return show(workspace, view, content)


def show(workspace: Workspace, view: View, content: Json) -> View:
    """Give a view its (new) content; what was filled in stays where block and action keep their ids."""
    view.content = content
    view.hash = f"{int(workspace.clock.now().timestamp())}.{secrets.token_hex(4)}"
    view.values = inputs.state(content["blocks"], view.values)
    view.errors = {}
    workspace.views[view.id] = view
    workspace.touch()
    return view


def push_onto(workspace: Workspace, user: str, content: Json) -> View:
    """Put a view on top of a person's modals."""
    stack = workspace.modals.setdefault(user, [])
    if len(stack) >= limits.VIEW_STACK:
        raise ApiError("push_limit_reached")
    view = new(workspace, user, content)
    if stack:
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
    stack.append(view)
    return view


def opened(workspace: Workspace, args: Json) -> Json:
    content = checked(workspace, args["view"], kind="modal")
    trigger = workspace.triggers.spend(str(args.get("trigger_id") or ""))
    if not trigger.view:
        workspace.modals[trigger.user] = []
    return {"view": payloads.view(workspace, push_onto(workspace, trigger.user, content))}


def push(workspace: Workspace, args: Json) -> Json:
    content = checked(workspace, args["view"], kind="modal")
    trigger = workspace.triggers.spend(str(args.get("trigger_id") or ""))
    if not workspace.modals.get(trigger.user):
        raise ApiError("not_found")
    return {"view": payloads.view(workspace, push_onto(workspace, trigger.user, content))}


def update(workspace: Workspace, args: Json) -> Json:
    wanted, external = args.get("view_id"), args.get("external_id")
    for view in _live(workspace):
        if view.id == wanted or (external and view.content.get("external_id") == external):
            break
    else:
        raise ApiError("not_found")
    if args.get("hash") and args["hash"] != view.hash:
        raise ApiError("hash_conflict")
    content = checked(workspace, args["view"], kind=str(view.content["type"]), view_id=view.id)
    return {"view": payloads.view(workspace, show(workspace, view, content))}


def publish(workspace: Workspace, args: Json) -> Json:
    user = str(args["user_id"])
    member = workspace.members.get(user)
    if member is None or member.deleted or member.is_bot:
        raise ApiError("invalid_arguments", response_metadata={"messages": ["[ERROR] invalid `user_id`"]})
    home = workspace.homes.get(user)
    if args.get("hash") and (home is None or args["hash"] != home.hash):
        raise ApiError("hash_conflict")
    content = checked(workspace, args["view"], kind="home", view_id=home.id if home else "")
    home = show(workspace, home, content) if home else new(workspace, user, content)
    workspace.homes[user] = home
    return {"view": payloads.view(workspace, home)}


def suggest(workspace: Workspace, args: Json) -> Json:
    if not workspace.app.is_agent:
        raise ApiError("not_agent_app")
    channel = workspace.bot_channel(str(args["channel_id"]))
    prompts = posting.decoded(args["prompts"], otherwise="invalid_arguments")
    is_list = isinstance(prompts, list) and 1 <= len(prompts) <= 4
    if not is_list or any(not isinstance(p, dict) or not p.get("title") or not p.get("message") for p in prompts):
        raise ApiError("invalid_arguments", response_metadata={"messages": ["[ERROR] one to four prompts"]})
    if channel.kind is not ChannelKind.IM:
        raise ApiError("channel_not_found")
    if args.get("thread_ts") and args["thread_ts"] not in channel.messages:
        raise ApiError("invalid_thread_ts")
    channel.prompts = [(str(p["title"]), str(p["message"])) for p in prompts]
    workspace.touch()
    return {}


def set_status(workspace: Workspace, args: Json) -> Json:
    channel = workspace.bot_channel(str(args["channel_id"]))
    thread = str(args["thread_ts"])
    if thread not in channel.messages:
        raise ApiError("invalid_thread_ts")
    channel.status[thread] = str(args["status"])
    workspace.touch()
    return {}
