"""How does a question reach people? One after the other, privately; then the channel or the curators. All is told."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.answers import rules, service
from bot.answers.rules.inquiries import (
    AlreadyAsked,
    Ask,
    Inquiry,
    NotAsked,
    NotAvailable,
    NotYourQuestion,
    Over,
    Said,
    State,
)
from bot.answers.service import cascade, colleagues, pointing
from bot.answers.service.colleagues import Teachers
from bot.answers.store import inquiries
from bot.answers.views import inquiries as views
from bot.articles.service import readers as whose
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people
from bot.slack.message import Message

#: A question that was put to somebody longer ago does not wait for them any more.
LATELY = timedelta(days=30)


def open_for(
    session: Session, workspace: WorkspaceId, answer: AnswerId, asker: UserId, expert: UserId, *, now: datetime
) -> tuple[rules.Found, str]:
    """Return one's own question, to be put to somebody, and what they are called."""
    found = service.reopen(session, workspace, answer, asker, now=now)
    if found.answer.asker != asker:
        raise NotYourQuestion
    if inquiries.of_answer_(session, workspace, answer) is not None:
        raise AlreadyAsked
    person = people.person(session, workspace, expert)
    if person is None or not person.is_here:
        raise NotAvailable
    return found, person.name


def put(
    session: Session,
    workspace: WorkspaceId,
    answer: AnswerId,
    asker: UserId,
    expert: UserId,
    *,
    question: str,
    is_named: bool,
    to_channel: bool,
    teachers: Teachers,
    now: datetime,
) -> None:
    """Put a question to somebody who can be asked about it; a card tells the asker where it stands."""
    found, _ = open_for(session, workspace, answer, asker, expert, now=now)
    chosen = next((one for one in colleagues.who(session, found, teachers, now=now) if one.user == expert), None)
    if chosen is None:
        raise NotAvailable
    wanted = Inquiry(
        id=0,
        workspace=workspace,
        answer=answer,
        asker=asker,
        is_named=is_named,
        question=question,
        state=State.ASKING,
        to_channel=to_channel,
        reply="",
        replier=None,
        may_keep=False,
        article=None,
        tracker=None,
        made_at=now,
    )
    inquiry = inquiries.add(session, wanted)
    if inquiry is None:
        raise AlreadyAsked
    inquiries.lock(session, workspace, inquiry.id)
    cascade.ask(session, inquiry, chosen, now=now)
    said = cascade.tracker(session, inquiry)
    card = outbox.direct(
        session, workspace=workspace, user=asker, message=said, key=f"inquiry:{inquiry.id}:tracker", now=now
    )
    inquiries.change(session, inquiry, lambda one: replace(one, tracker=card))


def open_of(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> tuple[tuple[str, ...], int]:
    """Return the questions that somebody waits for people to answer, and how many questions wait for them."""
    waits, _ = inquiries.loads(session, workspace, [user], since=now - LATELY).get(user, (0, 0))
    return tuple(one.question for one in inquiries.open_of(session, workspace, user)), waits


def question(session: Session, workspace: WorkspaceId, number: int) -> str:
    """Return the words of an inquiry, to look for what comes near; '' when there is none."""
    found = inquiries.find(session, workspace, number)
    return "" if found is None else found.question


def asked(session: Session, workspace: WorkspaceId, number: int, user: UserId) -> Inquiry:
    """Return a question that waits for somebody, locked; raise what they read when it does not."""
    inquiry = inquiries.lock(session, workspace, number)
    ask = None if inquiry is None else _ask_of(session, inquiry, user)
    if inquiry is None or ask is None:
        raise NotAsked
    if not inquiry.is_open or ask.said is not Said.ASKED:
        raise Over
    return inquiry


def reply(
    session: Session, workspace: WorkspaceId, number: int, user: UserId, words: str, *, may_keep: bool, now: datetime
) -> Inquiry:
    """Pass somebody's answer on to who asked."""
    inquiry = asked(session, workspace, number, user)
    cascade.say(session, inquiry, user, Said.ANSWERED, now=now)
    inquiry = inquiries.change(
        session,
        inquiry,
        lambda one: replace(one, state=State.ANSWERED, reply=words, replier=user, may_keep=may_keep),
    )
    cascade.end(session, inquiry, now=now)
    _tell(session, inquiry, views.replied(inquiry, by=cascade.name(session, workspace, user)), what="replied", now=now)
    return inquiry


def keep(session: Session, workspace: WorkspaceId, number: int, user: UserId) -> None:
    """Let curators make an article of one's own answer."""
    inquiry = inquiries.lock(session, workspace, number)
    if inquiry is None or inquiry.replier != user:
        raise NotAsked
    inquiries.change(session, inquiry, lambda one: replace(one, may_keep=True))


def add_to(session: Session, inquiry: Inquiry, user: UserId, words: str, *, key: str, now: datetime) -> None:
    """Somebody who has answered goes on in the thread: it is passed on, too."""
    locked = inquiries.lock(session, inquiry.workspace, inquiry.id)
    if locked is None or locked.state is not State.ANSWERED or locked.replier != user:
        raise Over
    said = views.replied(replace(locked, reply=words), by=cascade.name(session, inquiry.workspace, user))
    inquiries.change(session, locked, lambda one: replace(one, reply=f"{one.reply}\n{words}"[:6000]))
    _tell(session, locked, said, what=f"more:{key}", now=now)


def not_me(
    session: Session, workspace: WorkspaceId, number: int, user: UserId, *, teachers: Teachers, now: datetime
) -> None:
    """Somebody cannot help: the next is asked."""
    inquiry = asked(session, workspace, number, user)
    cascade.say(session, inquiry, user, Said.NOT_ME, now=now)
    cascade.advance(session, inquiry, teachers, now=now)


def point(
    session: Session, workspace: WorkspaceId, number: int, user: UserId, article: ArticleId, *, now: datetime
) -> None:
    """Somebody names the article that answers it: whoever asks this again finds it."""
    inquiry = asked(session, workspace, number, user)
    page = pointing.page(session, workspace, article, by=user, to=inquiry.asker)
    cascade.say(session, inquiry, user, Said.ANSWERED, now=now)
    inquiry = inquiries.change(session, inquiry, lambda one: replace(one, state=State.WRITTEN, article=article))
    pointing.teach(session, workspace, inquiry.answer, article, by=user, now=now)
    cascade.end(session, inquiry, now=now)
    said = pointing.said(
        session, inquiry.answer, workspace, page, inquiry.question, by=cascade.name(session, workspace, user)
    )
    _tell(session, inquiry, said, what="written", now=now, about=[article])


def ask_next(
    session: Session, workspace: WorkspaceId, number: int, asker: UserId, *, teachers: Teachers, now: datetime
) -> None:
    """The asker does not want to wait: somebody else is asked."""
    inquiry = _own(session, workspace, number, asker)
    if inquiry.state is State.ASKING:
        for one in inquiries.asks(session, workspace, inquiry.id):
            if one.said is Said.ASKED:
                cascade.say(session, inquiry, one.user, Said.SILENT, now=now)
        cascade.advance(session, inquiry, teachers, now=now)


def withdraw(session: Session, workspace: WorkspaceId, number: int, asker: UserId, *, now: datetime) -> None:
    """The asker needs it no more."""
    inquiry = _own(session, workspace, number, asker)
    inquiry = inquiries.change(session, inquiry, lambda one: replace(one, state=State.WITHDRAWN))
    cascade.end(session, inquiry, now=now)


def end(
    session: Session,
    workspace: WorkspaceId,
    answers: Sequence[AnswerId],
    state: State,
    *,
    article: ArticleId | None,
    now: datetime,
) -> None:
    """A curator has decided about some questions: nobody is asked about them any more.

    `article`: what answers them; of those who may not read it, people go on being asked.
    """
    for inquiry in inquiries.lock_open(session, workspace, answers):
        if article is not None and not whose.among(session, workspace, article, [inquiry.asker]):
            continue
        cascade.end(session, inquiries.change(session, inquiry, lambda one: replace(one, state=state)), now=now)


def _own(session: Session, workspace: WorkspaceId, number: int, asker: UserId) -> Inquiry:
    inquiry = inquiries.lock(session, workspace, number)
    if inquiry is None or inquiry.asker != asker:
        raise NotYourQuestion
    if not inquiry.is_open:
        raise Over
    return inquiry


def _ask_of(session: Session, inquiry: Inquiry, user: UserId) -> Ask | None:
    return inquiries.answer(session, inquiry, user, lambda one: one)


def _tell(
    session: Session,
    inquiry: Inquiry,
    said: Message,
    *,
    what: str,
    now: datetime,
    about: Collection[ArticleId] = (),
) -> None:
    key, to = f"inquiry:{inquiry.id}:{what}", inquiry.asker
    outbox.direct(session, workspace=inquiry.workspace, user=to, message=said, key=key, now=now, about=about)
