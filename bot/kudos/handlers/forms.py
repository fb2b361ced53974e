"""What can be filled in? Opening the forms of kudos, and what they send."""

import re
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.kudos import rules, service
from bot.kudos.handlers import wishes
from bot.kudos.handlers.buttons import draft_id, gesture_id
from bot.kudos.rules import Place, Source
from bot.kudos.rules.wishes import Draft, Outcome, Question, Wish
from bot.kudos.service import changing, giving, options
from bot.kudos.store import drafts
from bot.kudos.views import forms, receipts
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads, text
from bot.slack import views as frames
from bot.slack.views import View

Body = dict[str, Any]


def register(app: App) -> None:
    app.shortcut("kudos.shortcut")(write_about)
    app.action("kudos.write")(write)
    app.action("kudos.thank_author")(thank_author)
    app.action("kudos.give_for")(give_for)
    app.action(re.compile(r"^kudos\.reword(:|$)"))(reword)
    app.action("kudos.edit")(edit)
    app.view(forms.GIVE)(sent)
    app.view(forms.SURE)(sent_surely)
    app.view(forms.REVISE)(revised)


def write_from_command(command: payloads.Command, runtime: Runtime, ack: Ack) -> None:
    """`/kudos` alone: the form."""
    channel, place = wishes.place(command)
    _write(runtime, command.actor, command.trigger, channel=channel, place=place)
    ack()


def write(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Give kudos* in App Home."""
    pressed = payloads.action(body)
    _write(runtime, pressed.actor, pressed.trigger)
    ack()


def write_about(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Give kudos for this* on somebody's message."""
    shortcut = payloads.shortcut(body)
    people.meet(runtime, shortcut.actor.workspace, [shortcut.author] if shortcut.author else [])
    _write(
        runtime,
        shortcut.actor,
        shortcut.trigger,
        source=Source.SHORTCUT,
        channel=shortcut.channel,
        place=Place.DIRECT if shortcut.channel.startswith("D") else Place.UNKNOWN,
        ts=shortcut.ts,
        thread=shortcut.thread,
        people=(shortcut.author,) if shortcut.author and shortcut.author != shortcut.actor.user else (),
    )
    ack()


def thank_author(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Thank the author* under an answer; its value is `<user>|<article title>`."""
    _prepare(runtime, payloads.action(body), "writing “{}”, which answered my question", value="shared-knowledge")
    ack()


def give_for(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Give kudos* under what somebody reached; its value is `<user>|<what>`."""
    _prepare(runtime, payloads.action(body), "{}")
    ack()


def reword(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Edit* on a question, *Finish* on what was never sent."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    draft = runtime.reading(lambda session: drafts.of_giver(session, workspace, draft_id(pressed.value), user))
    _open(runtime, pressed.trigger, draft)
    ack()


def edit(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Edit* on a receipt."""
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user

    def look(session: Session) -> View:
        gesture = changing.found(session, workspace, gesture_id(pressed.value))
        if gesture.giver != user:
            raise rules.NotYours
        if not gesture.is_live:
            raise rules.Withdrawn
        return _form(session, wishes.of(gesture), callback=forms.REVISE, metadata=str(gesture.id))

    view = runtime.reading(look)
    runtime.slack(workspace, timeout=2).views_open(trigger_id=pressed.trigger, view=view)
    ack()


def sent(ack: Ack, body: Body, runtime: Runtime) -> None:
    """The form was sent."""
    form = payloads.submission(body)
    workspace, user = form.actor.workspace, form.actor.user
    draft, shown = runtime.reading(lambda session: _draft(session, workspace, form.metadata, user))
    wish = wishes.fill(
        runtime,
        draft.wish,
        chosen=form.chosen(forms.WHO),
        typed=form.text(forms.WHY),
        values=form.chosen(forms.VALUES),
        shown=shown,
    )
    _give(ack, runtime, wish, is_sure=False)


def sent_surely(ack: Ack, body: Body, runtime: Runtime) -> None:
    """The second look said yes."""
    form = payloads.submission(body)
    workspace, user = form.actor.workspace, form.actor.user
    draft, _ = runtime.reading(lambda session: _draft(session, workspace, form.metadata, user))
    _give(ack, runtime, draft.wish, is_sure=True)


def revised(ack: Ack, body: Body, runtime: Runtime) -> None:
    """The form of a kudos given before was sent."""
    form = payloads.submission(body)
    workspace, user = form.actor.workspace, form.actor.user
    number = gesture_id(form.metadata)

    def look(session: Session) -> tuple[Wish, str]:
        wish = wishes.of(changing.found(session, workspace, number))
        return wish, wishes.plain(wish.reason, _names(session, wish))

    current, shown = runtime.reading(look)
    if current.giver != user:
        raise rules.NotYours
    wish = wishes.fill(
        runtime,
        current,
        chosen=form.chosen(forms.WHO),
        typed=form.text(forms.WHY),
        values=form.chosen(forms.VALUES),
        shown=shown,
    )

    def unit(session: Session, wish: Wish) -> None:
        outcome = changing.revise(session, wish, number, now=runtime.now())
        _receipt(session, runtime, user, outcome, key=f"kudos.revised:{form.view}")

    wishes.grant(runtime, wish, unit)
    ack()


def _prepare(runtime: Runtime, pressed: payloads.Action, reason: str, *, value: str = "") -> None:
    if not pressed.actor.is_colleague:
        raise rules.NotAmongUs
    receiver, _, what = pressed.value.partition("|")
    draft = runtime.transaction(
        lambda session: service.give_draft(
            session,
            pressed.actor.workspace,
            pressed.actor.user,
            receiver=UserId(receiver),
            reason=reason.format(what),
            key=pressed.trigger,
            now=runtime.now(),
            value=value,
        )
    )
    _open(runtime, pressed.trigger, draft)


def _write(runtime: Runtime, actor: payloads.Actor, trigger: str, **facts: Any) -> None:
    if not actor.is_colleague:
        raise rules.NotAmongUs
    facts = {"source": Source.FORM, "place": Place.DIRECT, **facts}
    wish = Wish(workspace=actor.workspace, giver=actor.user, key=f"form:{trigger}", **facts)
    draft = runtime.transaction(lambda session: drafts.keep(session, wish, now=runtime.now()))
    _open(runtime, trigger, draft)


def _open(runtime: Runtime, trigger: str, draft: Draft) -> None:
    view = runtime.reading(lambda session: _form(session, draft.wish, callback=forms.GIVE, metadata=str(draft.id)))
    runtime.slack(draft.wish.workspace, timeout=2).views_open(trigger_id=trigger, view=view)


def _form(session: Session, wish: Wish, *, callback: str, metadata: str) -> View:
    about = ""
    if wish.source is Source.SHORTCUT and wish.channel is not None:
        about = f"For a message in {text.channel(wish.channel)}; the kudos will link to it."
    return forms.give(
        metadata=metadata,
        callback=callback,
        options=options.of(session, wish.workspace),
        people=wish.people,
        groups=wish.groups,
        reason=wishes.plain(wish.reason, _names(session, wish)),
        values=wish.values,
        about=about,
    )


def _give(ack: Ack, runtime: Runtime, wish: Wish, *, is_sure: bool) -> None:
    def unit(session: Session, wish: Wish) -> tuple[Outcome, list[str]]:
        outcome = giving.give(session, wish, now=runtime.now(), is_sure=is_sure)
        told = service.told(session, wish.workspace, wish.giver, outcome)
        if outcome.gesture is not None and not outcome.is_repeat:
            _receipt(session, runtime, wish.giver, outcome, key=f"kudos.receipt:{outcome.gesture.id}")
        return outcome, receipts.sentences(outcome.refused, told)

    outcome, refused = wishes.grant(runtime, wish, unit)
    if outcome.draft is not None and Question.WHY not in outcome.draft.questions:
        is_again = Question.CROWD not in outcome.draft.questions
        view = forms.sure(outcome.draft, count=len(receipts.everybody(outcome.draft)), is_again=is_again)
        ack(response_action="update", view=view)
    elif outcome.draft is not None:
        ack(frames.errors({forms.WHY: rules.NoReason().sentence}))
    elif outcome.gesture is None:
        ack(frames.errors({forms.WHO: text.written(" ".join(refused)) or "Please choose somebody to thank."}))
    else:
        ack()


def _receipt(session: Session, runtime: Runtime, user: UserId, outcome: Outcome, *, key: str) -> None:
    """A form leaves no place for an answer, so the receipt is a direct message."""
    assert outcome.gesture is not None
    workspace = outcome.gesture.workspace
    message = receipts.tell(service.told(session, workspace, user, outcome))
    outbox.direct(session, workspace=workspace, user=user, message=message, key=key, now=runtime.now())


def _draft(session: Session, workspace: WorkspaceId, metadata: str, user: UserId) -> tuple[Draft, str]:
    """Return a person's draft, and its reason as the form showed it."""
    draft = drafts.of_giver(session, workspace, draft_id(metadata), user)
    return draft, wishes.plain(draft.wish.reason, _names(session, draft.wish))


def _names(session: Session, wish: Wish) -> dict[UserId, str]:
    known = people.people(session, wish.workspace, wishes.mentioned(wish))
    return {user: one.name for user, one in known.items()}
