"""Who is in a user group? Asked of Slack once, when somebody thanks it, before the transaction."""

import logging
from collections.abc import Sequence

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.ids import UserId, WorkspaceId
from bot.kudos.rules.wishes import Group, Refused, Why
from bot.runtime import Runtime

SECONDS = 1.5  #: what a request of Slack's can spare

log = logging.getLogger(__name__)


def expand(
    runtime: Runtime, workspace: WorkspaceId, groups: Sequence[Group]
) -> tuple[tuple[Group, ...], tuple[Refused, ...]]:
    """Return the groups with their members, and those Slack says nothing about. Needs `usergroups:read`."""
    if not groups:
        return (), ()
    client = runtime.slack(workspace, timeout=SECONDS)
    found, lost = [], []
    for group in groups:
        try:
            answer = client.usergroups_users_list(usergroup=group.id)
            handle = _handle(client, group)
        except (SlackClientError, OSError) as error:
            log.info("Slack did not say who is in a group", extra={"error": type(error).__name__})
            lost.append(Refused(who=f"@{group.handle}", why=Why.GROUP))
            continue
        members = tuple(UserId(user) for user in answer.get("users") or ())
        found.append(Group(id=group.id, handle=handle, members=members))
    return tuple(found), tuple(lost)


def _handle(client: WebClient, group: Group) -> str:
    """Return what a group is called; Slack does not always say so with the mention."""
    if group.handle != group.id:
        return group.handle
    for one in client.usergroups_list().get("usergroups") or ():
        if one["id"] == group.id:
            return str(one["handle"])[:80]
    return group.handle
