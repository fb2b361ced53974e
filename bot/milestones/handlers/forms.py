"""What happens when a form about milestones is opened or sent: a new one, one said differently, a leader's line?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.milestones import service, views
from bot.milestones.rules import Claim, Facts, MilestoneId
from bot.milestones.service import voices
from bot.milestones.views import forms, wording
from bot.people import service as people
from bot.slack.answer import Answer, Errors, Open, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Actor, Submission
from bot.slack.values import number


def register(on: Listeners) -> None:
    on.press(views.NEW, new)
    on.press(views.EDIT, edit)
    on.press(views.WRITE, write)
    on.submit(forms.SUBMIT, submitted)
    on.submit(forms.LINE, line)


def blank(session: Session, actor: Actor) -> Open:
    """The form for something new."""
    return Open(forms.claim(where=service.usual_channel(session, actor.workspace, actor.user)))


def new(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Add a milestone*, on App Home."""
    return blank(session, pressed.actor)


def edit(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Edit*: the form, filled in."""
    actor, id = pressed.actor, MilestoneId(number(pressed.value))
    return Open(forms.edit(service.own(session, actor.workspace, id, actor.user, where=pressed.channel)))


def write(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Write a line*: a form for it."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    milestone = voices.seen(session, workspace, MilestoneId(number(pressed.value)), user, where=pressed.channel)
    return Open(forms.line(milestone.id, wording.headline(service.scene(session, milestone))))


def submitted(session: Session, form: Submission, now: datetime) -> Answer:
    """The form: a new milestone, or one said differently."""
    workspace, user = form.actor.workspace, form.actor.user
    facts = forms.facts(form)
    if not isinstance(facts, Facts):
        return Errors(facts)
    target = forms.target(form.metadata)
    if target is not None:
        return Say(service.receipt(session, service.edit(session, workspace, target, user, facts, now=now)))
    chosen = forms.manager(form)
    if chosen is not None and chosen != user:
        people.prefer(session, workspace, user, {"milestones.manager": chosen})
    claim = Claim(workspace=workspace, user=user, key=f"form:{form.view}", facts=facts)
    milestone = service.claim(session, claim, is_announced=forms.is_announced(form), now=now)
    return Say(service.receipt(session, milestone))


def line(session: Session, form: Submission, now: datetime) -> Answer:
    """A leader's line: into the thread of the post."""
    workspace, user = form.actor.workspace, form.actor.user
    voices.write(
        session,
        workspace,
        MilestoneId(number(form.metadata)),
        user,
        form.text("line"),
        key=f"milestone.line:{form.view}",
        now=now,
    )
    return None
