"""What is kept of a person for other programs, for them to read; and how is it erased?"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from bot.doors.store import calls, drafts, keys
from bot.erasure import SAID, Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.slack import text


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    return {
        "Your personal keys": [
            {
                "at": one.made_at,
                "name": one.name,
                "expires": one.expires_at,
                "used": one.used_at,
                SAID: f"you made the key {text.bold(one.name)}.",
            }
            for one in keys.of_person(session, workspace, user)
        ],
        "Drafts your assistant prepared": [
            {
                "at": one.made_at,
                "kind": one.kind.value,
                "text": " · ".join(one.facts.values()),
                SAID: _prepared(one.facts),
            }
            for one in drafts.of_person(session, workspace, user, most=1000)
        ],
    }


def forget_person(session: Session, erasure: Erasure) -> None:
    """Their keys open nothing any more; what was prepared for them, or about them, is gone."""
    keys.forget(session, erasure.workspace, erasure.user)
    calls.forget(session, erasure.workspace, erasure.user)
    drafts.forget(session, erasure)


def _prepared(facts: Mapping[str, str]) -> str:
    return f"your assistant prepared: “{text.escape(text.clip(' · '.join(facts.values()), 400))}”"
