"""What is kept of a person at the desk, for them to read; and how is it erased? What was fixed stays fixed."""

from typing import Any

from sqlalchemy.orm import Session

from bot.answers.rules import REASONS, Reason
from bot.articles.service import readers
from bot.desk.rules import State
from bot.desk.service import flags
from bot.desk.store import people
from bot.erasure import SAID, Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.slack import text

_SHOWN = 400

_FATES = {
    State.WAITING: "a curator is still looking at it",
    State.PUBLISHED: "it was published",
    State.DECLINED: "a curator declined it",
}


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    return {
        "Articles you called wrong": [{**one, SAID: _flagged(one)} for one in people.flagged(session, workspace, user)],
        "Changes you suggested": [
            {**one, SAID: f"you suggested a change to an article; {_FATES[State(one['state'])]}."}
            for one in people.suggested(session, workspace, user)
        ],
        "Corrections of what you read": [
            {**one, SAID: _corrected(one)}
            for one in people.corrected(session, workspace, user, readers.readable(session, workspace, user))
        ],
        "Letters about the knowledge base": [
            {**one, SAID: "I wrote to you about the articles you look after."}
            for one in people.written_to(session, workspace, user)
        ],
        "Articles you said aren't yours to check": [
            {**one, SAID: "you said an article isn't yours to check."}
            for one in people.passed(session, workspace, user)
        ],
    }


def forget_person(session: Session, erasure: Erasure) -> None:
    """Drop what is not decided of what they suggested, and whatever they were told; their flags count, without them."""
    flags.person_left(session, erasure.workspace, erasure.user, erasure.now)
    for promise in people.forget(session, erasure):
        outbox.withdraw(session, workspace=erasure.workspace, promise=promise, now=erasure.now)


def _corrected(one: dict[str, Any]) -> str:
    where = text.bold(text.clip(one["title"], _SHOWN)) if one["title"] else "an article"
    return f"you read something in {where} that was corrected."


def _flagged(one: dict[str, Any]) -> str:
    words = f" You wrote: “{text.escape(text.clip(one['words'], _SHOWN))}”" if one["words"] else ""
    return f"you told me about an article: {REASONS[Reason(one['reason'])].lower()}.{words}"
