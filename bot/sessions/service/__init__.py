"""What may the rest of the bot ask of sessions?"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.channels import service as channels
from bot.ids import ChannelId, WorkspaceId
from bot.sessions import rules
from bot.sessions.rules import State
from bot.sessions.service.coming import about, coming, next_on, planned
from bot.sessions.service.leaving import person_left
from bot.sessions.service.scenes import open_ones
from bot.sessions.service.writing import reached
from bot.sessions.store import meetings

__all__ = ["about", "coming", "next_on", "open_ones", "person_left", "places", "planned", "reached"]

LOOKED_AT = 200  #: sessions whose channels are asked about
LATELY = timedelta(days=14)  #: since a session that is still spoken of: who was there, what was learned


def places(session: Session, *, workspace: WorkspaceId, now: datetime) -> frozenset[ChannelId]:
    """Return the channels of sessions, open or over lately, of which it is not known who reads them."""
    late = meetings.beginning(session, workspace, {State.OVER}, since=now - LATELY, until=now, most=LOOKED_AT)
    found = {one.channel for one in (*meetings.in_states(session, workspace, rules.OPEN, most=LOOKED_AT), *late)}
    return frozenset(found - set(channels.known(session, workspace, found, now=now)))
