"""What can be pressed on a milestone, by whom, and what does it change?"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.mentors import service as mentors
from bot.milestones import service, views
from bot.milestones.rules import Announce, MilestoneId
from bot.milestones.service import voices
from bot.people import service as people
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action
from bot.slack.values import number, one_of

PREFERRED: Mapping[Announce, str] = {
    Announce.ALWAYS: "I celebrate what comes by itself.",
    Announce.ASK: "I ask you before I celebrate.",
    Announce.NEVER: "I keep it to you.",
}
LETTERS = "Monday at nine I write to you with at most three things worth your voice."


def register(on: Listeners) -> None:
    on.press(views.CONGRATULATE, congratulate)
    on.press(views.CONFIRM, confirm)
    on.press(views.APPLAUD, applaud)
    on.press(views.CELEBRATE, celebrate)
    on.press(views.WITHDRAW, withdraw)
    on.press(views.LEAD, lead)
    on.press(views.PREFER, prefer)


def congratulate(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Congratulate*: counted once a person; the post shows it."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    is_new = voices.congratulate(session, workspace, _target(pressed), user, where=pressed.channel, now=now)
    return None if is_new else views.told("You have congratulated already. 👏")


def confirm(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Confirm*: by a mentor, a manager or the programme owner."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found = voices.seen(session, workspace, _target(pressed), user, where=pressed.channel)
    helping = mentors.mentors_of(session, workspace, found.user)
    is_new = voices.confirm(session, workspace, found.id, user, mentors=helping, where=pressed.channel, now=now)
    return views.told("Confirmed, with your name." if is_new else "You have confirmed it already.")


def applaud(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Applaud*: a leader's name on the post."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    is_new = voices.applaud(session, workspace, _target(pressed), user, where=pressed.channel, now=now)
    return views.told("Your name is on the post. 📣" if is_new else "Your name is on the post already.")


def celebrate(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Celebrate it*: others may know."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    milestone = service.celebrate(session, workspace, _target(pressed), user, now=now)
    return Say(service.receipt(session, milestone), is_replacing=pressed.is_ephemeral)


def withdraw(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Take it back*: the post goes too."""
    service.withdraw(session, pressed.actor.workspace, _target(pressed), pressed.actor.user, now=now)
    return Say(views.withdrawn(), is_replacing=pressed.is_ephemeral)


def lead(session: Session, pressed: Action, now: datetime) -> Answer:
    """Opt in to the leaders' letter, or out again."""
    is_on = pressed.value == "on"
    _choose(session, pressed, {"milestones.leader": is_on})
    return views.told(LETTERS if is_on else "No more letters.")


def prefer(session: Session, pressed: Action, now: datetime) -> Answer:
    """Choose what happens with milestones that come by themselves."""
    chosen = one_of(Announce, pressed.value)
    _choose(session, pressed, {"milestones.announce": chosen.value})
    return views.told(PREFERRED[chosen])


def _choose(session: Session, pressed: Action, choices: Mapping[str, object]) -> None:
    people.prefer(session, pressed.actor.workspace, pressed.actor.user, choices)


def _target(pressed: Action) -> MilestoneId:
    return MilestoneId(number(pressed.value))
