"""How many different people did somebody thank? The only list there is: of givers, its top alone, and easy to leave.

Left out: whoever does not want to be in it, whoever has gone, and private thanks. Nothing is shown while fewer than
eight people are active, or when the workspace does not want it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.kudos.service import options
from bot.kudos.store import sums
from bot.people import service as people

SPAN = timedelta(days=30)
ACTIVE_LEAST = 8
TOP = 5


@dataclass(frozen=True, kw_only=True)
class Breadth:
    user: UserId
    #: different people thanked in 30 days
    people: int


def top(session: Session, workspace: WorkspaceId, *, now: datetime) -> tuple[Breadth, ...]:
    """Return who thanked the most different people, or nothing when it is not to be shown."""
    if not options.of(session, workspace).shows_breadth:
        return ()
    thanks = sums.thanks(session, workspace, since=now - SPAN, until=now)
    active = {*thanks.breadth, *thanks.receivers}
    known = people.people(session, workspace, active)
    present = [user for user in active if user in known and known[user].is_here]
    if len(present) < ACTIVE_LEAST:
        return ()
    willing = [user for user in present if known[user].preferences.get("kudos.breadth") is not False]
    ranked = sorted(
        (Breadth(user=user, people=thanks.breadth[user]) for user in willing if user in thanks.breadth),
        key=lambda one: (-one.people, known[one.user].name.casefold(), one.user),
    )
    return tuple(ranked[:TOP])
