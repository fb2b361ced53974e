"""What happens when somebody asks something before a session, and when its host looks at what was asked?"""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.channels import service as channels
from bot.ids import ChannelId
from bot.runtime import Runtime
from bot.sessions.rules import refusals
from bot.sessions.service import questions
from bot.sessions.views import hold
from bot.slack.answer import Answer, Errors, Open, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import number

SECONDS = 2.0  #: for Slack to say who is in a channel, of the three it gives us


def register(on: Listeners) -> None:
    on.press(hold.ASK, ask)
    on.press(hold.QUESTIONS, listed)
    on.submit(hold.ASKED, asked, before=reach)
    on.submit(hold.UNASKED, unasked)


def reach(runtime: Runtime, form: Submission) -> ChannelId | None:
    """Return the session's channel, to somebody who can read it: a form does not say where it was opened.

    Slack is asked only where we do not know by ourselves that they may know of the session.
    """
    workspace, user = form.actor.workspace, form.actor.user
    sought = partial(questions.place, workspace=workspace, id=number(form.metadata), user=user, now=runtime.now())
    place = runtime.reading(sought)
    if place is None:
        return None
    is_there = channels.is_member(runtime, workspace, place, user, timeout=SECONDS)
    if is_there is None:
        raise refusals.NotTold
    return place if is_there else None


def ask(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Ask a question*."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found = questions.may_ask(session, workspace, number(pressed.value), user, where=pressed.channel, now=now)
    return Open(hold.form(found))


def asked(session: Session, form: Submission, now: datetime, where: ChannelId | None) -> Answer:
    """The form for a question."""
    words = form.text("question")
    if not words:
        return Errors({"question": refusals.NoQuestion().sentence})
    is_named = hold.NAMELESS not in form.chosen("nameless")
    id, workspace, user = number(form.metadata), form.actor.workspace, form.actor.user
    meeting = questions.ask(session, workspace, id, user, words, is_named=is_named, where=where, now=now)
    return Say(hold.taken(meeting))


def listed(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Questions*, on what the host steers it by."""
    meeting, found = questions.listed(session, pressed.actor.workspace, number(pressed.value), pressed.actor.user)
    return Open(hold.listed(meeting, found))


def unasked(session: Session, form: Submission, now: datetime) -> Answer:
    """The host has ticked what does not belong there."""
    chosen = [number(one) for name in ("remove0", "remove1", "remove2") for one in form.chosen(name)]
    id, workspace, user = number(form.metadata), form.actor.workspace, form.actor.user
    return Say(hold.removed(questions.remove(session, workspace, id, user, chosen, now=now)))
