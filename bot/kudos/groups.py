"""Who is in a user group? Asked of Slack once, when somebody thanks it, before the transaction."""

import logging
from collections.abc import Sequence

from slack_sdk.errors import SlackClientError

from bot.ids import UserId, WorkspaceId
from bot.kudos.wishes import Group, Refused, Why
from bot.runtime import Runtime

SECONDS = 1.5  #: what a request of Slack's can spare

log = logging.getLogger(__name__)


def expand(
    runtime: Runtime, workspace: WorkspaceId, groups: Sequence[Group]
) -> tuple[tuple[Group, ...], tuple[Refused, ...]]:
    """Return the groups with their members, and those Slack says nothing about. Needs `usergroups:read`."""
    found, lost = [], []
    for group in groups:
        try:
            answer = runtime.slack(workspace, timeout=SECONDS).usergroups_users_list(usergroup=group.id)
        except (SlackClientError, OSError) as error:
            log.info("Slack did not say who is in a group", extra={"error": type(error).__name__})
            lost.append(Refused(who=f"@{group.handle}", why=Why.GROUP))
            continue
        members = tuple(UserId(user) for user in answer.get("users") or ())
        found.append(Group(id=group.id, handle=group.handle, members=members))
    return tuple(found), tuple(lost)
