"""What can be pressed on a preview, a list of digests or App Home, and what does it change?"""

import re
from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.answers.handlers.answering import Reply, reply
from bot.digests import rules, service, views
from bot.digests.rules.sections import Contributor
from bot.digests.service import editions, subscriptions
from bot.digests.views import forms
from bot.ids import ChannelId
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads, text

Body = dict[str, Any]
Contributors = Sequence[Contributor]

MONTHLY = {
    True: "On the first of each month I tell you what you learned and whom you helped.",
    False: "No more recaps.",
}


def register(app: App) -> None:
    app.action(views.EDIT)(edit)
    app.action(views.SKIP)(skip)
    app.action(views.SEND)(send)
    app.action(views.ELSEWHERE)(elsewhere)
    app.action(_several(views.PAUSE))(pause)
    app.action(_several(views.RESUME))(resume)
    app.action(_several(views.STOP))(stop)
    app.action(_several(views.SET_UP))(set_up)
    app.action(views.MONTHLY)(monthly)
    app.view(forms.ADJUST)(adjust)
    app.view(forms.RELOCATE)(relocate)


def edit(ack: Ack, body: Body, runtime: Runtime, contributors: Contributors) -> None:
    """*Hide things, add a line*: the form."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    channel, period = _edition(pressed.value)
    edition, items = runtime.transaction(
        lambda session: service.holds(
            session,
            service.edition(session, workspace, channel, period, user, now=runtime.now()),
            contributors,
            viewer=user,
            now=runtime.now(),
        )
    )
    runtime.slack(workspace, timeout=2).views_open(trigger_id=pressed.trigger, view=forms.adjust(edition, items))
    ack()


def adjust(ack: Ack, body: Body, runtime: Runtime, contributors: Contributors) -> None:
    """The form, filled in: the preview shows it."""
    form = payloads.submission(body)
    workspace, user = form.actor.workspace, form.actor.user
    channel, period = forms.place(form.metadata)

    def unit(session: Session) -> None:
        found = service.edition(session, workspace, channel, period, user, now=runtime.now())
        service.adjust(
            session,
            found,
            hidden=frozenset(key for name in forms.HIDDEN for key in form.chosen(name)),
            line=form.text("line"),
            contributors=contributors,
            now=runtime.now(),
        )

    runtime.transaction(unit)
    ack()


def skip(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Skip this week*."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    channel, period = _edition(pressed.value)

    def unit(session: Session) -> Reply:
        found = service.edition(session, workspace, channel, period, user, now=runtime.now())
        service.skip(session, found, now=runtime.now())
        return Reply(message=views.said(f"Skipped: no digest in {text.channel(channel)} this week."), is_replacing=True)

    reply(runtime, pressed, unit)
    ack()


def send(ack: Ack, body: Body, runtime: Runtime, contributors: Contributors) -> None:
    """*Send now*."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    channel, period = _edition(pressed.value)

    def unit(session: Session) -> Reply:
        found = service.edition(session, workspace, channel, period, user, now=runtime.now())
        service.send(session, found, contributors, now=runtime.now())
        return Reply(message=views.said(f"On its way to {text.channel(channel)}."), is_replacing=True)

    reply(runtime, pressed, unit)
    ack()


def elsewhere(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Another channel*: the form for it."""
    pressed = payloads.action(body)
    view = forms.relocate(ChannelId(pressed.value))
    runtime.slack(pressed.actor.workspace, timeout=2).views_open(trigger_id=pressed.trigger, view=view)
    ack()


def relocate(ack: Ack, body: Body, runtime: Runtime) -> None:
    """A digest goes to another channel."""
    form = payloads.submission(body)
    workspace, user = form.actor.workspace, form.actor.user
    channel, _ = forms.place(form.metadata)
    to = ChannelId(form.text("channel"))

    def unit(session: Session) -> None:
        now = runtime.now()
        found = subscriptions.relocate(session, workspace, channel, to, user, now=now)
        outbox.direct(
            session,
            workspace=workspace,
            user=user,
            message=views.settings(found, editions.upcoming(session, found, now=now).due_at, is_new=False),
            key=f"digest.form:{form.view}",
            now=now,
        )

    runtime.transaction(unit)
    ack()


def pause(ack: Ack, body: Body, runtime: Runtime) -> None:
    pressed = payloads.action(body)
    channel = ChannelId(pressed.value)

    def unit(session: Session) -> Reply:
        subscriptions.pause(session, pressed.actor.workspace, channel, pressed.actor.user, now=runtime.now())
        said = f"Paused: no digest in {text.channel(channel)} until you resume it."
        return Reply(message=views.said(said), is_replacing=True)

    reply(runtime, pressed, unit)
    ack()


def resume(ack: Ack, body: Body, runtime: Runtime) -> None:
    pressed = payloads.action(body)

    def unit(session: Session) -> Reply:
        now = runtime.now()
        workspace, user = pressed.actor.workspace, pressed.actor.user
        found = subscriptions.resume(session, workspace, ChannelId(pressed.value), user, now=now)
        due_at = editions.upcoming(session, found, now=now).due_at
        return Reply(message=views.settings(found, due_at, is_new=False), is_replacing=True)

    reply(runtime, pressed, unit)
    ack()


def stop(ack: Ack, body: Body, runtime: Runtime) -> None:
    pressed = payloads.action(body)
    channel = ChannelId(pressed.value)

    def unit(session: Session) -> Reply:
        subscriptions.stop(session, pressed.actor.workspace, channel, pressed.actor.user, now=runtime.now())
        return Reply(message=views.said(f"Stopped: no more digest in {text.channel(channel)}."), is_replacing=True)

    reply(runtime, pressed, unit)
    ack()


def set_up(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Set up a digest*, *Change it*: the form."""
    pressed = payloads.action(body)
    channel = ChannelId(pressed.value) if pressed.value else None
    open_form(runtime, pressed.actor, pressed.trigger, here=channel)
    ack()


def monthly(ack: Ack, body: Body, runtime: Runtime) -> None:
    """Ask for one's monthly recap, or not any more."""
    pressed = payloads.action(body)
    people.welcome(pressed.actor)
    workspace, user, is_on = pressed.actor.workspace, pressed.actor.user, pressed.value == "on"
    people.meet(runtime, workspace, [user])

    def unit(session: Session) -> Reply:
        people.prefer(session, workspace, user, {"digests.monthly": is_on})
        return Reply(message=views.said(MONTHLY[is_on]))

    reply(runtime, pressed, unit)
    ack()


def open_form(runtime: Runtime, actor: payloads.Actor, trigger: str, *, here: ChannelId | None) -> None:
    """Open the form for a channel; filled in when it has a digest and it is theirs to change."""

    def unit(session: Session) -> payloads.Body:
        now = None if here is None else service.subscription(session, actor.workspace, here)
        if now is not None:
            subscriptions.mine(session, actor.workspace, now.channel, actor.user)
        person = people.person(session, actor.workspace, actor.user)
        return forms.set_up(here=here, now=now, zone=person.zone if person is not None else "UTC")

    view = runtime.transaction(unit)
    runtime.slack(actor.workspace, timeout=2).views_open(trigger_id=trigger, view=dict(view))


def _edition(value: str) -> tuple[ChannelId, str]:
    channel, _, period = value.partition("|")
    if not rules.is_period(period):
        raise rules.NoDigest
    return ChannelId(channel), period


def _several(action: str) -> re.Pattern[str]:
    """An action that a page may have several buttons of."""
    return re.compile(rf"^{re.escape(action)}(:\w+)?$")
