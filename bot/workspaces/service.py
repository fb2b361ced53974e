"""What can be done with a workspace?"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId
from bot.workspaces import rules, store


def install(
    session: Session, workspace: WorkspaceId, *, name: str, bot_user: UserId, bot_id: str, now: datetime
) -> None:
    """Note that the bot is installed here; installing again changes only who the bot is."""
    store.save(session, workspace, name=name, bot_user=bot_user, bot_id=bot_id, now=now)


def workspace(session: Session, workspace: WorkspaceId) -> rules.Workspace | None:
    return store.find(session, workspace)


def workspaces(session: Session) -> tuple[rules.Workspace, ...]:
    """Return every workspace that has installed the bot, in a stable order."""
    return store.every(session)


def choice(session: Session, workspace: WorkspaceId, name: str) -> object | None:
    """Return what a workspace has chosen under `name` (`domain.name`), or None when it has not."""
    found = store.find(session, workspace)
    return None if found is None else found.settings.get(name)


def url(session: Session, workspace: WorkspaceId) -> str:
    """Return the address of the workspace in Slack, e.g. https://acme.slack.com"""
    return str(choice(session, workspace, "slack.url") or "https://slack.com")


def choose(session: Session, workspace: WorkspaceId, choices: Mapping[str, object]) -> None:
    """Change some of what a workspace has chosen; who may is checked by the caller."""
    store.choose(session, workspace, choices)


def forget_person(session: Session, erasure: Erasure) -> None:
    """Take a person out of what a workspace has chosen: their roles end."""
    found = store.find(session, erasure.workspace)
    for name, chosen in found.settings.items() if found else ():
        if chosen == erasure.user:
            store.choose(session, erasure.workspace, {name: None})
        elif isinstance(chosen, list) and erasure.user in chosen:
            store.choose(session, erasure.workspace, {name: [one for one in chosen if one != erasure.user]})
