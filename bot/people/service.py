"""Who is who, and who may do what? Everything the bot knows of people goes through here."""

import logging
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackClientError
from sqlalchemy.orm import Session

from bot import audit
from bot.ids import UserId, WorkspaceId
from bot.people import rules, store
from bot.runtime import Runtime
from bot.workspaces import service as workspaces

ADMINS_NAMED = 3  #: of whom one is to be asked
REFRESH_SECONDS = 1.5  #: what a request of Slack's can spare for asking who somebody is

log = logging.getLogger(__name__)


def meet(runtime: Runtime, workspace: WorkspaceId, users: Collection[UserId]) -> dict[UserId, rules.Person]:
    """Return who these people are, asking Slack for those unknown or not seen for a day.

    To be called before a transaction, never inside one. Somebody Slack does not tell us about in time is returned as
    last known, or left out.
    """
    now = runtime.now()
    known = runtime.reading(lambda session: store.find(session, workspace, users))
    stale = [user for user in users if user not in known or _is_stale(known[user], now)]
    fresh = [one for user in stale if (one := _ask(runtime, workspace, user, now)) is not None]
    if not fresh:
        return known

    def note(session: Session) -> dict[UserId, rules.Person]:
        for one in fresh:
            store.save(session, one)
        return store.find(session, workspace, users)

    return runtime.transaction(note)


def remember(session: Session, workspace: WorkspaceId, profile: Mapping[str, Any], *, now: datetime) -> rules.Person:
    """Note a profile that Slack sent."""
    one = rules.person(workspace, profile, now=now)
    store.save(session, one)
    return one


def person(session: Session, workspace: WorkspaceId, user: UserId) -> rules.Person | None:
    """Return somebody as last known."""
    return store.find(session, workspace, [user]).get(user)


def hold(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """Let what counts somebody's things and then adds one be done by one at a time, until this transaction ends."""
    store.hold(session, workspace, user)


def people(session: Session, workspace: WorkspaceId, users: Collection[UserId]) -> dict[UserId, rules.Person]:
    """Return several people as last known; the unknown are left out."""
    return store.find(session, workspace, users)


def named(session: Session, workspace: WorkspaceId, *texts: str) -> tuple[str, ...]:
    """Return texts in which people stand by id, with their names instead; who is not known is someone."""
    ids = {UserId(found) for text in texts for found in rules.MENTIONED.findall(text)}
    if not ids:
        return texts
    known = store.find(session, workspace, ids)

    def name(match: re.Match[str]) -> str:
        one = known.get(UserId(match[1]))
        return "@someone" if one is None else f"@{one.name}"

    return tuple(rules.MENTIONED.sub(name, text) for text in texts)


def called(session: Session, workspace: WorkspaceId, name: str) -> tuple[rules.Person, ...]:
    """Return the colleagues who are called so: by their whole name, or by its first word. No more than three."""
    return store.called(session, workspace, name)


def everybody(session: Session, workspace: WorkspaceId) -> tuple[rules.Person, ...]:
    """Return everybody ever met here, in the order of their ids."""
    return store.every(session, workspace)


def prefer(session: Session, workspace: WorkspaceId, user: UserId, choices: Mapping[str, object]) -> None:
    """Note what a person has chosen (`domain.name`)."""
    store.prefer(session, workspace, user, choices)


def standing(
    session: Session, workspace: WorkspaceId, user: UserId, now: datetime
) -> tuple[rules.Standing | None, bool]:
    """Return who somebody is as last known, None for the unknown, and whether Slack was asked lately."""
    one = person(session, workspace, user)
    return (None, False) if one is None else (one.standing, not _is_stale(one, now))


def owner(session: Session, workspace: WorkspaceId) -> UserId | None:
    """Return the programme owner: chosen by the workspace, else its first known admin."""
    chosen = workspaces.choice(session, workspace, "roles.owner")
    if isinstance(chosen, str):
        return UserId(chosen)
    admins = (one for one in store.every(session, workspace) if one.is_admin and one.is_here)
    return next((one.user for one in admins), None)


def is_admin(session: Session, workspace: WorkspaceId, user: UserId) -> bool:
    """May this person configure? Slack's admins, the owner, and whom the workspace has named."""
    one = person(session, workspace, user)
    if one is None or not one.is_here:
        return False
    return one.is_admin or _is_named(session, workspace, user, "roles.admins", "roles.owner")


def must_be_admin(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """Raise `NotAnAdmin` for somebody who may not configure; what an admin does then is noted in the audit."""
    if not is_admin(session, workspace, user):
        raise rules.NotAnAdmin(who=_whoever_looks_after(session, workspace))
    audit.privileged(session)


def must_be_curator(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    """Raise `NotACurator` for somebody who may not publish; what a curator does then is noted in the audit."""
    if not is_curator(session, workspace, user):
        raise rules.NotACurator(who=_whoever_looks_after(session, workspace))
    audit.privileged(session)


def is_curator(session: Session, workspace: WorkspaceId, user: UserId) -> bool:
    """May this person publish? Whom the workspace has named, and admins."""
    return _is_named(session, workspace, user, "roles.curators") or is_admin(session, workspace, user)


def _whoever_looks_after(session: Session, workspace: WorkspaceId) -> str:
    """Name the programme owner, or else the admins, to be asked for what somebody may not do."""
    chosen = owner(session, workspace)
    one = None if chosen is None else person(session, workspace, chosen)
    if one is not None and one.is_here:
        return f"{one.name}, who looks after Pollen here"
    named = workspaces.choice(session, workspace, "roles.admins")
    ids = named if isinstance(named, list) else []
    admins = [one.name for one in store.every(session, workspace) if one.is_here and (one.is_admin or one.user in ids)]
    if not admins:
        return "an admin of this workspace"
    *first, last = admins[:ADMINS_NAMED]
    return f"{', '.join(first)} or {last}, who are admins here" if first else f"{last}, who is an admin here"


def _is_named(session: Session, workspace: WorkspaceId, user: UserId, *roles: str) -> bool:
    for role in roles:
        named = workspaces.choice(session, workspace, role)
        if named == user or (isinstance(named, list) and user in named):
            return True
    return False


def _is_stale(one: rules.Person, now: datetime) -> bool:
    return one.seen_at is None or now - one.seen_at > rules.FRESH


def _ask(runtime: Runtime, workspace: WorkspaceId, user: UserId, now: datetime) -> rules.Person | None:
    try:
        answer = runtime.slack(workspace, timeout=REFRESH_SECONDS).users_info(user=user, include_locale=True)
    except (SlackClientError, OSError) as error:
        log.info("Slack did not say who somebody is", extra={"error": type(error).__name__})
        return None
    return rules.person(workspace, answer["user"], now=now)
