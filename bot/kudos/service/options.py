"""How does this workspace like its kudos?"""

from sqlalchemy.orm import Session

from bot.ids import WorkspaceId
from bot.kudos.rules.options import Options, parse
from bot.workspaces import service as workspaces


def of(session: Session, workspace: WorkspaceId) -> Options:
    found = workspaces.workspace(session, workspace)
    return Options() if found is None else parse(found.settings, bot_user=found.bot_user)
