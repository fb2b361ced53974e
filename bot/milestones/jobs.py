"""What does the clock do with milestones? Leaders' letters, reminders of an expiry, looking who reads along."""

import logging
from collections.abc import Sequence
from functools import partial

from sqlalchemy.orm import Session

from bot import errors
from bot.channels import service as channels
from bot.milestones import rules, store, views
from bot.milestones.rules import Milestone, Place
from bot.milestones.service import letters as leading
from bot.milestones.service import noticed, posts
from bot.milestones.store import letters as letter_rows
from bot.outbox import service as outbox
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

log = logging.getLogger(__name__)

PATIENCE = 30.0  #: seconds; a job can wait for its turn to write


def letters(runtime: Runtime) -> None:
    """Write the leaders' letters that are due, each week's once."""
    now = runtime.now()
    for workspace in runtime.reading(workspaces.workspaces):
        for leader in runtime.reading(partial(leading.leaders, workspace=workspace.id)):
            period = leading.due(now, leader.tz)
            if period is None or leader.user in runtime.reading(
                partial(letter_rows.claimed, workspace=workspace.id, period=period)
            ):
                continue
            with errors.apart(log, "letter not written"):
                runtime.transaction(partial(leading.write, leader=leader, period=period, now=now), patience=PATIENCE)


def remind(runtime: Runtime) -> None:
    """Remind people once of a certificate that expires within a month."""
    now = runtime.now()
    soon = (now + rules.REMINDED).date()
    for milestone in runtime.reading(partial(store.expiring, since=now.date(), by=soon)):

        def unit(session: Session, milestone: Milestone = milestone) -> None:
            if store.remind(session, milestone):
                outbox.direct(
                    session,
                    workspace=milestone.workspace,
                    user=milestone.user,
                    message=views.expiring(posts.scene(session, milestone)),
                    key=f"milestone.expiry:{milestone.id}:{milestone.facts.expires_on}",
                    now=now,
                )

        with errors.apart(log, "expiry not told"):
            runtime.transaction(unit, patience=PATIENCE)


def look(runtime: Runtime) -> None:
    """Ask Slack who can read along where milestones are celebrated; what is not known counts as private."""
    for workspace, unplaced in runtime.reading(store.unplaced).items():
        for channel, found in channels.look(runtime, workspace, unplaced).items():
            place = Place.PUBLIC if found.is_open else Place.PRIVATE
            unit = partial(store.place, workspace=workspace, channel=channel, place=place)
            runtime.transaction(unit, patience=PATIENCE)


def notice(runtime: Runtime, sources: Sequence[noticed.Source]) -> None:
    """Keep what other domains know to have been reached."""
    for workspace in runtime.reading(workspaces.workspaces):
        unit = partial(noticed.notice, workspace=workspace.id, sources=sources, now=runtime.now())
        with errors.apart(log, "milestones not noticed"):
            runtime.transaction(unit, patience=PATIENCE)
