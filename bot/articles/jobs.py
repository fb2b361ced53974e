"""What does the clock do with articles? It reads the canvases that are followed, and finds out what links mean."""

import logging

from sqlalchemy.orm import Session

from bot import errors
from bot.articles.service import canvases, linking
from bot.ids import WorkspaceId
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

#: A job can wait for its turn to write; a request of Slack's cannot.
PATIENCE = 30.0

log = logging.getLogger(__name__)


def read_canvases(runtime: Runtime) -> None:
    """Bring what is followed up to date, workspace by workspace."""
    for workspace in runtime.reading(workspaces.workspaces):
        with errors.apart(log, "canvases not read"):
            canvases.refresh(runtime, workspace.id)


def settle_links(runtime: Runtime) -> None:
    """Find out what the links of a collection mean whose readers were chosen in Slack, a transaction a collection."""
    for workspace, collection in runtime.reading(linking.outdated):

        def settle(session: Session, id: WorkspaceId = workspace, collection: str = collection) -> None:
            linking.settle(session, id, collection)

        runtime.transaction(settle, patience=PATIENCE)
