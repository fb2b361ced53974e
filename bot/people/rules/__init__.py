"""Who is somebody, as far as Pollen needs to know, and what may they do?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import Forbidden
from bot.ids import UserId, WorkspaceId
from bot.slack.gate import Standing as Standing

#: Somebody's id where their name should stand: `@U012AB3CD`. Ids have a digit, words in capitals have none.
MENTIONED = re.compile(r"@([UW](?=[A-Z0-9]*[0-9])[A-Z0-9]{5,})\b")

FRESH = timedelta(hours=24)  #: a profile older than this is asked for again when its person does something


@dataclass(frozen=True, kw_only=True)
class Person:
    workspace: WorkspaceId
    user: UserId
    name: str
    #: As Slack has it beside the name it shows; kept so that an erasure finds both.
    full_name: str = ""
    email: str | None = None
    #: An IANA zone name.
    zone: str = "UTC"
    locale: str = "en-US"
    standing: Standing = Standing.MEMBER
    #: An admin or owner of the workspace in Slack.
    is_admin: bool = False
    #: What the person has chosen, by name (`domain.name`).
    preferences: Mapping[str, object] = field(default_factory=dict)
    seen_at: datetime | None = None

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def is_here(self) -> bool:
        """Is this a human colleague who can be thanked, asked or matched?"""
        return self.standing in (Standing.MEMBER, Standing.GUEST)


class NotAnAdmin(Forbidden):
    """Only admins can change that. Please ask {who}."""


class NotACurator(Forbidden):
    """Only curators can change the knowledge base. You can suggest a change to {who}."""


def person(workspace: WorkspaceId, profile: Mapping[str, Any], *, now: datetime) -> Person:
    """Read Slack's user object (https://docs.slack.dev/reference/objects/user-object)."""
    details = profile.get("profile") or {}
    full_name = profile.get("real_name") or details.get("real_name") or ""
    names = (details.get("display_name"), full_name, profile.get("name"))
    return Person(
        workspace=workspace,
        user=UserId(profile["id"]),
        name=next((name for name in names if name), profile["id"])[:255],
        full_name=full_name[:255],
        email=details.get("email"),
        zone=zone(profile.get("tz")),
        locale=(profile.get("locale") or "en-US")[:16],
        standing=standing(workspace, profile),
        is_admin=bool(profile.get("is_admin") or profile.get("is_owner")),
        seen_at=now,
    )


def standing(workspace: WorkspaceId, profile: Mapping[str, Any]) -> Standing:
    if profile.get("deleted"):
        return Standing.GONE
    if profile.get("is_bot") or profile.get("id") == "USLACKBOT":
        return Standing.BOT
    teams = {profile.get("team_id") or workspace, *(profile.get("enterprise_user") or {}).get("teams", ())}
    if profile.get("is_stranger") or workspace not in teams:
        return Standing.OUTSIDER
    if profile.get("is_restricted") or profile.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.MEMBER


def zone(name: str | None) -> str:
    """Return a zone name this machine knows, UTC for one it does not."""
    try:
        ZoneInfo(name or "UTC")
    except (ValueError, OSError):
        return "UTC"
    return name or "UTC"
