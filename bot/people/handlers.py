"""What does Slack tell us about people by itself?"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.people import rules, service
from bot.slack import gate, parsing
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.payloads import PersonChanged

#: What a part of the bot does when somebody has left the company, in the transaction that notes it.
Leaving = Callable[[Session, WorkspaceId, UserId, datetime], None]


def register(on: Listeners, *, leaving: Sequence[Leaving] = ()) -> None:
    changed = partial(note, leaving=leaving)
    on.event("user_change", changed, parse=parsing.person_changed, admits=gate.TOLD_OF)
    on.event("team_join", changed, parse=parsing.person_changed, admits=gate.TOLD_OF)


def note(session: Session, change: PersonChanged, now: datetime, *, leaving: Sequence[Leaving]) -> Answer:
    """Keep a profile as Slack sent it, and see to what somebody leaves behind."""
    workspace, user = change.actor.workspace, change.actor.user
    before = service.person(session, workspace, user)
    if before is None and rules.standing(workspace, change.profile) is rules.Standing.GONE:
        return None  # whoever leaves unknown, or erased, stays so
    after = service.remember(session, workspace, change.profile, now=now)
    has_left = after.standing is rules.Standing.GONE
    if has_left and (before is None or before.standing is not rules.Standing.GONE):
        for see_to in leaving:
            see_to(session, workspace, user, now)
    return None
