"""What is kept of a person's groups and channels, for them to read; and how is it erased?

Slack tells it again as long as they are in the group: an erased person who is still here stays a member there.
"""

from sqlalchemy.orm import Session

from bot.circles import store
from bot.erasure import SAID, Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.slack import text


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    names = store.names_of(session, workspace, user)
    return {
        "Groups and channels you're in, which decide what you may read": [
            {"name": name, SAID: f"you're in {text.escape(name)}."} for name in names
        ]
    }


def forget_person(session: Session, erasure: Erasure) -> None:
    """Forget which groups and channels somebody is in."""
    store.forget_person(session, erasure)
