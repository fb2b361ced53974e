"""What can be pressed on a milestone, by whom, and what does it change?"""

import re
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.answers.handlers.answering import Reply, reply
from bot.mentors import service as mentors
from bot.milestones import rules, service, views
from bot.milestones.rules import Announce, MilestoneId
from bot.milestones.views import forms, wording
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads

Body = dict[str, Any]


def register(app: App) -> None:
    app.action(views.CONGRATULATE)(congratulate)
    app.action(views.CONFIRM)(confirm)
    app.action(_several(views.APPLAUD))(applaud)
    app.action(_several(views.WRITE))(write)
    app.action(_several(views.CELEBRATE))(celebrate)
    app.action(_several(views.EDIT))(edit)
    app.action(_several(views.WITHDRAW))(withdraw)
    app.action(views.NEW)(new)
    app.action(views.LEAD)(lead)
    app.action(views.PREFER)(prefer)
    app.view(forms.LINE)(line)


def congratulate(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Congratulate*: counted once a person; the post shows it."""
    pressed = payloads.action(body)
    people.welcome(pressed.actor)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    people.meet(runtime, workspace, [user])
    now = runtime.now()
    is_new = runtime.transaction(
        lambda session: service.congratulate(session, workspace, _target(pressed), user, now=now)
    )
    if not is_new:
        reply(runtime, pressed, lambda _session: Reply(message=views.told("You have congratulated already. 👏")))
    ack()


def confirm(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Confirm*: by a mentor, a manager or the programme owner."""
    pressed = payloads.action(body)
    people.welcome(pressed.actor)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    people.meet(runtime, workspace, [user])

    def unit(session: Session) -> Reply:
        now = runtime.now()
        found = service.milestone(session, workspace, _target(pressed))
        helping = mentors.mentors_of(session, workspace, found.user)
        is_new = service.confirm(session, workspace, found.id, user, mentors=helping, now=now)
        return Reply(message=views.told("Confirmed, with your name." if is_new else "You have confirmed it already."))

    reply(runtime, pressed, unit)
    ack()


def applaud(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Applaud*: a leader's name on the post."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user

    def unit(session: Session) -> Reply:
        is_new = service.applaud(session, workspace, _target(pressed), user, now=runtime.now())
        said = "Your name is on the post. 📣" if is_new else "Your name is on the post already."
        return Reply(message=views.told(said))

    reply(runtime, pressed, unit)
    ack()


def write(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Write a line*: a form for it."""
    pressed = payloads.action(body)
    workspace, target = pressed.actor.workspace, _target(pressed)
    scene = runtime.reading(lambda session: service.scene(session, service.milestone(session, workspace, target)))
    view = forms.line(target, wording.headline(scene))
    runtime.slack(workspace, timeout=2).views_open(trigger_id=pressed.trigger, view=view)
    ack()


def line(ack: Ack, body: Body, runtime: Runtime) -> None:
    """A leader's line: into the thread of the post."""
    form = payloads.submission(body)
    target = forms.target(form.metadata)
    if target is None:
        raise rules.Gone
    workspace, user = form.actor.workspace, form.actor.user
    runtime.transaction(
        lambda session: service.write(
            session, workspace, target, user, form.text("line"), key=f"milestone.line:{form.view}", now=runtime.now()
        )
    )
    ack()


def celebrate(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Celebrate it*: others may know."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user

    def unit(session: Session) -> Reply:
        milestone = service.celebrate(session, workspace, _target(pressed), user, now=runtime.now())
        shown = views.receipt(service.scene(session, milestone), where=service.where(session, milestone))
        return Reply(message=shown, is_replacing=True)

    reply(runtime, pressed, unit)
    ack()


def edit(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Edit*: the form, filled in. Who may is checked when it is saved, and here."""
    pressed = payloads.action(body)
    workspace = pressed.actor.workspace
    milestone = runtime.reading(lambda session: service.milestone(session, workspace, _target(pressed)))
    if milestone.user != pressed.actor.user:
        raise rules.NotYours
    runtime.slack(workspace, timeout=2).views_open(trigger_id=pressed.trigger, view=forms.edit(milestone))
    ack()


def withdraw(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Take it back*: the post goes too."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user

    def unit(session: Session) -> Reply:
        service.withdraw(session, workspace, _target(pressed), user, now=runtime.now())
        return Reply(message=views.withdrawn(), is_replacing=True)

    reply(runtime, pressed, unit)
    ack()


def new(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Add a milestone*, on App Home."""
    pressed = payloads.action(body)
    open_form(runtime, pressed.actor, pressed.trigger)
    ack()


def lead(ack: Ack, body: Body, runtime: Runtime) -> None:
    """Opt in to the leaders' letter, or out again."""
    pressed = payloads.action(body)
    people.welcome(pressed.actor)
    is_on = pressed.value == "on"
    on = "Monday at nine I write to you with at most three things worth your voice."
    _choose(runtime, pressed, {"milestones.leader": is_on}, on if is_on else "No more letters.")
    ack()


def prefer(ack: Ack, body: Body, runtime: Runtime) -> None:
    """Choose what happens with milestones that come by themselves."""
    pressed = payloads.action(body)
    people.welcome(pressed.actor)
    chosen = Announce(pressed.value)
    said = {
        Announce.ALWAYS: "I celebrate what comes by itself.",
        Announce.ASK: "I ask you before I celebrate.",
        Announce.NEVER: "I keep it to you.",
    }
    _choose(runtime, pressed, {"milestones.announce": chosen.value}, said[chosen])
    ack()


def open_form(runtime: Runtime, actor: payloads.Actor, trigger: str) -> None:
    where = runtime.reading(lambda session: service.usual_channel(session, actor.workspace, actor.user))
    runtime.slack(actor.workspace, timeout=2).views_open(trigger_id=trigger, view=forms.claim(where=where))


def _choose(runtime: Runtime, pressed: payloads.Action, choices: dict[str, object], said: str) -> None:
    people.meet(runtime, pressed.actor.workspace, [pressed.actor.user])

    def unit(session: Session) -> Reply:
        people.prefer(session, pressed.actor.workspace, pressed.actor.user, choices)
        return Reply(message=views.told(said))

    reply(runtime, pressed, unit)


def _target(pressed: payloads.Action) -> MilestoneId:
    if not pressed.value.isdigit():
        raise rules.Gone
    return MilestoneId(int(pressed.value))


def _several(action: str) -> re.Pattern[str]:
    """An action that a page may have several buttons of."""
    return re.compile(rf"^{re.escape(action)}(:\d+)?$")
