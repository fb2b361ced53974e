"""What is open for somebody, and what can they join? Of what is others', no more than that something waits."""

from sqlalchemy.orm import Session

from bot.answers.service import inquiries
from bot.doors.rules import QUESTION, Caller
from bot.doors.service import asking, drafts
from bot.doors.service.asking import Desk
from bot.doors.views import telling
from bot.doors.views.telling import Told
from bot.kudos.service import drafts as kudos
from bot.mentors import service as mentors
from bot.sessions import service as gatherings
from bot.slack import text


def sessions(desk: Desk, caller: Caller, about: str) -> Told:
    """Say which sessions come up, of those this person may know of."""
    about = text.clean(about)[:QUESTION]

    def unit(session: Session) -> Told:
        now = desk.runtime.now()
        return telling.sessions(gatherings.about(session, caller.workspace, caller.user, about, now=now))

    return asking.do(desk, caller, "sessions", unit)


def open_things(desk: Desk, caller: Caller) -> Told:
    workspace, user = caller.workspace, caller.user

    def unit(session: Session) -> Told:
        now = desk.runtime.now()
        mentoring = mentors.home(session, workspace, user, now=now)
        questions, waiting = inquiries.open_of(session, workspace, user, now=now)
        return telling.open_things(
            drafts=drafts.waiting(session, workspace, user),
            questions=questions,
            requests=[(one.label, one.state.value) for one, _ in mentoring.requests if one.is_open],
            to_answer=waiting,
            to_mentor=len(mentoring.waiting),
            kudos=len(kudos.waiting(session, workspace, user)),
        )

    return asking.do(desk, caller, "open", unit)
