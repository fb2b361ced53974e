"""What does somebody wish who typed this? Read before the transaction: Slack is asked who those named are."""

import logging
from collections.abc import Sequence

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos.rules import Place, Source, parsing
from bot.kudos.rules.wishes import Group, Refused, Why, Wish, group
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack.payloads import Actor

SECONDS = 1.5  #: what a request of Slack's can spare

log = logging.getLogger(__name__)


def read(
    runtime: Runtime,
    actor: Actor,
    typed: str,
    *,
    source: Source,
    key: str,
    channel: ChannelId | None,
    place: Place,
    ts: Ts | None = None,
    thread: Ts | None = None,
) -> Wish:
    """Read whom somebody names, and meet them; reason and tags are read once the workspace's tags are at hand."""
    reading = parsing.read(typed, known=())
    people.meet(runtime, actor.workspace, reading.people)
    meant = _meant(runtime, actor.workspace, reading.called)
    unread = tuple(
        one for one in reading.refused if one.why is not Why.UNREAD or one.who.removeprefix("@") not in meant
    )
    found, lost = _expand(runtime, actor.workspace, reading.groups)
    return Wish(
        workspace=actor.workspace,
        giver=actor.user,
        source=source,
        key=key,
        channel=channel,
        ts=ts,
        thread=thread,
        place=place,
        people=tuple(dict.fromkeys((*reading.people, *meant.values()))),
        guessed=tuple(meant.values()),
        groups=found,
        refused=(*unread, *lost),
        typed=typed,
        is_raw=True,
    )


def _meant(runtime: Runtime, workspace: WorkspaceId, called: Sequence[str]) -> dict[str, UserId]:
    """Return whom a name means, where one colleague alone is called so; whether they are meant is asked."""
    if not called:
        return {}
    found = runtime.reading(lambda session: {name: people.called(session, workspace, name) for name in called})
    return {name: those[0].user for name, those in found.items() if len(those) == 1}


def _expand(
    runtime: Runtime, workspace: WorkspaceId, groups: Sequence[Group]
) -> tuple[tuple[Group, ...], tuple[Refused, ...]]:
    """Return the groups with their members, and those Slack says nothing about. Needs `usergroups:read`."""
    client = runtime.slack(workspace, timeout=SECONDS) if groups else None
    found, lost = [], []
    for one in groups:
        assert client is not None
        try:
            members = client.usergroups_users_list(usergroup=one.id).get("users") or ()
            found.append(group(f"{one.id}|{one.handle or _handle(client, one)}", members))
        except (SlackClientError, OSError) as error:
            log.info("Slack did not say who is in a group", extra={"error": type(error).__name__})
            lost.append(Refused(who=one.called, why=Why.GROUP))
    return tuple(found), tuple(lost)


def _handle(client: WebClient, group: Group) -> str:
    """Return what a group is called; Slack does not always say so with the mention, nor here."""
    for one in client.usergroups_list().get("usergroups") or ():
        if one["id"] == group.id:
            return str(one["handle"])[:80]
    return ""
