"""What does Slack tell us about people by itself?"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from slack_bolt import App
from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.people import rules, service
from bot.runtime import Runtime
from bot.slack import payloads

#: What a part of the bot does when somebody has left the company, in the transaction that notes it.
Leaving = Callable[[Session, WorkspaceId, UserId, datetime], None]


def register(app: App, *, leaving: Sequence[Leaving] = ()) -> None:
    @app.event("user_change")
    def changed(body: dict[str, Any], runtime: Runtime) -> None:
        note(payloads.person_changed(body), runtime, leaving)

    @app.event("team_join")
    def joined(body: dict[str, Any], runtime: Runtime) -> None:
        note(payloads.person_changed(body), runtime, leaving)


def note(change: payloads.PersonChanged, runtime: Runtime, leaving: Sequence[Leaving]) -> None:
    """Keep a profile as Slack sent it, and see to what somebody leaves behind."""
    now = runtime.now()

    def unit(session: Session) -> None:
        before = service.person(session, change.actor.workspace, change.actor.user)
        if before is None and rules.standing(change.actor.workspace, change.profile) is rules.Standing.GONE:
            return  # whoever leaves unknown, or erased, stays so
        after = service.remember(session, change.actor.workspace, change.profile, now=now)
        has_left = after.standing is rules.Standing.GONE
        if has_left and (before is None or before.standing is not rules.Standing.GONE):
            for see_to in leaving:
                see_to(session, change.actor.workspace, change.actor.user, now)

    runtime.transaction(unit)
