"""What does the clock do with questions? It forgets their words after the workspace's retention time."""

from sqlalchemy.orm import Session

from bot.answers import service
from bot.ids import WorkspaceId
from bot.runtime import Runtime
from bot.workspaces import service as workspaces


def forget(runtime: Runtime) -> None:
    """Forget old questions everywhere, a transaction a workspace."""
    now = runtime.now()
    for workspace in runtime.reading(workspaces.workspaces):

        def unit(session: Session, id: WorkspaceId = workspace.id) -> int:
            return service.forget(session, id, now=now)

        runtime.transaction(unit)
