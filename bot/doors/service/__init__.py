"""What may the rest of the bot ask of the doors by which other programs come in?"""

from sqlalchemy.orm import Session

from bot.doors.rules import ASSISTANTS, SCRIPTS
from bot.doors.service.drafts import waiting
from bot.doors.service.keys import of_person
from bot.doors.views.home import Mine
from bot.ids import UserId, WorkspaceId
from bot.workspaces import service as workspaces

__all__ = ["home", "is_open"]


def is_open(session: Session, workspace: WorkspaceId, *doors: str) -> bool:
    """Has an admin opened this door, or one of these? None is open by itself."""
    found = workspaces.workspace(session, workspace)
    return found is not None and any(found.settings.get(door) is True for door in doors)


def home(session: Session, workspace: WorkspaceId, user: UserId) -> Mine:
    """Return what somebody sees of it in App Home."""
    if not is_open(session, workspace, ASSISTANTS, SCRIPTS):
        return Mine(is_open=False)
    return Mine(is_open=True, keys=of_person(session, workspace, user), drafts=waiting(session, workspace, user))
