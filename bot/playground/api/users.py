"""Who is who: auth, team, bots, users and user groups in the Web API."""

from bot.playground.errors import ApiError
from bot.playground.events import payloads
from bot.playground.state import Json
from bot.playground.workspace import Workspace


def page(items: list[Json], args: Json, *, key: str, most: int = 1_000, default: int = 100) -> Json:
    """Cut a list as Slack's cursors do."""
    raw = str(args.get("limit") or default)
    if not raw.isdigit() or not int(raw) >= 1:
        raise ApiError("invalid_limit")
    cursor = str(args.get("cursor") or "0")
    if not cursor.isdigit() or int(cursor) > len(items):
        raise ApiError("invalid_cursor")
    start, end = int(cursor), int(cursor) + min(int(raw), most)
    return {key: items[start:end], "response_metadata": {"next_cursor": str(end) if end < len(items) else ""}}


def auth_test(workspace: Workspace, _: Json) -> Json:
    return {
        "url": workspace.url + "/",
        "team": workspace.name,
        "user": workspace.bot.name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def team_info(workspace: Workspace, _: Json) -> Json:
    domain = workspace.name.lower().replace(" ", "-")
    return {"team": {"id": workspace.team_id, "name": workspace.name, "domain": domain, "email_domain": ""}}


def bots_info(workspace: Workspace, args: Json) -> Json:
    if args.get("bot") != workspace.bot_id:
        raise ApiError("bot_not_found")
    bot = {"id": workspace.bot_id, "app_id": workspace.app_id, "user_id": workspace.bot.id, "deleted": False}
    return {"bot": bot | {"name": workspace.bot.name, "updated": 0, "icons": {}}}


def users_info(workspace: Workspace, args: Json) -> Json:
    member = workspace.members.get(str(args["user"]))
    if member is None:
        raise ApiError("user_not_found")
    return {"user": payloads.user(workspace, member, with_email=workspace.allows("users:read.email"))}


def users_list(workspace: Workspace, args: Json) -> Json:
    with_email = workspace.allows("users:read.email")
    ours = [m for m in workspace.members.values() if m.team_id == workspace.team_id]
    return page([payloads.user(workspace, m, with_email=with_email) for m in ours], args, key="members")


def users_lookup(workspace: Workspace, args: Json) -> Json:
    for member in workspace.members.values():
        if member.email == args["email"] and not member.deleted and not member.is_bot:
            return {"user": payloads.user(workspace, member)}
    raise ApiError("users_not_found")


def usergroups_list(workspace: Workspace, args: Json) -> Json:
    shown = []
    for group in workspace.groups.values():
        if not group.disabled or args.get("include_disabled"):
            more = {"users": group.members} if args.get("include_users") else {}
            shown.append(payloads.usergroup(workspace, group) | more)
    return {"usergroups": shown}


def usergroups_users(workspace: Workspace, args: Json) -> Json:
    group = workspace.groups.get(str(args["usergroup"]))
    if group is None or group.disabled:
        raise ApiError("no_such_subteam")
    return {"users": list(group.members)}
