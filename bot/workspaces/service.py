"""What can be done with a workspace?"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.erasure import Erasure
from bot.ids import UserId, WorkspaceId
from bot.workspaces import rules, store

Choices = Mapping[str, object]

BLOCKS = "slack.blocks"


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


def choose(session: Session, workspace: WorkspaceId, choices: Choices | Callable[[Choices], Choices]) -> None:
    """Change some of what a workspace has chosen; who may is checked by the caller.

    `choices`: by their names, or what makes them of all that is chosen now, which nobody changes meanwhile.
    """
    store.choose(session, workspace, choices if callable(choices) else lambda _chosen: choices)


def blocks(session: Session, workspace: WorkspaceId) -> frozenset[str]:
    """Return which of Slack's newer blocks can be shown here, as far as Slack has said."""
    known = choice(session, workspace, BLOCKS)
    return frozenset(map(str, known.get("kinds", ()))) if isinstance(known, dict) else frozenset()


def blocks_asked_at(workspace: rules.Workspace) -> datetime | None:
    """Return when Slack said which of its newer blocks can be shown; None when it never has."""
    known = workspace.settings.get(BLOCKS)
    return datetime.fromisoformat(str(known["asked_at"])) if isinstance(known, dict) else None


def note_blocks(session: Session, workspace: WorkspaceId, kinds: Collection[str], *, now: datetime) -> None:
    choose(session, workspace, {BLOCKS: {"kinds": sorted(kinds), "asked_at": now.isoformat()}})


def forget_person(session: Session, erasure: Erasure) -> None:
    """Take a person out of what a workspace has chosen: their roles end."""

    def without(settings: Choices) -> Choices:
        named = {name: None for name, chosen in settings.items() if chosen == erasure.user}
        lists = {name: chosen for name, chosen in settings.items() if isinstance(chosen, list)}
        shorter = {
            name: [one for one in chosen if one != erasure.user]
            for name, chosen in lists.items()
            if erasure.user in chosen
        }
        return {**named, **shorter}

    if store.find(session, erasure.workspace) is not None:
        store.choose(session, erasure.workspace, without)
