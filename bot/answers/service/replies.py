"""Has a colleague answered what nobody had written? Their words stay in Slack; kept is that somebody did, and when."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.answers.service import consent
from bot.answers.store import questions, replies
from bot.answers.store.questions import Question
from bot.answers.views import unanswered
from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people
from bot.workspaces import service as workspaces

#: How long a thread is listened to after its question.
OPEN = timedelta(days=60)


def waiting(
    session: Session, workspace: WorkspaceId, channel: ChannelId, thread: Ts, *, now: datetime
) -> tuple[Question, ...]:
    """Return the questions that found nothing and wait for an answer in a thread."""
    found = standing(session, workspace, channel, thread, since=now - OPEN)
    known = replies.replied(session, workspace, [one.answer for one in found])
    return tuple(one for one in found if one.answer not in known)


def standing(
    session: Session, workspace: WorkspaceId, channel: ChannelId, thread: Ts, *, since: datetime
) -> tuple[Question, ...]:
    """Return the questions that found nothing and stand in a thread, replied to or not."""
    aloud = questions.aloud(session, workspace, channel, since=since, thread=thread, is_open=True)
    return (*aloud, *(one for one in put(session, workspace, channel, since=since) if one.thread == thread))


def put(session: Session, workspace: WorkspaceId, channel: ChannelId, *, since: datetime) -> tuple[Question, ...]:
    """Return what was put to a channel, each with the thread under its post; None until that is said."""
    found = questions.put(session, workspace, channel, since=since)
    said = outbox.places(session, workspace=workspace, promises=[one.promise for one in found if one.promise])
    return tuple(replace(one, thread=said[one.promise][1] if one.promise in said else None) for one in found)


def note(
    session: Session,
    workspace: WorkspaceId,
    found: Iterable[Question],
    *,
    by: UserId,
    place: tuple[ChannelId, Ts, Ts],
    now: datetime,
) -> None:
    """Note somebody's reply: these questions wait no longer, and who asked privately hears of it.

    `place`: the channel, the thread and the reply.
    """
    channel, thread, ts = place
    for one in found:
        if one.asker == by or not replies.note(session, workspace, one.answer, thread=thread, now=now):
            continue
        consent.answered(session, workspace, by, one.answer, channel=channel, now=now)
        if one.promise is not None:
            address = workspaces.url(session, workspace)
            (question,) = people.named(session, workspace, one.text)
            outbox.direct(
                session,
                workspace=workspace,
                user=one.asker,
                message=unanswered.replied(question, by=by, url=address, channel=channel, ts=ts, thread=thread),
                key=f"replied:{one.answer}",
                now=now,
            )
