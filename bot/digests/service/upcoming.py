"""What comes up, as a digest tells it: sessions that one can still join."""

from datetime import timedelta

from sqlalchemy.orm import Session

from bot.digests.rules.sections import Audience, Button, Item, Section, Window
from bot.digests.service.days import once
from bot.digests.views import wording
from bot.ids import WorkspaceId
from bot.sessions import service as sessions
from bot.sessions.views import coming, post
from bot.sessions.views.wording import Scene

AHEAD = timedelta(days=14)  #: sessions spoken of


def sessions_part(session: Session, workspace: WorkspaceId, audience: Audience, window: Window) -> tuple[Item, ...]:
    """Sessions of the coming two weeks; of one in a private channel only that channel reads."""
    words = wording.of(audience.language)

    def planned() -> tuple[Scene, ...]:
        return sessions.planned(session, workspace, since=window.until, until=window.until + AHEAD)

    found = once(session, ("sessions", workspace, window.until), planned)
    open_ones = sessions.open_ones(session, [one.meeting for one in found], now=window.until)
    return tuple(
        Item(
            section=Section.SESSIONS,
            key=f"session:{one.meeting.id}",
            text=coming.line(one),
            weight=one.count.would_come,
            only_in=None if one.meeting.id in open_ones else one.meeting.channel,
            button=Button(label=words.join, action=f"{post.JOIN}:{one.meeting.id}", value=str(one.meeting.id)),
        )
        for one in found
    )
