"""What is kept of a person's sessions, for them to read; and how is it erased?

What they host looks for another host, as if they had left; what they answered is gone, and their place is free.
"""

from sqlalchemy.orm import Session

from bot.erasure import SAID, Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.sessions.rules import Reply
from bot.sessions.rules.values import Meeting
from bot.sessions.service import leaving, notices
from bot.sessions.store import guests, lessons, meetings, questions, traces
from bot.sessions.views import wording
from bot.slack import text

_REPLIES = {
    Reply.INTERESTED: "you'd come",
    Reply.GOING: "you're going",
    Reply.WAITING: "you're waiting for a place",
    Reply.MAYBE: "you said maybe",
    Reply.LEFT: "you're not coming",
}
_SHOWN = 400  #: characters of what somebody wrote


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    """Return what is kept, in words a person can read."""
    mine = traces.concerned(session, workspace, user)[::-1]
    answered = guests.of_person(session, workspace, user)
    known = {id: found for id in answered if (found := meetings.find(session, workspace, id)) is not None}
    return {
        "Sessions you suggested or hosted": [
            {**_facts(one), SAID: _own(one, user)} for one in mine if user in (one.proposer, one.host)
        ],
        "Sessions you were asked to host": [
            {**_facts(one), SAID: f"I asked whether you'd host {wording.title(one)}."}
            for one in mine
            if user in one.asked and user not in (one.proposer, one.host)
        ],
        "Sessions you answered": [
            {
                "at": answered[id].since,
                "title": one.plan.title,
                "answer": _REPLIES[answered[id].reply],
                "you were there": answered[id].confirmed_at is not None,
                "your host says you were there": answered[id].was_there,
                "times you voted for": [one.slots[at] for at in sorted(answered[id].votes) if at < len(one.slots)],
                SAID: f"{wording.title(one)}: {_REPLIES[answered[id].reply]}.",
            }
            for id, one in known.items()
        ],
        "Questions you asked before a session, with your name": [
            {"title": title, "question": words, SAID: f"{text.bold(title)}: “{text.escape(words)}”"}
            for title, words in questions.of_person(session, workspace, user)
        ],
        "What you wrote that you learned at a session": [
            {"title": title, "words": words, SAID: f"{text.bold(title)}: “{text.escape(words)}”"}
            for title, words in lessons.of_person(session, workspace, user)
        ],
    }


def forget_person(session: Session, erasure: Erasure) -> None:
    """End what is open as if they had left, and take them out of what is over."""
    workspace, user, now = erasure.workspace, erasure.user, erasure.now
    concerned = {one.id for one in traces.concerned(session, workspace, user)}
    concerned |= set(guests.of_person(session, workspace, user))
    leaving.person_left(session, workspace, user, now)
    traces.erase(session, erasure)
    for id in sorted(concerned):
        found = meetings.find(session, workspace, id)
        if found is not None:
            notices.show(session, found, now=now)


def _facts(one: Meeting) -> dict[str, object]:
    return {
        "at": one.made_at,
        "title": one.plan.title,
        "what people will be able to do": one.plan.outcome,
        "agenda": one.plan.agenda,
        "link": one.plan.link,
        "when": one.starts_at,
        "now": one.state.value,
    }


def _own(one: Meeting, user: UserId) -> str:
    did = "You host" if one.host == user else "You suggested"
    when = "" if one.starts_at is None else f", {text.hour(one.starts_at)}"
    said = "".join(
        f" “{text.escape(text.clip(words, _SHOWN))}”" for words in (one.plan.outcome, one.plan.agenda) if words
    )
    return f"{did} {wording.title(one)}{when}.{said}"
