"""Who has answered what others asked? Who shared an answer under somebody's question, and who owns what helped."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from bot.answers import rules
from bot.answers.store import AnswerRow, PassageRow
from bot.answers.store.reactions import FeedbackRow, ShareRow, is_about
from bot.articles import service as articles
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId


@dataclass(frozen=True, kw_only=True)
class Taught:
    """A question that somebody has answered for another. The question is not to be told."""

    user: UserId
    answer: AnswerId
    question: str
    #: the article's title and tags
    about: str


def taught(session: Session, workspace: WorkspaceId, *, since: datetime) -> tuple[Taught, ...]:
    """Return what was answered since a moment; once a question for each person."""
    known = _Facts(session, workspace)
    every = (*_shared(session, workspace, since, known), *_owned(session, workspace, since, known))
    return tuple({(one.user, one.answer): one for one in every}.values())


def _shared(session: Session, workspace: WorkspaceId, since: datetime, known: "_Facts") -> Iterator[Taught]:
    """*Find an answer* on somebody's message, shared under it."""
    rows = session.execute(
        select(ShareRow.sharer, AnswerRow.id, AnswerRow.question, PassageRow.article)
        .join(AnswerRow, and_(AnswerRow.workspace == ShareRow.workspace, AnswerRow.id == ShareRow.answer))
        .join(PassageRow, is_about(ShareRow))
        .where(
            ShareRow.workspace == workspace,
            ShareRow.shared_at >= since,
            ShareRow.taken_back_at.is_(None),
            AnswerRow.surface == rules.Surface.SHORTCUT,
            AnswerRow.question.is_not(None),
        )
        .order_by(AnswerRow.id)
    )
    for sharer, answer, question, article in rows:
        yield Taught(user=UserId(sharer), answer=AnswerId(answer), question=question or "", about=known.about(article))


def _owned(session: Session, workspace: WorkspaceId, since: datetime, known: "_Facts") -> Iterator[Taught]:
    """An article of theirs that helped another."""
    rows = session.execute(
        select(AnswerRow.id, AnswerRow.question, AnswerRow.asker, PassageRow.article)
        .join(FeedbackRow, and_(FeedbackRow.workspace == AnswerRow.workspace, FeedbackRow.answer == AnswerRow.id))
        .join(PassageRow, is_about(FeedbackRow))
        .where(
            AnswerRow.workspace == workspace,
            FeedbackRow.is_helpful,
            FeedbackRow.given_at >= since,
            AnswerRow.question.is_not(None),
        )
        .order_by(AnswerRow.id)
    )
    for answer, question, asker, article in rows:
        owner = known.owner(article)
        if owner is not None and owner != asker:
            yield Taught(user=owner, answer=AnswerId(answer), question=question or "", about=known.about(article))


class _Facts:
    """Articles, each looked up once."""

    def __init__(self, session: Session, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._known: dict[int, tuple[UserId | None, str]] = {}

    def owner(self, article: int) -> UserId | None:
        return self._of(article)[0]

    def about(self, article: int) -> str:
        return self._of(article)[1]

    def _of(self, article: int) -> tuple[UserId | None, str]:
        if article not in self._known:
            one = articles.article(self._session, self._workspace, ArticleId(article)).article
            self._known[article] = one.owner_user, ", ".join((one.title, *one.facts.tags))
        return self._known[article]
