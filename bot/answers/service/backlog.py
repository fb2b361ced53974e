"""How does a gap close? A curator writes it, names the article, or says that it is not for us; who asked hears once."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import store
from bot.answers.rules import gaps as rules
from bot.answers.rules.gaps import Gap, State
from bot.answers.rules.inquiries import State as Put
from bot.answers.rules.likeness import likeness
from bot.answers.service import inquiries, pointing
from bot.answers.store import gaps, willing
from bot.answers.store import inquiries as inquiry_store
from bot.answers.views import gaps as views
from bot.articles.service import readers as whose
from bot.articles.service import writing
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people

LESSONS = 10  #: questions of a gap that the search learns
BATCH = 50  #: people who are told in one transaction


def open_gaps(session: Session, workspace: WorkspaceId, by: UserId, *, now: datetime) -> tuple[Gap, ...]:
    """Return what is to be dealt with, what most people asked first; for curators."""
    people.must_be_curator(session, workspace, by)
    turned_down = [question for question, _ in gaps.refused(session, workspace)]
    every = [
        one
        for one in _undecided(session, workspace, by, now=now)
        if not any(likeness(one.question, other) >= rules.ALIKE for other in turned_down)
    ]
    return rules.grouped(every)


def on_desk(
    session: Session, workspace: WorkspaceId, user: UserId, *, clock: Callable[[], datetime]
) -> tuple[str, str, int]:
    """Return what the desk says of gaps: what opens them, what they are called, how many there are."""
    return views.LOOK, "Questions without an answer", len(open_gaps(session, workspace, user, now=clock()))


def find_gap(session: Session, workspace: WorkspaceId, answer: AnswerId, by: UserId, *, now: datetime) -> Gap:
    """Return the gap that a question names, as it is now; raise `Decided` when there is none any more."""
    people.must_be_curator(session, workspace, by)
    every = _undecided(session, workspace, by, now=now)
    first = next((one for one in every if one.answer == answer), None)
    if first is None:
        raise rules.Decided
    return rules.alike(first, every)


def replies(session: Session, workspace: WorkspaceId, gap: Gap) -> tuple[str, ...]:
    """Return what colleagues have answered and let curators use."""
    found = (inquiry_store.of_answer_(session, workspace, one.answer) for one in gap.questions[:LESSONS])
    return tuple(one.reply for one in found if one is not None and one.may_keep and one.reply)


def write(
    session: Session,
    workspace: WorkspaceId,
    answer: AnswerId,
    *,
    title: str,
    words: str,
    tags: Sequence[str],
    by: UserId,
    now: datetime,
) -> None:
    """Publish the article that was missing."""
    gap = find_gap(session, workspace, answer, by, now=now)
    article = writing.publish(session, workspace, title=title, text=words, tags=tags, author=by, now=now)
    _close(session, workspace, gap, State.WRITTEN, article=article, by=by, now=now)


def point(
    session: Session, workspace: WorkspaceId, answer: AnswerId, article: ArticleId, *, by: UserId, now: datetime
) -> None:
    """Name the article that answers it."""
    gap = find_gap(session, workspace, answer, by, now=now)
    pointing.page(session, workspace, article, by=by, to=by)
    _close(session, workspace, gap, State.WRITTEN, article=article, by=by, now=now)


def turn_down(
    session: Session, workspace: WorkspaceId, answer: AnswerId, *, reason: str, by: UserId, now: datetime
) -> None:
    """Say that it is nothing for the knowledge base; whoever asks again is told."""
    gap = find_gap(session, workspace, answer, by, now=now)
    _close(session, workspace, gap, State.NOT_FOR_US, reason=reason, by=by, now=now)


def question(session: Session, workspace: WorkspaceId, answer: AnswerId, by: UserId) -> str:
    """Return a question's words, to look for what comes near; '' for who is no curator."""
    found = store.find(session, workspace, answer) if people.is_curator(session, workspace, by) else None
    return (found.question or "") if found is not None else ""


def owing(session: Session) -> tuple[WorkspaceId, ...]:
    """Return where somebody has still to hear that their question has an answer."""
    return gaps.owing(session)


def tell(session: Session, workspace: WorkspaceId, *, now: datetime) -> int:
    """Tell some of those who asked, each once a gap, with the answer; return how many are done."""
    count, owed = gaps.take(session, workspace, most=BATCH, now=now)
    wishes = willing.wishes(session, workspace, {one.asker for one in owed})
    known = people.people(session, workspace, {one.asker for one in owed})
    for one in owed:
        wants = one.asker not in wishes or wishes[one.asker].hears
        if not wants or one.asker not in known or not known[one.asker].is_here:
            continue
        page = pointing.there(session, workspace, one.article, one.asker)
        if page is None:
            continue
        said = pointing.said(session, one.answer, workspace, page, one.question, by="")
        outbox.direct(
            session,
            workspace=workspace,
            user=one.asker,
            message=said,
            key=f"gap:{one.gap}:{one.asker}",
            now=now,
            about=[one.article],
        )
    return count


def _undecided(session: Session, workspace: WorkspaceId, by: UserId, *, now: datetime) -> tuple[rules.Unanswered, ...]:
    """Return the questions that nothing answers, as far as a curator can know: not for all of them it is decided."""
    return gaps.open_(session, workspace, whose.readable(session, workspace, by), since=now - rules.SINCE)


def _close(
    session: Session,
    workspace: WorkspaceId,
    gap: Gap,
    state: State,
    *,
    by: UserId,
    now: datetime,
    article: ArticleId | None = None,
    reason: str = "",
) -> None:
    answers = [one.answer for one in gap.questions]
    mine = whose.readable(session, workspace, by)
    if not gaps.decide(session, workspace, answers, state, mine, article=article, reason=reason, by=by, now=now):
        raise rules.Decided
    put = Put.WRITTEN if state is State.WRITTEN else Put.DECLINED
    inquiries.end(session, workspace, answers, put, article=article, now=now)
    if article is not None:
        for answer in answers[:LESSONS]:
            pointing.teach(session, workspace, answer, article, by=by, now=now)
