"""How do milestones reach us from Slack? By sentence, `/pollen learned` or a form; see also `buttons.py`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.milestones import rules, service, views
from bot.milestones.handlers import buttons
from bot.milestones.rules import Announce, Claim, Facts, Milestone, parsing
from bot.milestones.views import forms
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import listening, payloads
from bot.slack import views as frames
from bot.slack.message import Message

Body = dict[str, Any]


def register(app: App) -> None:
    listening.addressed(app, told, wants=parsing.read)
    app.view(forms.SUBMIT)(submitted)
    buttons.register(app)


def told(body: Body, context: Body, runtime: Runtime) -> None:
    """Somebody says what they have reached: celebrated where they said it, if others can read it there."""
    said, sentence = listening.said(body, context)
    people.welcome(said.actor)
    workspace, user = said.actor.workspace, said.actor.user
    people.meet(runtime, workspace, [user])
    found = parsing.read(sentence)
    assert found is not None
    claim = Claim(
        workspace=workspace,
        user=user,
        key=f"said:{said.channel}:{said.ts}",
        facts=found.facts if found.facts.link else replace(found.facts, link=next(iter(said.files), "")),
        channel=None if said.is_direct else said.channel,
        thread=None if said.is_direct else said.root,
    )
    now = runtime.now()

    def unit(session: Session) -> None:
        likes = service.announce(session, workspace, user)
        is_announced = not found.is_quiet and likes is not Announce.NEVER
        if said.is_direct:
            is_announced = is_announced and likes is Announce.ALWAYS and _has_place(session, claim)
        milestone = service.claim(session, claim, is_announced=is_announced, now=now)
        message = receipt(session, milestone)
        if said.is_direct:
            outbox.post(
                session,
                workspace=workspace,
                channel=said.channel,
                message=message,
                key=f"milestone.receipt:{milestone.id}",
                now=now,
                thread=said.root,
            )
        else:
            outbox.whisper(
                session,
                workspace=workspace,
                channel=said.channel,
                user=user,
                message=message,
                key=f"milestone.receipt:{milestone.id}",
                now=now,
                thread=said.thread,
            )

    runtime.transaction(unit)


def learned(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    """`/pollen learned …`: alone it opens the form, `list` shows one's own."""
    workspace, user = command.actor.workspace, command.actor.user
    words = command.text.partition(" ")[2].strip()
    people.meet(runtime, workspace, [user])
    if not words:
        buttons.open_form(runtime, command.actor, command.trigger)
        ack()
        return
    if words.casefold() in ("list", "me", "mine"):
        blocks = runtime.reading(lambda session: views.home(service.home(session, workspace, user, now=runtime.now())))
        ack(text="What you have reached", blocks=list(blocks), response_type="ephemeral")
        return
    found = parsing.read_anything(words)
    if found is None:
        raise rules.NoTitle
    claim = Claim(workspace=workspace, user=user, key=f"command:{command.trigger}", facts=found.facts)

    def unit(session: Session) -> Message:
        is_announced = (
            not found.is_quiet
            and service.announce(session, workspace, user) is Announce.ALWAYS
            and _has_place(session, claim)
        )
        return receipt(session, service.claim(session, claim, is_announced=is_announced, now=runtime.now()))

    message = runtime.transaction(unit)
    ack(text=message.text, blocks=list(message.blocks), response_type="ephemeral")


def submitted(ack: Ack, body: Body, runtime: Runtime) -> None:
    """The form: a new milestone, or one said differently."""
    form = payloads.submission(body)
    people.welcome(form.actor)
    facts = forms.facts(form)
    if not isinstance(facts, Facts):
        ack(**frames.errors(facts))
        return
    workspace, user = form.actor.workspace, form.actor.user
    target = forms.target(form.metadata)
    people.meet(runtime, workspace, [user])

    def unit(session: Session) -> None:
        now = runtime.now()
        if target is not None:
            milestone = service.edit(session, workspace, target, user, facts, now=now)
        else:
            chosen = forms.manager(form)
            if chosen is not None and chosen != user:
                people.prefer(session, workspace, user, {"milestones.manager": chosen})
            claim = Claim(workspace=workspace, user=user, key=f"form:{form.view}", facts=facts)
            milestone = service.claim(session, claim, is_announced=forms.is_announced(form), now=now)
        outbox.direct(
            session,
            workspace=workspace,
            user=user,
            message=receipt(session, milestone),
            key=f"milestone.receipt:{milestone.id}:{form.view}",
            now=now,
        )

    runtime.transaction(unit)
    ack()


def receipt(session: Session, milestone: Milestone) -> Message:
    """What its person is told: what was noted, and where it is or could be celebrated."""
    return views.receipt(service.scene(session, milestone), where=service.where(session, milestone))


def _has_place(session: Session, claim: Claim) -> bool:
    return service.usual_channel(session, claim.workspace, claim.user) is not None


VERBS: Mapping[str, Callable[[payloads.Command, Runtime, Ack], None]] = {"learned": learned}
