"""What does the clock do with articles? It reads the canvases that are followed."""

import logging

from bot import errors
from bot.articles.service import canvases
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

log = logging.getLogger(__name__)


def read_canvases(runtime: Runtime) -> None:
    """Bring what is followed up to date, workspace by workspace."""
    for workspace in runtime.reading(workspaces.workspaces):
        with errors.apart(log, "canvases not read"):
            canvases.refresh(runtime, workspace.id)
