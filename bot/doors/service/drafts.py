"""What can be done with what an assistant has prepared? Keep it, tell its person, open it, drop it; nothing is sent."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.doors.rules import Caller, TooManyDrafts, drafts, limits
from bot.doors.rules.drafts import Draft, Kind, NoDraft
from bot.doors.store import drafts as store
from bot.doors.views import drafts as views
from bot.ids import UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people


def keep(session: Session, caller: Caller, kind: Kind, facts: Mapping[str, str], *, now: datetime) -> Draft:
    """Keep a draft for a person and tell them that it waits; the same one again changes nothing."""
    workspace, user = caller.workspace, caller.user
    people.hold(session, workspace, user)
    draft, is_new = store.keep(session, workspace, user, kind, facts, key=drafts.key(user, kind, facts), now=now)
    if is_new:
        if store.count(session, workspace, user) > limits.DRAFTS:
            raise TooManyDrafts(limit=limits.DRAFTS)
        said = views.prepared(draft, name=_named(session, draft))
        key = f"doors.draft:{draft.id}"
        outbox.direct(session, workspace=workspace, user=user, message=said, key=key, now=now)
    return draft


def waiting(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Draft, ...]:
    """Return what waits for somebody, the newest first."""
    return store.of_person(session, workspace, user, most=limits.DRAFTS)


def of_person(session: Session, workspace: WorkspaceId, draft: int, user: UserId) -> Draft:
    """Return a draft of this person; raise `NoDraft` when it is gone, or somebody else's."""
    found = store.find(session, workspace, draft)
    if found is None or found.user != user:
        raise NoDraft
    return found


def drop(session: Session, workspace: WorkspaceId, draft: int, user: UserId) -> Draft:
    """Forget a draft, as its person; return what it was."""
    found = of_person(session, workspace, draft, user)
    store.remove(session, workspace, draft)
    return found


def _named(session: Session, draft: Draft) -> str:
    """What the person is called whom a draft is about; '' when it is about nobody."""
    user = draft.facts.get("user", "")
    one = people.person(session, draft.workspace, UserId(user)) if user else None
    return one.name if one is not None else ""


def question(session: Session, workspace: WorkspaceId, draft: int, user: UserId) -> str:
    """Return what a draft would ask, to look for what comes near; '' when it asks nothing."""
    found = store.find(session, workspace, draft)
    return found.facts.get("question", "") if found is not None and found.user == user else ""
