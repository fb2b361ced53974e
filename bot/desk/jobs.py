"""What does the clock do with the desk? Tell who raised a flag, find and tell the misled, ask the curators in time."""

import logging
from functools import partial

from sqlalchemy.orm import Session

from bot import errors
from bot.desk import rules
from bot.desk.service import corrections, flags
from bot.desk.store import corrections as correction_rows
from bot.desk.store import flags as flag_rows
from bot.ids import WorkspaceId
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

log = logging.getLogger(__name__)

PATIENCE = 30.0  #: seconds; a job can wait for its turn to write
AT_ONCE = 50


def settled(runtime: Runtime) -> None:
    """Tell those whose flag was settled; they hear before everybody else."""
    for workspace in runtime.reading(flag_rows.workspaces_untold):
        with errors.apart(log, "settled flags not told"):
            runtime.in_batches(
                partial(flags.tell, workspace=workspace, now=runtime.now(), most=AT_ONCE), patience=PATIENCE
            )


def correct(runtime: Runtime) -> None:
    """Find who read what was corrected, and write to each of them once."""
    now = runtime.now()
    for workspace, correction in runtime.reading(correction_rows.unread):
        with errors.apart(log, "readers not found"):
            runtime.in_batches(
                partial(corrections.find, workspace=workspace, correction=correction, now=now), patience=PATIENCE
            )
    before = now - corrections.QUIET
    for workspace, user in runtime.reading(partial(correction_rows.waiting, before=before, most=AT_ONCE)):
        with errors.apart(log, "correction not told"):
            runtime.transaction(partial(corrections.tell, workspace=workspace, user=user, now=now), patience=PATIENCE)


def widen(runtime: Runtime) -> None:
    """Ask the curators about what whoever keeps the article has left alone."""
    now = runtime.now()

    def due(session: Session, workspace: WorkspaceId) -> tuple[rules.Place, ...]:
        return flag_rows.asked_before(session, workspace, now - rules.ASKED_ALONE)

    for workspace in runtime.reading(workspaces.workspaces):
        for place in runtime.reading(partial(due, workspace=workspace.id)):
            with errors.apart(log, "curators not asked"):
                runtime.transaction(
                    partial(flags.widen, workspace=workspace.id, place=place, now=now), patience=PATIENCE
                )
