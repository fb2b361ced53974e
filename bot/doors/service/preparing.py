"""What can a program prepare for its person? Drafts that wait in Slack; only the person sends them."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from bot.doors.rules import (
    QUESTION,
    REASON,
    SOURCE,
    TITLE,
    WORDS,
    Caller,
    Missing,
    NobodyCalled,
    SeveralCalled,
    TooLong,
)
from bot.doors.rules.drafts import Kind
from bot.doors.service import asking, drafts
from bot.doors.service.asking import Desk
from bot.doors.views.telling import Told
from bot.ids import UserId, WorkspaceId
from bot.people import service as people
from bot.slack import text

PREPARED = (
    "A draft is waiting for the person on Pollen's Home tab and in their messages with Pollen. "
    "Nothing was posted or sent; they open it in Slack and decide."
)


def article(desk: Desk, caller: Caller, *, title: str, words: str, source: str) -> Told:
    """Prepare an article that its person may suggest to the curators."""
    facts = {
        "title": _line(title, what="a title", limit=TITLE),
        "text": _text(words, what="what it says", limit=WORDS),
    }
    if source.strip():
        facts["source"] = _line(source, what="the source", limit=SOURCE)
    return _keep(desk, caller, "draft article", Kind.ARTICLE, facts)


def question(desk: Desk, caller: Caller, *, question: str) -> Told:
    """Prepare a question that its person may put to people."""
    facts = {"question": _text(question, what="the question", limit=QUESTION)}
    return _keep(desk, caller, "draft question", Kind.QUESTION, facts)


def mentor_request(desk: Desk, caller: Caller, *, topic: str, goal: str) -> Told:
    """Prepare a request for a mentor."""
    facts = {"topic": _line(topic, what="the topic", limit=200)}
    if goal.strip():
        facts["goal"] = _text(goal, what="the goal", limit=REASON)
    return _keep(desk, caller, "draft mentor request", Kind.MENTOR, facts)


def kudos(desk: Desk, caller: Caller, *, to: str, reason: str) -> Told:
    """Prepare a thank-you. `to`: a name, or an id of Slack's."""
    said = _text(reason, what="the reason", limit=REASON)
    named = _line(to, what="who it is for", limit=200)

    def unit(session: Session) -> Told:
        facts = {"user": _person(session, caller.workspace, named), "reason": said}
        drafts.keep(session, caller, Kind.KUDOS, facts, now=desk.runtime.now())
        return {"outcome": "draft", "next": PREPARED}

    return asking.do(desk, caller, "draft kudos", unit)


def _keep(desk: Desk, caller: Caller, what: str, kind: Kind, facts: Mapping[str, str]) -> Told:
    def unit(session: Session) -> Told:
        drafts.keep(session, caller, kind, facts, now=desk.runtime.now())
        return {"outcome": "draft", "next": PREPARED}

    return asking.do(desk, caller, what, unit)


def _person(session: Session, workspace: WorkspaceId, named: str) -> UserId:
    """Find somebody by name or id, among colleagues who are here."""
    named = named.strip("<@> ")
    one = people.person(session, workspace, UserId(named))
    if one is not None and one.is_here:
        return one.user
    found = people.called(session, workspace, named)
    if len(found) > 1:
        raise SeveralCalled(name=text.clip(named, 60))
    if not found:
        raise NobodyCalled(name=text.clip(named, 60))
    return found[0].user


def _line(said: str, *, what: str, limit: int) -> str:
    return _text(" ".join(said.split()), what=what, limit=limit)


def _text(said: str, *, what: str, limit: int) -> str:
    said = text.clean(said).strip()
    if text.is_blank(said):
        raise Missing(what=what)
    if len(said) > limit:
        raise TooLong(what=what, limit=limit)
    return said
