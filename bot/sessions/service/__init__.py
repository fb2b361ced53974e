"""What may the rest of the bot ask of sessions?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.channels import service as channels
from bot.ids import ChannelId, WorkspaceId
from bot.sessions import rules
from bot.sessions.service.coming import about, coming, next_on, planned
from bot.sessions.service.leaving import person_left
from bot.sessions.service.scenes import open_ones
from bot.sessions.store import meetings

__all__ = ["about", "coming", "next_on", "open_ones", "person_left", "places", "planned"]

LOOKED_AT = 200  #: sessions whose channels are asked about


def places(session: Session, *, workspace: WorkspaceId, now: datetime) -> frozenset[ChannelId]:
    """Return the channels of open sessions of which it is not known who reads them."""
    found = {one.channel for one in meetings.in_states(session, workspace, rules.OPEN, most=LOOKED_AT)}
    return frozenset(found - set(channels.known(session, workspace, found, now=now)))
