"""How do wishes about digests reach us from Slack? `/pollen digest …`, the same said to the bot, and a form."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.digests import rules, service, views
from bot.digests.handlers import buttons
from bot.digests.rules import parsing
from bot.digests.rules.parsing import Verb, Wish
from bot.digests.rules.sections import Contributor
from bot.digests.service import editions, subscriptions
from bot.digests.service.subscriptions import Choices
from bot.digests.views import forms
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import listening, payloads, text
from bot.slack import views as frames
from bot.slack.message import Message, message

Body = dict[str, Any]

_ADDRESSED = re.compile(
    r"^\s*(?:please\s+|(?:can|could|would)\s+you\s+(?:please\s+)?)?"
    r"(?:set up |start |post |"
    r"(?P<verb>(?:pause|resume|stop|move|change|preview|skip|turn off|unsubscribe(?: from)?) ))?"
    r"(?:a |the |my |this )?(?:weekly |learning )*digests?\b",
    re.IGNORECASE,
)


def register(app: App, contributors: Sequence[Contributor]) -> None:
    @app.use
    def provide(context: Body, next: Callable[[], None]) -> None:
        context["contributors"] = contributors
        next()

    listening.addressed(app, asked, wants=_ADDRESSED.match)
    app.view(forms.SET_UP)(submitted)
    buttons.register(app)


def verbs(contributors: Sequence[Contributor]) -> Mapping[str, Callable[[payloads.Command, Runtime, Ack], None]]:
    """Return what `/pollen` understands of digests."""
    return {"digest": partial(digest, contributors=contributors)}


def digest(command: payloads.Command, runtime: Runtime, ack: Ack, *, contributors: Sequence[Contributor]) -> None:
    """`/pollen digest …`: alone it opens the form."""
    workspace, user = command.actor.workspace, command.actor.user
    here = _channel(command.channel)
    wish = parsing.read(command.text.partition(" ")[2])
    if wish.rest:
        raise rules.NotUnderstood(words=text.written(wish.rest))
    people.meet(runtime, workspace, [user])
    if wish.verb is Verb.FORM:
        buttons.open_form(runtime, command.actor, command.trigger, here=here)
        ack()
        return
    said = runtime.transaction(
        lambda session: answer(session, workspace, user, here, wish, contributors=contributors, runtime=runtime)
    )
    ack(text=said.text, blocks=list(said.blocks), response_type="ephemeral")


def asked(body: Body, context: Body, runtime: Runtime, contributors: Sequence[Contributor]) -> None:
    """The same, said to the bot."""
    said, sentence = listening.said(body, context)
    people.welcome(said.actor)
    workspace, user = said.actor.workspace, said.actor.user
    addressed = _ADDRESSED.match(sentence)
    verb = (addressed["verb"] or "") if addressed else ""
    words = f"{verb}{_ADDRESSED.sub('', sentence)}".strip(" ?!.")
    wish = parsing.read(words or "list")
    if wish.rest or wish.verb is Verb.FORM:
        raise rules.NotUnderstood(words=text.written(wish.rest or sentence))
    people.meet(runtime, workspace, [user])
    here = None if said.is_direct else said.channel
    key = f"digest.asked:{said.channel}:{said.ts}"

    def unit(session: Session) -> None:
        shown = answer(session, workspace, user, here, wish, contributors=contributors, runtime=runtime)
        now = runtime.now()
        if said.is_direct:
            outbox.post(
                session, workspace=workspace, channel=said.channel, message=shown, key=key, now=now, thread=said.root
            )
        else:
            outbox.whisper(
                session,
                workspace=workspace,
                channel=said.channel,
                user=user,
                message=shown,
                key=key,
                now=now,
                thread=said.thread,
            )

    runtime.transaction(unit)


def answer(
    session: Session,
    workspace: WorkspaceId,
    user: UserId,
    here: ChannelId | None,
    wish: Wish,
    *,
    contributors: Sequence[Contributor],
    runtime: Runtime,
) -> Message:
    """Do what somebody wishes, and say what was done."""
    now = runtime.now()
    owned = service.owned(session, workspace, user, now=now)
    if wish.verb is Verb.ME:
        people.prefer(session, workspace, user, {"digests.monthly": wish.is_on})
        return views.said(buttons.MONTHLY[wish.is_on])
    if wish.verb is Verb.LIST:
        if not owned:
            raise rules.NoneOfYours
        return message("Your digests", views.listing(owned))
    channel = wish.channel or here
    if wish.verb is not Verb.ON and wish.channel is None:
        mine = [one.channel for one, _, _ in owned]
        is_elsewhere = channel is None or service.subscription(session, workspace, channel) is None
        channel = mine[0] if is_elsewhere and len(mine) == 1 else channel
    if channel is None:
        raise rules.NotAChannel
    choices = Choices(weekday=wish.weekday, at=wish.at, zone=wish.zone, language=wish.language)
    match wish.verb:
        case Verb.PAUSE:
            subscriptions.pause(session, workspace, channel, user, now=runtime.now())
            return views.said(f"Paused: no digest in {text.channel(channel)} until you say resume.")
        case Verb.RESUME:
            found, is_new = subscriptions.resume(session, workspace, channel, user, now=now), False
        case Verb.STOP:
            subscriptions.stop(session, workspace, channel, user, now=runtime.now())
            return views.said(f"Stopped: no more digest in {text.channel(channel)}.")
        case Verb.PREVIEW:
            return service.preview(session, workspace, channel, user, contributors, now=now)
        case Verb.MOVE if wish.channel is not None and here is not None and wish.channel != here:
            found, is_new = subscriptions.relocate(session, workspace, here, wish.channel, user, now=now), False
            if choices != Choices():
                found, _ = subscriptions.start(session, workspace, wish.channel, user, choices, now=now)
        case Verb.MOVE if choices == Choices():
            raise rules.NotUnderstood(words="move")
        case Verb.MOVE if service.subscription(session, workspace, channel) is None:
            raise rules.NoDigest
        case _:
            found, is_new = subscriptions.start(session, workspace, channel, user, choices, now=now)
    return views.settings(found, editions.upcoming(session, found, now=now).due_at, is_new=is_new)


def submitted(ack: Ack, body: Body, runtime: Runtime) -> None:
    """The form, filled in."""
    form = payloads.submission(body)
    people.welcome(form.actor)
    wanted = forms.wanted(form)
    if not isinstance(wanted, forms.Wanted):
        ack(**frames.errors(wanted))
        return
    workspace, user = form.actor.workspace, form.actor.user
    people.meet(runtime, workspace, [user])

    def unit(session: Session) -> None:
        now = runtime.now()
        found, is_new = subscriptions.start(session, workspace, wanted.channel, user, wanted.choices, now=now)
        outbox.direct(
            session,
            workspace=workspace,
            user=user,
            message=views.settings(found, editions.upcoming(session, found, now=now).due_at, is_new=is_new),
            key=f"digest.form:{form.view}",
            now=now,
        )

    runtime.transaction(unit)
    ack()


def _channel(channel: ChannelId) -> ChannelId | None:
    return channel if channel.startswith(("C", "G")) else None
