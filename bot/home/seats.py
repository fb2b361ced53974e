"""Is the bot in the channels an admin has chosen? Asked of Slack, outside any transaction."""

import logging
from collections.abc import Mapping

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.home.rules import Finding, Setup
from bot.ids import ChannelId, WorkspaceId
from bot.runtime import Runtime
from bot.slack import text
from bot.workspaces import service as workspaces

SECONDS = 0.6  #: for Slack to answer about one channel: a command is answered in three

log = logging.getLogger(__name__)


def findings(runtime: Runtime, workspace: WorkspaceId) -> tuple[Finding, ...]:
    """Return what is wrong with the chosen channels; what Slack does not say in time is left out."""
    found = runtime.reading(lambda session: workspaces.workspace(session, workspace))
    settings = {} if found is None else found.settings
    said = (_look(runtime, workspace, channel, what) for channel, what in _chosen(settings).items())
    return tuple(Finding(is_well=False, sentence=sentence) for sentence in said if sentence)


def _chosen(settings: Mapping[str, object]) -> dict[ChannelId, str]:
    setup = Setup.of(settings)
    kudos = settings.get("kudos.channel")
    chosen = {
        setup.mentors_channel: "the mentors' channel",
        setup.milestones_channel: "the channel for milestones",
        (ChannelId(kudos) if isinstance(kudos, str) else None): "the channel for kudos",
    }
    return {channel: what for channel, what in chosen.items() if channel}


def _look(runtime: Runtime, workspace: WorkspaceId, channel: ChannelId, what: str) -> str:
    try:
        about = runtime.slack(workspace, timeout=SECONDS).conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        if error.response.get("error") == "channel_not_found":
            return f"I can't see {what}: it's gone, or it's private and I haven't been invited."
        return ""
    except (SlackClientError, OSError) as error:
        log.info("Slack did not say whether we are in a channel", extra={"error": type(error).__name__})
        return ""
    if about.get("is_archived"):
        return f"{text.channel(channel)}, {what}, is archived. Please choose another with `/pollen setup`."
    if not about.get("is_member"):
        return f"I'm not in {text.channel(channel)}, {what}, so I miss replies and reactions there. Please invite me."
    return ""
