"""What does the clock do? It acts on every deadline that is over, each in its own transaction."""

import logging

from bot.ids import WorkspaceId
from bot.mentors.service import deadlines, suggestions
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

BATCH = 100
MOST = 5000
#: A job can wait for its turn to write; a request of Slack's cannot.
PATIENCE = 30.0

log = logging.getLogger(__name__)


def nudge(runtime: Runtime) -> None:
    """Act on what is due now. Safe to run twice, in several processes, and after any pause."""
    acted = 0
    while acted < MOST:
        due = runtime.reading(lambda session: deadlines.due(session, now=runtime.now(), most=BATCH))
        if not due:
            break
        for deadline in due:
            _act(runtime, deadline)
            acted += 1
    if acted:
        log.info("mentor deadlines", extra={"acted": acted})


def _act(runtime: Runtime, deadline: deadlines.Deadline) -> None:
    """Hold the deadline first: one that fails comes again later and does not stand in the way of the others."""
    now = runtime.now()
    if runtime.transaction(lambda session: deadlines.hold(session, deadline, now=now), patience=PATIENCE):
        runtime.transaction(lambda session: deadlines.tick(session, deadline, now=now), patience=PATIENCE)


def suggest(runtime: Runtime) -> None:
    """Ask those who are thanked for something whether they would mentor it. Nobody is asked twice."""
    for workspace in runtime.reading(workspaces.workspaces):
        _suggest(runtime, workspace.id)


def _suggest(runtime: Runtime, workspace: WorkspaceId) -> None:
    runtime.transaction(lambda session: suggestions.suggest(session, workspace, now=runtime.now()))
