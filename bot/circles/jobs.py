"""What does the clock do about circles? It asks Slack who is in them."""

import logging

from bot import errors
from bot.circles import service
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

log = logging.getLogger(__name__)


def refresh(runtime: Runtime) -> None:
    for workspace in runtime.reading(workspaces.workspaces):
        with errors.apart(log, "circles not asked about"):
            service.refresh(runtime, workspace.id)
