"""What does the bot get: the JSON of users, channels, messages, views, and of each thing a person does?

Shapes as recorded in the samples of Slack's own SDKs and on docs.slack.dev.
"""

import secrets
from typing import Any

from bot.playground.state import Channel, ChannelKind, File, Json, Member, Message, UserGroup, View
from bot.playground.workspace import Workspace


def user(workspace: Workspace, member: Member, *, with_email: bool = True) -> Json:
    """Give a user object."""
    profile = {"real_name": member.real_name, "display_name": member.name, "team": member.team_id}
    if with_email and not member.is_bot:
        profile["email"] = member.email
    shown: Json = {
        "id": member.id,
        "team_id": member.team_id,
        "name": member.name,
        "deleted": member.deleted,
        "profile": profile,
        "is_bot": member.is_bot,
        "is_app_user": False,
        "updated": member.updated,
    }
    if member.team_id != workspace.team_id:
        # Slack's word for people of another company with whom the app shares no channel.
        met = (c for c in workspace.channels.values() if {member.id, workspace.bot.id} <= set(c.members))
        shown["is_stranger"] = next(met, None) is None
    if not member.deleted:
        shown |= {
            "real_name": member.real_name,
            "tz": member.tz,
            "locale": member.locale,
            "is_admin": member.is_admin,
            "is_owner": member.is_admin,
            "is_primary_owner": False,
            "is_restricted": member.is_restricted or member.is_ultra_restricted,
            "is_ultra_restricted": member.is_ultra_restricted,
        }
    return shown


def is_external(workspace: Workspace, channel: Channel) -> bool:
    """Tell whether people of another company are in the channel."""
    return any(workspace.members[m].team_id != workspace.team_id for m in channel.members)


def conversation(workspace: Workspace, channel: Channel) -> Json:
    """Give a conversation object as the bot sees it."""
    shown: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_channel": channel.kind is ChannelKind.PUBLIC,
        "is_group": channel.kind is ChannelKind.PRIVATE,
        "is_im": channel.kind is ChannelKind.IM,
        "is_mpim": channel.kind is ChannelKind.MPIM,
        "is_private": channel.kind is not ChannelKind.PUBLIC,
        "is_ext_shared": is_external(workspace, channel),
        "is_member": workspace.bot.id in channel.members,
        "context_team_id": workspace.team_id,
    }
    if channel.kind is ChannelKind.IM:
        return shown | {"user": next((m for m in channel.members if m != workspace.bot.id), workspace.bot.id)}
    return shown | {
        "name": channel.name,
        "name_normalized": channel.name,
        "creator": channel.creator,
        "is_general": channel.name == "general",
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "properties": _properties(channel),
    }


def _properties(channel: Channel) -> Json:
    """Give what stands in the tabs of a channel."""
    if not channel.canvases:
        return {}
    own, *more = channel.canvases
    tabs = [{"id": f"Ct{one.id}", "type": "canvas", "data": {"file_id": one.id}} for one in more]
    return {"canvas": {"file_id": own.id, "is_empty": not own.text}, "tabs": tabs}


def usergroup(workspace: Workspace, group: UserGroup) -> Json:
    """Give a user group object."""
    return {
        "id": group.id,
        "team_id": workspace.team_id,
        "is_usergroup": True,
        "name": group.name,
        "handle": group.handle,
        "date_delete": 1 if group.disabled else 0,
        "user_count": len(group.members),
    }


def replies(channel: Channel, ts: str) -> list[Message]:
    """List what everybody sees in the thread under a message."""
    return [m for m in channel.messages.values() if m.thread_ts == ts and not m.only_for]


def message(workspace: Workspace, msg: Message, *, with_metadata: bool = False) -> Json:
    """Give a message object as history and payloads hold it."""
    shown: Json = {"type": "message", "text": msg.text, "ts": msg.ts, "team": workspace.team_id}
    shown |= {"username": msg.username} if msg.username else {"user": msg.user}
    if msg.bot_id:
        shown["bot_id"] = msg.bot_id
    if msg.bot_id == workspace.bot_id:
        shown["app_id"] = workspace.app_id
    if msg.blocks:
        shown["blocks"] = msg.blocks
    if msg.attachments:
        shown["attachments"] = msg.attachments
    if msg.files:
        shown["files"] = [file(workspace, one) for one in msg.files]
    if msg.subtype == "tombstone":
        shown["hidden"] = True
    if msg.subtype:
        shown["subtype"] = msg.subtype
    if msg.edited_ts:
        shown["edited"] = {"user": msg.user, "ts": msg.edited_ts}
    if msg.reactions:
        shown["reactions"] = [{"name": n, "users": who, "count": len(who)} for n, who in msg.reactions.items()]
    if with_metadata and msg.metadata:
        shown["metadata"] = msg.metadata
    answers = replies(workspace.channels[msg.channel], msg.ts)
    if msg.thread_ts or answers:
        shown["thread_ts"] = msg.thread_ts or msg.ts
    if answers:
        shown |= {"reply_count": len(answers), "latest_reply": answers[-1].ts}
        shown["reply_users"] = list(dict.fromkeys(m.user for m in answers))
    parent = workspace.channels[msg.channel].messages.get(msg.thread_ts)
    if parent:
        shown["parent_user_id"] = parent.user
    return shown


def file(workspace: Workspace, one: File) -> Json:
    """Give a file object."""
    return {
        "id": one.id,
        "name": one.name,
        "title": one.title,
        "size": one.length,
        "url_private": f"{workspace.url}/file/{one.id}",
    }


def view(workspace: Workspace, shown: View) -> Json:
    """Give a view object with its state."""
    content = shown.content
    full: Json = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None, "submit": None}
    full |= {"close": None, "clear_on_close": False, "notify_on_close": False, "submit_disabled": False}
    return (
        full
        | content
        | {
            "id": shown.id,
            "team_id": workspace.team_id,
            "state": {"values": shown.values},
            "hash": shown.hash,
            "root_view_id": shown.root_id or shown.id,
            "previous_view_id": shown.previous_id or None,
            "app_id": workspace.app_id,
            "app_installed_team_id": workspace.team_id,
            "bot_id": workspace.bot_id,
        }
    )


def event_callback(workspace: Workspace, event: Json, *, external: bool = False) -> Json:
    """Wrap an event as the Events API does."""
    return {
        "token": "no-longer-used",
        "team_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": "Ev" + secrets.token_hex(5).upper(),
        "event_time": int(workspace.clock.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team_id,
                "user_id": workspace.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": external,
        "event_context": "4-" + secrets.token_hex(12),
    }


def interaction(workspace: Workspace, kind: str, who: Member, **more: Any) -> Json:
    """Begin an interactive payload."""
    return {
        "type": kind,
        "team": {"id": workspace.team_id, "domain": workspace.name.lower().replace(" ", "-")},
        "user": {"id": who.id, "username": who.name, "name": who.name, "team_id": who.team_id},
        "api_app_id": workspace.app_id,
        "token": "no-longer-used",
        "enterprise": None,
        "is_enterprise_install": False,
        **more,
    }


def channel_name(channel: Channel) -> str:
    """Give the name Slack puts beside a channel id."""
    return {ChannelKind.IM: "directmessage", ChannelKind.PRIVATE: "privategroup"}.get(channel.kind, channel.name)
