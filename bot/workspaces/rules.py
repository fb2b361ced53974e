"""Who is a workspace, and what may it change?"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ids import UserId, WorkspaceId


@dataclass(frozen=True, kw_only=True)
class Workspace:
    id: WorkspaceId
    name: str
    #: the bot's own user, so that it never hears itself
    bot_user: UserId
    bot_id: str
    #: what the workspace has chosen, by name; a domain reads its own names with its own defaults
    settings: Mapping[str, object]
