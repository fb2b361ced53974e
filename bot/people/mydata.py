"""How does a person see, take and erase what is kept of them? `/pollen my data`, and two buttons in App Home.

Anybody may, also somebody of another company: there may be a kudos to them.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.outbox import service as outbox
from bot.people import privacy, views
from bot.people.privacy import Keeper
from bot.people.store import wishes
from bot.runtime import Runtime
from bot.slack import payloads
from bot.slack import views as frames

FORGET = "people.forget"
_TITLE = "Erase my data"

Body = dict[str, Any]
Keepers = Sequence[Keeper]


def register(app: App) -> None:
    app.action(views.COPY)(send)
    app.action(views.ERASE)(ask)
    app.view(FORGET)(submitted)


def verbs(keepers: Keepers) -> Mapping[str, Callable[[payloads.Command, Runtime, Ack], None]]:
    """Return what `/pollen` understands: *my data*."""
    return {"my": partial(show, keepers=keepers), "data": partial(show, keepers=keepers)}


def show(command: payloads.Command, runtime: Runtime, ack: Ack, *, keepers: Keepers) -> None:
    """Say what is kept."""
    actor = command.actor
    found = runtime.reading(lambda session: privacy.everything(session, actor.workspace, actor.user, keepers))
    said = views.kept(found)
    ack(text=said.text, blocks=list(said.blocks), response_type="ephemeral")


def send(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Send me a copy*: by direct message, whoever else is looking on; it is put together by the clock."""
    pressed = payloads.action(body)
    workspace, user, now = pressed.actor.workspace, pressed.actor.user, runtime.now()

    def unit(session: Session) -> None:
        wishes.note(session, workspace, user, wishes.Kind.COPY, now=now)
        if pressed.response_url is not None:
            outbox.respond(
                session,
                workspace=workspace,
                response_url=pressed.response_url,
                message=views.copied(),
                key=f"people.copied:{pressed.trigger}",
                now=now,
            )

    runtime.transaction(unit)
    ack()


def submitted(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Erase*: noted, and done by the clock; they hear when it is."""
    actor = payloads.submission(body).actor
    kind, now = wishes.Kind.ERASE, runtime.now()
    runtime.transaction(lambda session: wishes.note(session, actor.workspace, actor.user, kind, now=now))
    ack(response_action="update", view=frames.modal(_TITLE, views.begun()))


def ask(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Erase my data*: say first what that means."""
    pressed = payloads.action(body)
    view = frames.modal(_TITLE, views.question(), callback=FORGET, submit="Erase", close="Keep it")
    runtime.slack(pressed.actor.workspace, timeout=2).views_open(trigger_id=pressed.trigger, view=view)
    ack()
