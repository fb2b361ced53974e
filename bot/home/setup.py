"""How does an admin set Pollen up? `/pollen setup` and a button of App Home; `/pollen doctor` says what is missing."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.home import checkup, seats, views
from bot.home.rules import RETENTION, Finding, Setup
from bot.ids import ChannelId, UserId
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads
from bot.workspaces import service as workspaces

Body = dict[str, Any]


def register(app: App) -> None:
    app.action(views.SETUP)(pressed)
    app.view(views.SET_UP)(submitted)


def setup(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    """`/pollen setup`."""
    _open(command.actor, command.trigger, runtime)
    ack()


def doctor(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    """`/pollen doctor`."""
    workspace = command.actor.workspace
    people.meet(runtime, workspace, [command.actor.user])

    def look(session: Session) -> tuple[Finding, ...]:
        people.must_be_admin(session, workspace, command.actor.user)
        return checkup.findings(session, workspace)

    found = runtime.reading(look)
    said = views.checked((*seats.findings(runtime, workspace), *found))
    ack(text=said.text, blocks=list(said.blocks), response_type="ephemeral")


VERBS: Mapping[str, Callable[[payloads.Command, Runtime, Ack], None]] = {"setup": setup, "doctor": doctor}


def pressed(ack: Ack, body: Body, runtime: Runtime) -> None:
    press = payloads.action(body)
    _open(press.actor, press.trigger, runtime)
    ack()


def submitted(ack: Ack, body: Body, runtime: Runtime) -> None:
    form = payloads.submission(body)
    workspace, user = form.actor.workspace, form.actor.user
    days = form.chosen(views.RETENTION_DAYS)
    chosen = Setup(
        owner=next(map(UserId, form.chosen(views.OWNER)), None),
        admins=tuple(map(UserId, form.chosen(views.ADMINS))),
        curators=tuple(map(UserId, form.chosen(views.CURATORS))),
        mentors_channel=next(map(ChannelId, form.chosen(views.MENTORS)), None),
        milestones_channel=next(map(ChannelId, form.chosen(views.MILESTONES)), None),
        retention_days=next((one for one in RETENTION if str(one) in days), Setup.retention_days),
    )
    named = {*filter(None, [chosen.owner]), *chosen.admins, *chosen.curators}
    people.meet(runtime, workspace, named | {user})

    def unit(session: Session) -> None:
        people.must_be_admin(session, workspace, user)
        workspaces.choose(session, workspace, chosen.settings())

    runtime.transaction(unit)
    ack()


def _open(actor: payloads.Actor, trigger: str, runtime: Runtime) -> None:
    people.meet(runtime, actor.workspace, [actor.user])

    def look(session: Session) -> Setup:
        people.must_be_admin(session, actor.workspace, actor.user)
        found = workspaces.workspace(session, actor.workspace)
        return Setup.of({} if found is None else found.settings)

    view = views.form(runtime.reading(look))
    runtime.slack(actor.workspace, timeout=2).views_open(trigger_id=trigger, view=view)
