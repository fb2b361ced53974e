"""What can be set: how one likes to be thanked, how a workspace likes its kudos, and what an admin hides?"""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.ids import UserId
from bot.kudos import rules
from bot.kudos.handlers import answering
from bot.kudos.handlers.buttons import gesture_id
from bot.kudos.rules import Audience, tags
from bot.kudos.service import changing, giving, hiding, options
from bot.kudos.views import announcement, forms, receipts
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads
from bot.slack import views as frames
from bot.slack.message import Message
from bot.slack.views import View
from bot.workspaces import service as workspaces

Body = dict[str, Any]


def register(app: App) -> None:
    app.action("kudos.preferences")(preferences)
    app.view(forms.PREFER)(preferred)
    app.action("kudos.settings")(settings)
    app.view(forms.SET)(set_)
    app.action(re.compile(r"^kudos\.hide(:|$)"))(hide)
    app.view(forms.HIDE)(hidden)
    app.action(re.compile(r"^kudos\.show(:|$)"))(show)


def preferences_from_command(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    _open_preferences(runtime, command.actor, command.trigger)
    ack()


def preferences(ack: Ack, body: Body, runtime: Runtime) -> None:
    pressed = payloads.action(body)
    _open_preferences(runtime, pressed.actor, pressed.trigger)
    ack()


def preferred(ack: Ack, body: Body, runtime: Runtime) -> None:
    form = payloads.submission(body)
    workspace, user = form.actor.workspace, form.actor.user
    people.meet(runtime, workspace, [user])
    likes = next((one for one in Audience if one in form.chosen(forms.VISIBILITY)), Audience.PUBLIC)
    choices = {"kudos.visibility": likes.value, "kudos.breadth": bool(form.chosen(forms.BREADTH))}
    runtime.transaction(lambda session: people.prefer(session, workspace, user, choices))
    ack()


def settings_from_command(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    _open_settings(runtime, command.actor, command.trigger)
    ack()


def settings(ack: Ack, body: Body, runtime: Runtime) -> None:
    pressed = payloads.action(body)
    _open_settings(runtime, pressed.actor, pressed.trigger)
    ack()


def set_(ack: Ack, body: Body, runtime: Runtime) -> None:
    form = payloads.submission(body)
    workspace, user = form.actor.workspace, form.actor.user
    numbers = {name: form.text(name) for name in (forms.ALLOWANCE, forms.PER_PERSON)}
    wrong = {name: "Please give a number from 0 to 999." for name, typed in numbers.items() if not _is_number(typed)}
    if wrong:
        ack(frames.errors(wrong))
        return
    ticked = form.chosen(forms.OUTSIDERS)
    choices: dict[str, object] = {
        "kudos.channel": next(iter(form.chosen(forms.CHANNEL)), None),
        "kudos.allowance": int(numbers[forms.ALLOWANCE]),
        "kudos.per_person": int(numbers[forms.PER_PERSON]),
        "kudos.values": list(tags.known(form.text(forms.TAGS).splitlines())),
        "kudos.emoji": form.text(forms.EMOJI).strip(" :"),
        "kudos.breadth": "breadth" in ticked,
        "kudos.outsiders": "outsiders" in ticked,
    }

    def unit(session: Session) -> None:
        people.must_be_admin(session, workspace, user)
        workspaces.choose(session, workspace, choices)

    runtime.transaction(unit)
    ack()


def hide(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Hide…* on the wall."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user

    def look(session: Session) -> View:
        people.must_be_admin(session, workspace, user)
        gesture = changing.found(session, workspace, gesture_id(pressed.value))
        return forms.hide(metadata=str(gesture.id), shown=announcement.quote(announcement.silent(gesture.reason, {})))

    view = runtime.reading(look)
    runtime.slack(workspace, timeout=2).views_open(trigger_id=pressed.trigger, view=view)
    ack()


def hidden(ack: Ack, body: Body, runtime: Runtime) -> None:
    form = payloads.submission(body)
    workspace, user = form.actor.workspace, form.actor.user
    note, number = form.text(forms.NOTE), gesture_id(form.metadata)
    if not note:
        ack(frames.errors({forms.NOTE: "Please say why: the giver and those thanked will read it."}))
        return

    def unit(session: Session) -> None:
        now = runtime.now()
        gesture = hiding.hide(session, workspace, number, by=user, note=note, now=now)
        told = receipts.hidden(gesture, note, _giver(session, gesture))
        hiding.inform(session, gesture, told, what="hidden", now=now)

    runtime.transaction(unit)
    ack()


def show(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Show again* on the wall."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user

    def unit(session: Session) -> Message:
        now = runtime.now()
        gesture = hiding.show(session, workspace, gesture_id(pressed.value), by=user, now=now)
        if gesture is None:
            return receipts.simply("It is not hidden any more.")
        told = receipts.shown(gesture, _giver(session, gesture))
        hiding.inform(session, gesture, told, what="shown", now=now)
        return receipts.simply("It is shown again; the giver and those thanked are told.")

    answering.answer(runtime, pressed, unit, is_replacing=False)
    ack()


def _giver(session: Session, gesture: rules.Gesture) -> Mapping[UserId, str]:
    known = people.people(session, gesture.workspace, [gesture.giver])
    return {user: one.name for user, one in known.items()}


def _open_preferences(runtime: Runtime, actor: payloads.Actor, trigger: str) -> None:
    if not actor.is_colleague:
        raise rules.NotAmongUs
    known = people.meet(runtime, actor.workspace, [actor.user]).get(actor.user)
    is_listed = known is None or known.preferences.get("kudos.breadth") is not False
    view = forms.preferences(likes=giving.audience(known), is_listed=is_listed)
    runtime.slack(actor.workspace, timeout=2).views_open(trigger_id=trigger, view=view)


def _open_settings(runtime: Runtime, actor: payloads.Actor, trigger: str) -> None:
    people.meet(runtime, actor.workspace, [actor.user])

    def look(session: Session) -> View:
        people.must_be_admin(session, actor.workspace, actor.user)
        return forms.settings(options.of(session, actor.workspace))

    runtime.slack(actor.workspace, timeout=2).views_open(trigger_id=trigger, view=runtime.reading(look))


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= 3
