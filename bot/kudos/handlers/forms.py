"""What can be filled in? Opening the forms of kudos, and what they send."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.ids import UserId
from bot.kudos import rules
from bot.kudos.rules import DraftId, GestureId, Place, Source, wishes
from bot.kudos.rules.wishes import Question, Wish
from bot.kudos.service import changing, drafts, giving, options, receipts
from bot.kudos.views import forms
from bot.kudos.views import receipts as views
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import text
from bot.slack.answer import Answer, Errors, Open, Show
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Actor, Shortcut, Submission
from bot.slack.values import Odd, number
from bot.slack.views import View


def register(on: Listeners) -> None:
    on.shortcut("kudos.shortcut", write_about, before=meet_author, stranger=rules.NotAmongUs)
    on.press("kudos.write", write, stranger=rules.NotAmongUs)
    on.press("kudos.thank_author", thank_author, stranger=rules.NotAmongUs)
    on.press("kudos.give_for", give_for, stranger=rules.NotAmongUs)
    on.press("kudos.reword", reword, stranger=rules.NotAmongUs)
    on.press("kudos.edit", edit, stranger=rules.NotAmongUs)
    on.submit(forms.GIVE, sent, before=meet_chosen, stranger=rules.NotAmongUs)
    on.submit(forms.SURE, sent_surely, stranger=rules.NotAmongUs)
    on.submit(forms.REVISE, revised, before=meet_chosen, stranger=rules.NotAmongUs)


def blank(session: Session, actor: Actor, trigger: str, *, now: datetime, **facts: Any) -> Open:
    """The form for a new kudos. `facts`: what of the wish is known already."""
    facts = {"source": Source.FORM, "place": Place.DIRECT, **facts}
    wish = Wish(workspace=actor.workspace, giver=actor.user, key=f"form:{trigger}", **facts)
    draft = drafts.begin(session, wish, now=now)
    return Open(_form(session, wish, callback=forms.GIVE, metadata=str(draft.id)))


def write(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Give kudos* in App Home."""
    return blank(session, pressed.actor, pressed.trigger, now=now)


def meet_author(runtime: Runtime, shortcut: Shortcut) -> None:
    people.meet(runtime, shortcut.actor.workspace, [shortcut.author] if shortcut.author else [])


def write_about(session: Session, shortcut: Shortcut, now: datetime, _: None) -> Answer:
    """*Give kudos for this* on somebody's message."""
    author, user = shortcut.author, shortcut.actor.user
    return blank(
        session,
        shortcut.actor,
        shortcut.trigger,
        now=now,
        source=Source.SHORTCUT,
        channel=shortcut.channel,
        place=Place.DIRECT if shortcut.channel.startswith("D") else Place.UNKNOWN,
        ts=shortcut.ts,
        thread=shortcut.thread,
        people=(author,) if author and author != user else (),
    )


def thank_author(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Thank the author* under an answer; its value is `<user>|<title>`, without it where not everyone may read it."""
    is_named = bool(pressed.value.partition("|")[2])
    reason = "writing “{}”, which answered my question" if is_named else "writing what answered my question"
    return _prepared(session, pressed, reason, now=now, value="shared-knowledge")


def give_for(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Give kudos* under what somebody reached; its value is `<user>|<what>`."""
    return _prepared(session, pressed, "{}", now=now)


def reword(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Edit* on a question, *Finish* on what was never sent."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    draft = drafts.of_giver(session, workspace, DraftId(number(pressed.value)), user)
    return Open(_form(session, draft.wish, callback=forms.GIVE, metadata=str(draft.id)))


def edit(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Edit* on a receipt."""
    gesture = changing.mine(session, pressed.actor.workspace, GestureId(number(pressed.value)), pressed.actor.user)
    return Open(_form(session, wishes.of(gesture), callback=forms.REVISE, metadata=str(gesture.id)))


def meet_chosen(runtime: Runtime, form: Submission) -> tuple[UserId, ...]:
    """Meet those chosen in the form."""
    chosen = tuple(_person(one) for one in form.chosen(forms.WHO))
    people.meet(runtime, form.actor.workspace, chosen)
    return chosen


def sent(session: Session, form: Submission, now: datetime, chosen: Collection[UserId]) -> Answer:
    """The form was sent."""
    workspace, user = form.actor.workspace, form.actor.user
    draft = drafts.of_giver(session, workspace, DraftId(number(form.metadata)), user)
    return _given(session, _filled(session, draft.wish, form, chosen), now=now, is_sure=False)


def sent_surely(session: Session, form: Submission, now: datetime) -> Answer:
    """The second look said yes."""
    workspace, user = form.actor.workspace, form.actor.user
    draft = drafts.of_giver(session, workspace, DraftId(number(form.metadata)), user)
    return _given(session, draft.wish, now=now, is_sure=True)


def revised(session: Session, form: Submission, now: datetime, chosen: Collection[UserId]) -> Answer:
    """The form of a kudos given before was sent."""
    workspace, user = form.actor.workspace, form.actor.user
    gesture = changing.mine(session, workspace, GestureId(number(form.metadata)), user)
    wish = _filled(session, wishes.of(gesture), form, chosen)
    outcome = changing.revise(session, wish, gesture.id, now=now)
    receipts.send(session, user, outcome, key=f"kudos.revised:{form.view}", now=now)
    return None


def _given(session: Session, wish: Wish, *, now: datetime, is_sure: bool) -> Answer:
    outcome = giving.give(session, wish, now=now, is_sure=is_sure)
    told = receipts.told(session, wish.workspace, wish.giver, outcome)
    if outcome.draft is not None and Question.WHY not in outcome.draft.questions:
        is_again = Question.CROWD not in outcome.draft.questions
        return Show(
            forms.sure(outcome.draft, count=len(views.everybody(outcome.draft)), is_again=is_again, names=told.names)
        )
    if outcome.draft is not None:
        return Errors({forms.WHY: rules.NoReason().sentence})
    if outcome.gesture is None:
        refused = " ".join(views.sentences(outcome.refused, told))
        return Errors({forms.WHO: text.written(refused) or "Please choose someone to thank."})
    if not outcome.is_repeat:
        receipts.send(session, wish.giver, outcome, key=f"kudos.receipt:{outcome.gesture.id}", now=now)
    return None


def _filled(session: Session, wish: Wish, form: Submission, chosen: Collection[UserId]) -> Wish:
    typed, values = form.text(forms.WHY), form.chosen(forms.VALUES)
    return drafts.filled(session, wish, chosen=chosen, typed=typed, values=values)


def _prepared(session: Session, pressed: Action, reason: str, *, now: datetime, value: str = "") -> Open:
    receiver, _, what = pressed.value.partition("|")
    draft = drafts.prepare(
        session,
        pressed.actor.workspace,
        pressed.actor.user,
        receiver=_person(receiver),
        reason=reason.format(what),
        key=pressed.trigger,
        now=now,
        value=value,
    )
    return Open(_form(session, draft.wish, callback=forms.GIVE, metadata=str(draft.id)))


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
        reason=drafts.shown(session, wish),
        values=wish.values,
        about=about,
    )


def _person(value: str) -> UserId:
    """Read the id of a person; raise `Odd` for what is none."""
    if not re.fullmatch(r"[UW][A-Z0-9]{1,30}", value):
        raise Odd
    return UserId(value)
