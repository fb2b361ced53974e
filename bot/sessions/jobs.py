"""What does the clock do about sessions? It acts on every deadline that is over, each in its own transaction."""

import logging
from functools import partial

from bot import errors
from bot.channels import service as channels
from bot.runtime import Runtime
from bot.sessions import service
from bot.sessions.service import clock, gathering
from bot.workspaces import service as workspaces

BATCH = 100
MOST = 5000
PATIENCE = 30.0  #: seconds; a job can wait for its turn to write

log = logging.getLogger(__name__)


def tick(runtime: Runtime) -> None:
    """Act on what is due now. Safe to run twice, in several processes, and after any pause."""
    acted = 0
    while acted < MOST:
        due = runtime.reading(lambda session: clock.due(session, now=runtime.now(), most=BATCH))
        if not due:
            break
        for deadline in due:
            with errors.apart(log, "a session's deadline was not acted on", kind=deadline.kind):
                _act(runtime, deadline)
            acted += 1


def _act(runtime: Runtime, deadline: clock.Deadline) -> None:
    """Hold the deadline first: one that fails comes again later and does not stand in the way of the others."""
    now = runtime.now()
    if runtime.transaction(lambda session: clock.hold(session, deadline, now=now), patience=PATIENCE):
        runtime.transaction(lambda session: clock.tick(session, deadline, now=now), patience=PATIENCE)


def gather(runtime: Runtime) -> None:
    """Make sessions of the groups that mentors lead."""
    for workspace in runtime.reading(workspaces.workspaces):
        unit = partial(gathering.gather, workspace=workspace.id, now=runtime.now())
        with errors.apart(log, "groups not gathered"):
            runtime.transaction(unit, patience=PATIENCE)


def look(runtime: Runtime) -> None:
    """Ask Slack who can read along where sessions are posted; what is not known counts as private."""
    for workspace in runtime.reading(workspaces.workspaces):
        places = runtime.reading(partial(service.places, workspace=workspace.id, now=runtime.now()))
        if places:
            channels.look(runtime, workspace.id, places)
