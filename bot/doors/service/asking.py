"""What can a program ask as a person? The services that Slack's listeners call, with the same rights.

Each call is one transaction, counted and noted in the audit; what it searches is searched before that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from bot import ids
from bot.answers import rules as answers_rules
from bot.answers import service as answers
from bot.answers.service import colleagues
from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.articles.service import readers
from bot.doors.rules import QUESTION, Caller, NotThere
from bot.doors.service import callers
from bot.doors.views import telling
from bot.errors import UserError
from bot.ids import ArticleId, UserId
from bot.people import service as people
from bot.runtime import Runtime
from bot.search.findings import Findings
from bot.slack import text
from bot.turns import Turns

Result = TypeVar("Result")

NEW = 50  #: articles that are told as new
DAYS = 90  #: within which something can be new


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What is needed to answer."""

    runtime: Runtime
    library: Library
    teachers: Teachers
    #: As many compute at once as help one another on, whoever has sent them.
    turns: Turns


def do(desk: Desk, caller: Caller, what: str, unit: Callable[[Session], Result], *, target: str = "") -> Result:
    """Do something for a caller in one transaction, counted and noted; a refusal is noted, too, and raised."""
    now = desk.runtime.now()

    def counted(session: Session) -> Result:
        callers.count(session, caller, now=now)
        result = unit(session)
        callers.note(session, caller, what, target=target, now=now)
        return result

    try:
        callers.admit(desk.runtime, caller)
        return desk.runtime.transaction(counted)
    except UserError as error:
        refused = error
        desk.runtime.transaction(
            lambda session: callers.note(session, caller, what, target=target, refused=refused, now=now)
        )
        raise


def search(desk: Desk, caller: Caller, question: str) -> telling.Told:
    """Answer a question as `/learn` answers it."""
    question = text.clean(question)[:QUESTION]
    return _asked(desk, caller, "search", question, question)


def who_knows(desk: Desk, caller: Caller, about: str) -> telling.Told:
    """Say who may know about something: only who has agreed to be suggested."""
    about = text.clean(about)[:QUESTION]
    return _asked(desk, caller, "who", about, f"Who knows about {about}?")


def article(desk: Desk, caller: Caller, id: str) -> telling.Told:
    """Return an article whole, if this person may read it."""
    number = int(id) if id.isascii() and id.isdecimal() and len(id) < 19 else 0

    def unit(session: Session) -> telling.Told:
        reader = readers.person(session, caller.workspace, caller.user)
        try:
            page = articles.published(session, caller.workspace, ArticleId(number), reader)
        except articles_rules.NoArticle as error:
            raise NotThere from error
        checked = page.article.verification
        concerned = {one for one in (page.article.owner_user, checked.by if checked else None) if one is not None}
        return telling.article(page, _names(session, caller, concerned), now=desk.runtime.now())

    return do(desk, caller, "article", unit, target=str(number))


def topics(desk: Desk, caller: Caller, topic: str) -> telling.Told:
    """Return the topics of what this person may read, or the titles of one of them."""

    def unit(session: Session) -> telling.Told:
        reader = readers.person(session, caller.workspace, caller.user)
        if not topic.strip():
            return telling.topics(articles.topics(session, caller.workspace, reader))
        return telling.titles(articles.articles_in(session, caller.workspace, topic, reader), now=desk.runtime.now())

    return do(desk, caller, "topics", unit)


def news(desk: Desk, caller: Caller, days: int) -> telling.Told:
    """Return the titles of what changed within some days."""
    now = desk.runtime.now()
    since = now - timedelta(days=max(1, min(days, DAYS)))

    def unit(session: Session) -> telling.Told:
        reader = readers.person(session, caller.workspace, caller.user)
        newest = articles.most_recent(session, caller.workspace, reader, limit=NEW)
        return telling.titles([one for one in newest if one.changed_at >= since], now=now)

    return do(desk, caller, "news", unit)


def _asked(desk: Desk, caller: Caller, what: str, sought: str, question: str) -> telling.Told:
    findings = None if text.is_blank(sought) else _found(desk, caller, sought)

    def unit(session: Session) -> telling.Told:
        if findings is None:
            return telling.nothing_asked()
        asked = answers_rules.Asked(
            workspace=caller.workspace,
            key=f"door:{ids.fresh()}",
            asker=caller.user,
            text=question,
            surface=answers_rules.Surface.ASSISTANT,
        )
        reader, now = readers.person(session, caller.workspace, caller.user), desk.runtime.now()
        found = answers.answer(session, asked, findings, reader, now=now)
        if what == "who":
            return telling.people(colleagues.listed(session, found, desk.teachers, now=now))
        return telling.answer(colleagues.told(session, found, desk.teachers, now=now))

    return do(desk, caller, what, unit)


def _found(desk: Desk, caller: Caller, question: str) -> Findings:
    reader = desk.runtime.reading(lambda session: readers.person(session, caller.workspace, caller.user))
    return desk.library.search(desk.runtime, caller.workspace, question, reader)


def _names(session: Session, caller: Caller, users: set[UserId]) -> dict[UserId, str]:
    return {user: one.name for user, one in people.people(session, caller.workspace, users).items()}
