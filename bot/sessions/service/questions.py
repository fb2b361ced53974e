"""What do people ask before a session, and where is it answered? In its thread, which opens when it starts."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.articles.rules.readers import Reader
from bot.articles.service import readers
from bot.ids import ArticleId, ChannelId, UserId, WorkspaceId
from bot.people import service as people
from bot.sessions import rules
from bot.sessions.rules import State, checklists, refusals
from bot.sessions.rules.values import Meeting, Question
from bot.sessions.service import changing, notices, replies, scenes, threads
from bot.sessions.store import meetings, questions
from bot.sessions.views import hold
from bot.slack.message import Message


def place(session: Session, *, workspace: WorkspaceId, id: int, user: UserId, now: datetime) -> ChannelId | None:
    """Return the channel that somebody has to be in to know of a session; None where it does not matter."""
    found = meetings.find(session, workspace, id)
    if found is None or scenes.is_for(session, found, user, where=None, now=now):
        return None
    return found.channel


def may_ask(
    session: Session, workspace: WorkspaceId, id: int, user: UserId, *, where: ChannelId | None, now: datetime
) -> Meeting:
    """Return a session that somebody may ask something of, else raise why they may not."""
    found = scenes.seen(session, workspace, id, user, where=where, now=now)
    found.must_be_open()
    scenes.must_be_for(session, found, user)
    if found.questions >= rules.QUESTIONS:
        raise refusals.EnoughQuestions
    return found


def ask(
    session: Session,
    workspace: WorkspaceId,
    id: int,
    user: UserId,
    words: str,
    *,
    is_named: bool,
    where: ChannelId | None,
    now: datetime,
) -> Meeting:
    """Keep a question for the session's beginning; once it has begun it is asked in its thread at once.

    Without a name, nothing is kept that leads to the asker.
    """
    may_ask(session, workspace, id, user, where=where, now=now)
    words = people.named(session, workspace, words.strip())[0][: rules.QUESTION]
    if not words:
        raise refusals.NoQuestion
    meeting = replies.locked(session, workspace, id)
    if meeting.questions >= rules.QUESTIONS:
        raise refusals.EnoughQuestions
    asked = questions.add(session, meeting, words, user=user if is_named else None)
    after = _counted(session, meeting, meeting.questions + 1)
    if meeting.state is State.PLANNED and meeting.starts_at is not None and meeting.starts_at <= now:
        threads.reply(
            session, after, hold.question(_named(session, after, [asked])[0]), what=f"question:{asked.id}", now=now
        )
    return notices.show(session, after, now=now)


def listed(session: Session, workspace: WorkspaceId, id: int, user: UserId) -> tuple[Meeting, tuple[hold.Asked, ...]]:
    """Return what was asked, for whoever steers the session."""
    meeting = replies.locked(session, workspace, id)
    changing.must_steer(session, meeting, user)
    return meeting, _named(session, meeting, questions.every(session, meeting))


def remove(
    session: Session, workspace: WorkspaceId, id: int, user: UserId, chosen: Collection[int], *, now: datetime
) -> int:
    """Take questions out that do not belong there; return how many."""
    meeting = replies.locked(session, workspace, id)
    changing.must_steer(session, meeting, user)
    gone = questions.remove(session, meeting, chosen)
    if gone:
        notices.show(session, _counted(session, meeting, meeting.questions - gone), now=now)
    return gone


def open_thread(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Begin the session's thread: what it is about, and what was asked in advance."""
    asked = _named(session, meeting, questions.every(session, meeting))
    said = hold.opened(meeting, asked)
    threads.reply(session, meeting, said, what=f"thread:{meeting.sequence}", now=now, until=meeting.ends_at)


def checklist(session: Session, workspace: WorkspaceId, id: int, user: UserId) -> Message:
    """Return what the host has to think of, as the knowledge base has it."""
    meeting = replies.locked(session, workspace, id)
    changing.must_steer(session, meeting, user)
    title, heading = checklists.ARTICLES[meeting.plan.form]
    reader = readers.person(session, workspace, user)
    found = articles.titled(session, workspace, title, reader)
    return hold.checklist(meeting, found, () if found is None else _items(session, workspace, found, heading, reader))


def _items(
    session: Session, workspace: WorkspaceId, article: ArticleId, heading: str, reader: Reader
) -> tuple[str, ...]:
    try:
        page = articles.published(session, workspace, article, reader)
    except articles_rules.NoArticle:
        return ()
    return next((checklists.items(one.text) for one in page.sections if one.path[-1:] == (heading,)), ())


def _counted(session: Session, meeting: Meeting, many: int) -> Meeting:
    changed = meetings.change(session, meeting.workspace, meeting.id, lambda one: replace(one, questions=max(0, many)))
    assert changed is not None, "it is locked"
    return changed[1]


def _named(session: Session, meeting: Meeting, asked: Collection[Question]) -> tuple[hold.Asked, ...]:
    known = people.people(session, meeting.workspace, {one.user for one in asked if one.user is not None})
    return tuple(
        hold.Asked(id=one.id, words=one.words, by=known[one.user].name if one.user in known else "") for one in asked
    )
