"""How does the bot speak under a session's post?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import Ts
from bot.outbox import service as outbox
from bot.outbox.rules import Late
from bot.sessions.rules.values import Meeting
from bot.sessions.service import notices
from bot.slack.message import Message


def root(session: Session, meeting: Meeting) -> Ts | None:
    """Return the post that the thread hangs on; None where it was never said."""
    post = None if meeting.post is None else outbox.find(session, workspace=meeting.workspace, promise=meeting.post)
    return None if post is None else post.ts


def reply(
    session: Session, meeting: Meeting, message: Message, *, what: str, now: datetime, until: datetime | None = None
) -> None:
    """Say something under the session's post, once. `until`: from then on it is not said any more."""
    thread = root(session, meeting)
    if thread is None:
        return
    outbox.post(
        session,
        workspace=meeting.workspace,
        channel=meeting.channel,
        thread=thread,
        message=message,
        key=notices.key(meeting, what),
        now=now,
        late=None if until is None else Late(after=until, message=None),
    )
