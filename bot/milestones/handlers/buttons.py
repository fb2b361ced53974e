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
    Announce.ALWAYS: "From now on I share milestones I notice without asking you.",
    Announce.ASK: "From now on I ask you before I share a milestone I notice.",
    Announce.NEVER: "From now on I keep milestones I notice between us.",
}
LETTERS = "Every Monday at 9:00 I'll send you up to three wins worth a thank-you."


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
    return None if is_new else views.told("You've already congratulated them. 👏")


def confirm(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Confirm*: by a mentor, a manager or the programme owner."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found = voices.seen(session, workspace, _target(pressed), user, where=pressed.channel)
    helping = mentors.mentors_of(session, workspace, found.user)
    is_new = voices.confirm(session, workspace, found.id, user, mentors=helping, where=pressed.channel, now=now)
    return views.told("Confirmed, with your name." if is_new else "You've already confirmed it.")


def applaud(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Applaud*: a leader's name on the post."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    is_new = voices.applaud(session, workspace, _target(pressed), user, where=pressed.channel, now=now)
    return views.told("Your name is on the post. 📣" if is_new else "Your name is already on the post.")


def celebrate(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Share*: others may know."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    milestone = service.celebrate(session, workspace, _target(pressed), user, now=now)
    return Say(service.receipt(session, milestone), is_replacing=pressed.is_ephemeral)


def withdraw(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Remove*: the post goes too."""
    service.withdraw(session, pressed.actor.workspace, _target(pressed), pressed.actor.user, now=now)
    return Say(views.withdrawn(), is_replacing=pressed.is_ephemeral)


def lead(session: Session, pressed: Action, now: datetime) -> Answer:
    """Opt in to the leaders' letter, or out again."""
    is_on = pressed.value == "on"
    _choose(session, pressed, {"milestones.leader": is_on})
    said = views.told(LETTERS if is_on else "You won't get any more letters.")
    return Say(said, is_seen_at_home=True)


def prefer(session: Session, pressed: Action, now: datetime) -> Answer:
    """Choose what happens with milestones that come by themselves."""
    chosen = one_of(Announce, pressed.value)
    _choose(session, pressed, {"milestones.announce": chosen.value})
    return Say(views.told(PREFERRED[chosen]), is_seen_at_home=True)


def _choose(session: Session, pressed: Action, choices: Mapping[str, object]) -> None:
    people.prefer(session, pressed.actor.workspace, pressed.actor.user, choices)


def _target(pressed: Action) -> MilestoneId:
    return MilestoneId(number(pressed.value))
