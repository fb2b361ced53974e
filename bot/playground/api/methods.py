"""What does Slack's Web API answer to a call?

`METHODS` says which function serves a method, which scopes it needs and which arguments it must have; the functions are
in the modules beside this one. Sources: docs.slack.dev/reference/methods.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.api import canvases, chat, conversations, files, users, validation, views
from bot.playground.errors import ApiError
from bot.playground.state import Json
from bot.playground.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Method:
    run: Callable[[Workspace, Json], Json]
    #: one of these must be granted; methods that depend on the channel ask for themselves
    scopes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


_CHANNEL_READ = ("channels:read", "groups:read", "im:read", "mpim:read")

METHODS: dict[str, Method] = {
    "auth.test": Method(run=users.auth_test),
    "team.info": Method(run=users.team_info, scopes=("team:read",)),
    "bots.info": Method(run=users.bots_info, scopes=("users:read",)),
    "users.info": Method(run=users.users_info, scopes=("users:read",), required=("user",)),
    "users.list": Method(run=users.users_list, scopes=("users:read",)),
    "users.lookupByEmail": Method(run=users.users_lookup, scopes=("users:read.email",), required=("email",)),
    "usergroups.list": Method(run=users.usergroups_list, scopes=("usergroups:read",)),
    "usergroups.users.list": Method(run=users.usergroups_users, scopes=("usergroups:read",), required=("usergroup",)),
    "canvases.getContent": Method(run=canvases.content, scopes=("canvases:read",), required=("canvas_id",)),
    "chat.postMessage": Method(run=chat.post, scopes=("chat:write",), required=("channel",)),
    "chat.postEphemeral": Method(run=chat.whisper, scopes=("chat:write",), required=("channel", "user")),
    "chat.update": Method(run=chat.update, scopes=("chat:write",), required=("channel", "ts")),
    "chat.delete": Method(run=chat.delete, scopes=("chat:write",), required=("channel", "ts")),
    "chat.getPermalink": Method(run=chat.permalink, required=("channel", "message_ts")),
    "files.getUploadURLExternal": Method(run=files.address, scopes=("files:write",), required=("filename", "length")),
    "files.completeUploadExternal": Method(run=files.complete, scopes=("files:write",), required=("files",)),
    "reactions.add": Method(run=chat.react, scopes=("reactions:write",), required=("channel", "timestamp", "name")),
    "reactions.get": Method(run=chat.reactions, scopes=("reactions:read",), required=("channel", "timestamp")),
    "conversations.info": Method(run=conversations.info, scopes=_CHANNEL_READ, required=("channel",)),
    "conversations.list": Method(run=conversations.listing, scopes=_CHANNEL_READ),
    "conversations.members": Method(run=conversations.members, scopes=_CHANNEL_READ, required=("channel",)),
    "conversations.open": Method(
        run=conversations.opened, scopes=("im:write", "mpim:write", "channels:manage", "groups:write")
    ),
    "conversations.join": Method(run=conversations.join, scopes=("channels:join",), required=("channel",)),
    "conversations.history": Method(run=conversations.history, required=("channel",)),
    "conversations.replies": Method(run=conversations.replies, required=("channel", "ts")),
    "blocks.validate": Method(run=validation.validate),
    "views.open": Method(run=views.opened, required=("view",)),
    "views.push": Method(run=views.push, required=("view",)),
    "views.update": Method(run=views.update, required=("view",)),
    "views.publish": Method(run=views.publish, required=("user_id", "view")),
    "assistant.threads.setSuggestedPrompts": Method(
        run=views.suggest, scopes=("assistant:write",), required=("channel_id", "prompts")
    ),
    "assistant.threads.setStatus": Method(
        run=views.set_status, scopes=("chat:write",), required=("channel_id", "thread_ts", "status")
    ),
}


def call(workspace: Workspace, name: str, args: Json, *, token: str) -> Json:
    """Answer one call; a refusal is an answer too."""
    try:
        with workspace.lock:
            return {"ok": True, **_served(workspace, name, args, token)}
    except ApiError as refusal:
        return {"ok": False, "error": refusal.code, **refusal.extra}


def _served(workspace: Workspace, name: str, args: Json, token: str) -> Json:
    if not token:
        raise ApiError("not_authed")
    if token not in (workspace.bot_token, workspace.app_token):
        raise ApiError("invalid_auth")
    if (name == "apps.connections.open") != (token == workspace.app_token):
        raise ApiError("not_allowed_token_type")
    if not workspace.is_installed:
        raise ApiError("account_inactive")
    method = METHODS.get(name)
    if method is None:
        raise ApiError("unknown_method", req_method=name)
    if method.scopes:
        workspace.require(*method.scopes)
    missing = [f"[ERROR] missing required field: {key}" for key in method.required if args.get(key) in (None, "")]
    if missing:
        raise ApiError("invalid_arguments", response_metadata={"messages": missing})
    return method.run(workspace, args)
