"""What happens when a form is opened or sent: a request, a profile, a suggestion?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId
from bot.mentors.rules import drafts, refusals
from bot.mentors.service import asking, roster, vocabulary
from bot.mentors.views import forms
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack.answer import Answer, Errors, Open
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Actor, Submission
from bot.slack.values import number

TWICE = "You've already asked for this. The card in our direct messages shows where it stands."


def register(on: Listeners) -> None:
    on.press("mentors.edit", edit)
    on.press("mentors.change", change)
    on.press("mentors.profile", profile)
    on.press("mentors.suggest", suggest)
    on.submit(forms.REQUEST, requested)
    on.submit(forms.CHANGE, changed)
    on.submit(forms.PROFILE, profiled)
    on.submit(forms.SUGGEST, suggested, before=meet_the_suggested)


def edit(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Change* before asking, or *Find me a mentor*: the form."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found, goal = drafts.read(pressed.value, vocabulary.additions(session, workspace))
    week, languages = asking.usual(session, workspace, user)
    draft = asking.draft(session, workspace, user, found[0], goal) if len(found) == 1 else None
    return Open(forms.request(draft, week=week, languages=languages, goal=goal))


def change(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Change* an open request."""
    mine = asking.mine(session, pressed.actor.workspace, pressed.actor.user, number(pressed.value))
    if not mine.is_open:
        raise refusals.Settled
    draft = mine.draft
    return Open(forms.request(draft, week=draft.hours, languages=draft.languages, metadata=str(mine.id)))


def profile(session: Session, pressed: Action, now: datetime) -> Answer:
    """*My mentor profile*; the button carries topics they have just offered."""
    return own_profile(session, pressed.actor, pressed.value, now=now)


def own_profile(session: Session, actor: Actor, offered: str = "", *, now: datetime) -> Open:
    """The form of somebody's own profile. `offered`: what a card carries of an offer of theirs."""
    found, _ = drafts.read(offered, vocabulary.additions(session, actor.workspace))
    mentor = roster.with_topics(roster.profile(session, actor.workspace, actor.user), found)
    not_with = roster.avoided(session, actor.workspace, actor.user)
    return Open(forms.profile(mentor, not_with=not_with, now=now))


def suggest(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Suggest somebody*, for the owner."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found = asking.to_suggest_for(session, workspace, user, number(pressed.value), now=now)
    return Open(forms.suggest(found.id, found.label))


def requested(session: Session, form: Submission, now: datetime) -> Answer:
    """The form of a new request was sent."""
    workspace, user = form.actor.workspace, form.actor.user
    found = _filled(session, form)
    if found.draft is None:
        return Errors(found.problems)
    asked = asking.ask(session, workspace=workspace, asker=user, draft=found.draft, now=now)
    return None if asked.is_new else Errors({"topic": TWICE})


def changed(session: Session, form: Submission, now: datetime) -> Answer:
    """The form of an open request was sent."""
    workspace, user, request = form.actor.workspace, form.actor.user, number(form.metadata)
    found = _filled(session, form)
    if found.draft is None:
        return Errors(found.problems)
    asking.change(session, workspace=workspace, actor=user, request=request, draft=found.draft, now=now)
    return None


def profiled(session: Session, form: Submission, now: datetime) -> Answer:
    """The form of a profile was sent."""
    problems = forms.problems(form, today=now.date())
    if problems:
        return Errors(problems)
    own = vocabulary.additions(session, form.actor.workspace)
    mentor = forms.mentor(form, zone=_zone(session, form.actor), additions=own)
    roster.save(session, mentor, now=now, not_with=[UserId(user) for user in form.chosen("not_with")])
    return None


def meet_the_suggested(runtime: Runtime, form: Submission) -> None:
    """Ask Slack who the person is whom the owner has named."""
    people.meet(runtime, form.actor.workspace, [UserId(user) for user in form.chosen("person")[:1]])


def suggested(session: Session, form: Submission, now: datetime, _met: None) -> Answer:
    """The owner has named somebody."""
    workspace, user, request = form.actor.workspace, form.actor.user, number(form.metadata)
    person = form.chosen("person")
    if not person:
        raise refusals.Gone
    asking.suggest(session, workspace=workspace, actor=user, request=request, mentor=UserId(person[0]), now=now)
    return None


def _filled(session: Session, form: Submission) -> forms.Filled:
    own = vocabulary.additions(session, form.actor.workspace)
    return forms.filled(form, zone=_zone(session, form.actor), additions=own)


def _zone(session: Session, actor: Actor) -> str:
    person = people.person(session, actor.workspace, actor.user)
    return person.zone if person else "UTC"
