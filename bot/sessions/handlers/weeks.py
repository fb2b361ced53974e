"""What happens when somebody plans a study group's week, or looks at those so far?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId
from bot.people import service as people
from bot.runtime import Runtime
from bot.sessions.service import weeks
from bot.sessions.views import card
from bot.sessions.views import weeks as views
from bot.slack.answer import Answer, Open, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import number


def register(on: Listeners) -> None:
    on.press(views.WEEK, plan)
    on.press(views.WEEKS, kept)
    on.submit(views.PLANNED, planned, before=meet)


def plan(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Plan this week*."""
    return Open(views.form(weeks.to_plan(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user)))


def meet(runtime: Runtime, form: Submission) -> None:
    """Learn who is to lead: Pollen may not have met them."""
    people.meet(runtime, form.actor.workspace, [UserId(one) for one in form.chosen("leader")[:1]])


def planned(session: Session, form: Submission, now: datetime, _met: None) -> Answer:
    """What to read, and who leads."""
    leader = form.text("leader")
    weeks.plan(
        session,
        form.actor.workspace,
        number(form.metadata),
        form.actor.user,
        reading=form.text("reading"),
        leader=UserId(leader) if leader else None,
        now=now,
    )
    return Say(card.told("Saved. The post says so too, and I'll remind everyone the day before."))


def kept(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Weeks so far*."""
    id, workspace, user = number(pressed.value), pressed.actor.workspace, pressed.actor.user
    return Open(weeks.kept(session, workspace, id, user, where=pressed.channel, now=now))
