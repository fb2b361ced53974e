"""What happens when a form about sessions is opened or sent: a new one, one said differently, its time?"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.errors import UserError
from bot.sessions.rules import refusals
from bot.sessions.rules.values import Meeting
from bot.sessions.service import changing, planning, proposing, replies, scenes
from bot.sessions.views import card, coming, forms
from bot.sessions.views.forms import Wanted
from bot.slack.answer import Answer, Errors, Open, Say
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import number


def register(on: Listeners) -> None:
    on.press(coming.NEW, new)
    on.press(card.EDIT, edit)
    on.press(card.PLAN, plan)
    on.submit(forms.PROPOSE, proposed)
    on.submit(forms.EDITED, edited)
    on.submit(forms.PLANNED, planned)


def new(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Suggest a session*, or *Add details*: the form."""
    title, is_host = forms.carries(pressed.value)
    return Open(forms.propose(title=title, is_host=is_host, here=pressed.channel))


def edit(session: Session, pressed: Action, now: datetime) -> Answer:
    return Open(forms.edit(_steered(session, pressed)))


def plan(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Choose a time*, *Move*."""
    meeting = _steered(session, pressed)
    local = None if meeting.starts_at is None else meeting.starts_at.astimezone(ZoneInfo(meeting.zone))
    return Open(forms.plan(meeting, local=local))


def proposed(session: Session, form: Submission, now: datetime) -> Answer:
    """The form for a new session."""
    wanted = forms.wanted(form)
    if not isinstance(wanted, Wanted):
        return Errors(wanted)
    if wanted.channel is None:
        return Errors({"channel": refusals.NoChannel().sentence})
    workspace, user = form.actor.workspace, form.actor.user
    starts_at = None if wanted.at is None else proposing.local(session, workspace, user, wanted.at)
    if problem := _problem(starts_at, now=now):
        return Errors({"day": problem})
    meeting = proposing.propose(
        session,
        workspace=workspace,
        user=user,
        plan=wanted.plan,
        channel=wanted.channel,
        is_host=wanted.is_host,
        starts_at=starts_at,
        key=f"form:{form.view}",
        now=now,
    )
    return None if wanted.is_host else Say(card.card(scenes.scene(session, meeting)))


def edited(session: Session, form: Submission, now: datetime) -> Answer:
    wanted = forms.wanted(form)
    if not isinstance(wanted, Wanted):
        return Errors(wanted)
    id, workspace, user = number(form.metadata), form.actor.workspace, form.actor.user
    planning.edit(session, workspace, id, user, wanted.plan, channel=wanted.channel, now=now)
    return Say(card.told("Saved. The post says so too."))


def planned(session: Session, form: Submission, now: datetime) -> Answer:
    """The form about its time."""
    id, workspace, user = number(form.metadata), form.actor.workspace, form.actor.user
    starts_at = proposing.local(session, workspace, user, forms.moment(form))
    if problem := _problem(starts_at, now=now):
        return Errors({"day": problem})
    planning.plan(session, workspace, id, user, starts_at, now=now)
    return None


def _problem(starts_at: datetime | None, *, now: datetime) -> str | None:
    """Say what is wrong with a time, under its input: the form stays open."""
    if starts_at is None:
        return None
    try:
        proposing.must_be_ahead(starts_at, now=now)
    except UserError as error:
        return error.sentence
    return None


def _steered(session: Session, pressed: Action) -> Meeting:
    meeting = replies.locked(session, pressed.actor.workspace, number(pressed.value))
    meeting.must_be_open()
    changing.must_steer(session, meeting, pressed.actor.user)
    return meeting
