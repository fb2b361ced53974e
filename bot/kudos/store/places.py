"""Where were people thanked, and is it not known yet who can read along there?"""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ids import ChannelId, WorkspaceId
from bot.kudos.rules import GestureId, Place
from bot.kudos.store.tables import GestureRow


def unplaced(session: Session) -> dict[WorkspaceId, list[ChannelId]]:
    """Return the channels in which somebody was thanked, and of which it is not known who can read along."""
    asked = select(GestureRow.workspace, GestureRow.channel).where(
        GestureRow.place == Place.UNKNOWN, GestureRow.channel.is_not(None)
    )
    found: dict[WorkspaceId, list[ChannelId]] = defaultdict(list)
    for workspace, channel in session.execute(asked.distinct()):
        found[WorkspaceId(workspace)].append(ChannelId(str(channel)))
    return found


def unplaced_in(
    session: Session, workspace: WorkspaceId, channel: ChannelId, *, most: int = 200
) -> tuple[GestureId, ...]:
    """Return the gestures made in a channel before it was known who can read along."""
    here = (GestureRow.workspace == workspace, GestureRow.channel == channel, GestureRow.place == Place.UNKNOWN)
    return tuple(
        map(GestureId, session.scalars(select(GestureRow.id).where(*here).order_by(GestureRow.id).limit(most)))
    )
