"""What happens to kudos by itself? Places are looked up, odd patterns reported, forgotten drafts cleared away."""

from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.channels import service as channels
from bot.ids import WorkspaceId
from bot.kudos import service
from bot.kudos.rules import GestureId, Place
from bot.kudos.service import changing
from bot.kudos.service import places as known
from bot.kudos.store import drafts, places
from bot.kudos.views import reports
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

REPORT_HOUR = 9  #: of Monday, in the owner's zone


def learn_places(runtime: Runtime) -> None:
    """Ask Slack which channels are public where kudos were given; only then is a copy made."""
    for workspace, unplaced in runtime.reading(places.unplaced).items():
        for channel, found in channels.look(runtime, workspace, unplaced).items():
            place = known.of(found)
            for gesture in runtime.reading(partial(places.unplaced_in, workspace=workspace, channel=channel)):
                runtime.transaction(partial(_learn, runtime, workspace, gesture, place))


def report_patterns(runtime: Runtime) -> None:
    """Tell each programme owner once a week what looks traded; nothing is done about it."""
    for workspace in runtime.reading(workspaces.workspaces):
        runtime.transaction(partial(_report, runtime, workspace.id))


def tidy(runtime: Runtime) -> None:
    """Clear drafts away that nobody came back to."""
    runtime.transaction(lambda session: drafts.tidy(session, now=runtime.now()))


def _learn(runtime: Runtime, workspace: WorkspaceId, gesture: GestureId, place: Place, session: Session) -> None:
    changing.learn_place(session, workspace, gesture, place, now=runtime.now())


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
