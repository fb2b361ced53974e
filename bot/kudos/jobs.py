"""What happens to kudos by itself? Places are looked up, odd patterns reported, forgotten drafts cleared away."""

import logging
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.orm import Session

from bot.ids import ChannelId, WorkspaceId
from bot.kudos import service
from bot.kudos.rules import GestureId, Place
from bot.kudos.service import changing
from bot.kudos.store import drafts, reading
from bot.kudos.views import reports
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

REPORT_HOUR = 9  #: of Monday, in the owner's zone

#: Slack's word for a conversation that is none of the bot's business.
_CLOSED = ("channel_not_found", "not_in_channel", "missing_scope", "access_denied")

log = logging.getLogger(__name__)


def learn_places(runtime: Runtime) -> None:
    """Ask Slack which channels are public where kudos were given; only then is a copy made."""
    for workspace, channel, gestures in runtime.reading(reading.unplaced):
        place = _ask(runtime, workspace, channel)
        if place is None:
            continue
        for gesture in gestures:
            learn = partial(_learn, runtime, workspace, gesture, place)
            runtime.transaction(learn)


def report_patterns(runtime: Runtime) -> None:
    """Tell each programme owner once a week what looks traded; nothing is done about it."""
    for workspace in runtime.reading(workspaces.workspaces):
        runtime.transaction(partial(_report, runtime, workspace.id))


def tidy(runtime: Runtime) -> None:
    """Clear drafts away that nobody came back to."""
    runtime.transaction(lambda session: drafts.tidy(session, now=runtime.now()))


def _learn(runtime: Runtime, workspace: WorkspaceId, gesture: GestureId, place: Place, session: Session) -> None:
    changing.learn_place(session, workspace, gesture, place, now=runtime.now())


def _ask(runtime: Runtime, workspace: WorkspaceId, channel: ChannelId) -> Place | None:
    try:
        found = runtime.slack(workspace, timeout=5).conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        return Place.PRIVATE if error.response["error"] in _CLOSED else None
    except (SlackClientError, OSError) as error:
        log.info("Slack did not say who can read a channel", extra={"error": type(error).__name__})
        return None
    is_closed = found.get("is_private") or found.get("is_mpim") or found.get("is_im") or found.get("is_group")
    return Place.PRIVATE if is_closed else Place.PUBLIC


def _report(runtime: Runtime, workspace: WorkspaceId, session: Session) -> None:
    owner = people.owner(session, workspace)
    if owner is None:
        return
    known = people.person(session, workspace, owner)
    now = runtime.now()
    local = now.astimezone(known.tz if known else ZoneInfo("UTC"))
    if local.weekday() == 0 and local.hour < REPORT_HOUR:
        return
    monday = local.date() - timedelta(days=local.weekday())
    patterns = service.patterns(session, workspace, now=now)
    if not patterns:
        return
    involved = {user for one in patterns for user in one.people}
    names = {one.user: one.name for one in people.people(session, workspace, involved).values()}
    outbox.direct(
        session,
        workspace=workspace,
        user=owner,
        message=reports.odd(patterns, names),
        key=f"kudos.patterns:{monday}",
        now=now,
    )
