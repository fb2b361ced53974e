"""What is kept of a person's questions, for them to read; and how is it erased? What was found stays, without them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.answers.rules.proposals import State
from bot.answers.store import captures, people, proposals, reactions
from bot.erasure import SAID, Erasure, Kept
from bot.ids import AnswerId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.slack import text

_SHOWN = 400  #: characters of a question or title
_FATES: Mapping[str, str] = {
    State.WAITING: "a curator is still looking at it",
    State.PUBLISHED: "it was published",
    State.DECLINED: "a curator declined it",
    State.TAKEN_OUT: "it was removed again",
}


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    return {
        "Suggestions for the knowledge base": [
            {**one, SAID: _saved(one)} for one in people.saved(session, workspace, user)
        ],
        "Questions you asked": [{**one, SAID: _asked(one)} for one in people.asked(session, workspace, user)],
        "Answers you rated": [{**one, SAID: _judged(one)} for one in people.judged(session, workspace, user)],
        "Questions you put to colleagues": [
            {**one, SAID: f"you put this to colleagues: “{text.escape(text.clip(one['question'], _SHOWN))}”"}
            for one in people.put(session, workspace, user)
        ],
        "Questions you were asked": [
            {**one, SAID: _was_asked(one)} for one in people.was_asked(session, workspace, user)
        ],
        "What colleagues may ask you": [
            {**one, SAID: _willing(one)} for one in people.willing(session, workspace, user)
        ],
        "Answers you shared": [{**one, SAID: _shared(one)} for one in people.shared(session, workspace, user)],
    }


def _saved(one: Mapping[str, Any]) -> str:
    whose = "your words were suggested" if one["yours"] else "you suggested someone's words"
    return f"{whose} as {text.bold(text.clip(one['title'], _SHOWN))}; {_FATES.get(one['state'], '')}."


def _asked(one: Mapping[str, Any]) -> str:
    where = f" in {text.channel(one['channel'])}" if one["channel"] else ""
    return f"you asked{where}: “{text.escape(text.clip(one['question'] or '', _SHOWN))}”"


def _judged(one: Mapping[str, Any]) -> str:
    why = f" You said: {text.escape(text.clip(one['reason'], _SHOWN))}." if one["reason"] else ""
    return f"{'an answer helped you' if one['helped'] else 'an answer was no help'}.{why}"


def _was_asked(one: Mapping[str, Any]) -> str:
    answered = " You answered." if one["answered"] else ""
    return f"a colleague asked you something.{answered}"


def _willing(one: Mapping[str, Any]) -> str:
    may = {True: "colleagues may ask you", False: "you're left out", None: "you haven't said whether they may"}
    return f"{may[one['willing']]}; you've answered {one['answered']} questions in public since you agreed."


def _shared(one: Mapping[str, Any]) -> str:
    where = f" in {text.channel(one['channel'])}" if one["channel"] else ""
    back = one["taken back at"]
    return f"you shared an answer{where}{f', and took it back on {text.day(back)}' if back else ''}."


def asked(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[AnswerId]:
    """Return the answers a person has had, and those they shared."""
    return people.theirs(session, workspace, user)


def forget_person(session: Session, erasure: Erasure) -> None:
    """Take their shares back, forget their questions; what they judged counts on, without a name."""
    workspace, now = erasure.workspace, erasure.now
    keys = people.forget_questions(session, erasure)
    for promise in (
        *people.take_shares_back(session, erasure),
        *proposals.forget(session, workspace, erasure.user, captures.waiting(session, workspace, erasure.user)),
        *people.forget_inquiries(session, erasure),
    ):
        outbox.withdraw(session, workspace=workspace, promise=promise, now=now)
    outbox.forget_words(session, workspace=workspace, keys=[f"answer:{key}" for key in keys], now=now)
    captures.forget(session, workspace, erasure.user)
    people.replace(session, erasure)
    people.reword(session, erasure)
    reactions.learned(session, workspace)
