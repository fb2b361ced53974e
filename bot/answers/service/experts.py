"""Who has answered what others asked? Who shared an answer under somebody's question, and who owns what helped."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.store import read
from bot.articles import service as articles
from bot.articles.rules import Article
from bot.articles.rules.readers import OPERATOR
from bot.articles.service import readers
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
    """Return what was answered since a moment; once a question for each person.

    Shared under somebody's question, or found in an article of theirs that helped another.
    """
    known = _Facts(session, workspace)
    every = [
        Taught(user=one.user, answer=one.answer, question=one.question, about=known.about(one.article))
        for one in read.shared_under_questions(session, workspace, since=since)
        if one.user is not None and known.may_read(one.article, one.user)
    ]
    for one in read.found_helpful(session, workspace, since=since):
        owner = known.owner(one.article)
        if owner is not None and owner != one.user and known.may_read(one.article, owner):
            about = known.about(one.article)
            every.append(Taught(user=owner, answer=one.answer, question=one.question, about=about))
    return tuple({(one.user, one.answer): one for one in every}.values())


class _Facts:
    """Articles, each looked up once."""

    def __init__(self, session: Session, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._known: dict[ArticleId, Article] = {}

    def owner(self, article: ArticleId) -> UserId | None:
        return self._of(article).owner_user

    def about(self, article: ArticleId) -> str:
        one = self._of(article)
        return ", ".join((one.title, *one.facts.tags))

    def may_read(self, article: ArticleId, user: UserId) -> bool:
        """May somebody be told of it?"""
        return readers.person(self._session, self._workspace, user).may_read(self._of(article).audience)

    def _of(self, article: ArticleId) -> Article:
        if article not in self._known:
            self._known[article] = articles.article(self._session, self._workspace, article, OPERATOR).article
        return self._known[article]
