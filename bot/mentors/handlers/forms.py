"""What happens when a form is opened or sent: a request, a profile, a suggestion?"""

from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.ids import UserId
from bot.mentors.handlers.buttons import number
from bot.mentors.rules import Kind, Level, drafts, refusals, topics
from bot.mentors.rules.values import Mentor
from bot.mentors.service import asking, roster
from bot.mentors.views import asker as asker_views
from bot.mentors.views import forms
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads
from bot.slack import views as frames
from bot.slack.text import clean

Body = dict[str, Any]


def register(app: App) -> None:
    app.action("mentors.edit")(edit)
    app.action("mentors.change")(change)
    app.action("mentors.profile")(profile)
    app.action("mentors.suggest")(suggest)
    app.view(forms.REQUEST)(requested)
    app.view(forms.CHANGE)(changed)
    app.view(forms.PROFILE)(profiled)
    app.view(forms.SUGGEST)(suggested)


def edit(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Change* before asking, or *Find me a mentor*: the form."""
    pressed = payloads.action(body)
    actor = _known(runtime, pressed.actor)

    def unit(session: Session) -> frames.View:
        found, goal = drafts.read(pressed.value, asking.additions(session, actor.workspace))
        blank = asking.draft(session, actor.workspace, actor.user, topics.Topic(key="", label="", said=""))
        draft = asking.draft(session, actor.workspace, actor.user, found[0], goal) if len(found) == 1 else None
        return forms.request(draft, week=blank.hours, languages=blank.languages, goal=goal)

    _open(runtime, pressed, runtime.reading(unit))
    ack()


def change(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Change* an open request."""
    pressed = payloads.action(body)
    actor = _known(runtime, pressed.actor)

    def unit(session: Session) -> frames.View:
        mine = asking.mine(session, actor.workspace, actor.user, number(pressed))
        if not mine.is_open:
            raise refusals.Settled
        draft = mine.draft
        return forms.request(draft, week=draft.hours, languages=draft.languages, metadata=str(mine.id))

    _open(runtime, pressed, runtime.reading(unit))
    ack()


def open_profile(runtime: Runtime, actor: payloads.Actor, trigger: str, value: str = "") -> None:
    """Open somebody's mentor profile; `value`: topics they have just offered."""
    actor = _known(runtime, actor)
    now = runtime.now()

    def unit(session: Session) -> frames.View:
        mentor = roster.profile(session, actor.workspace, actor.user)
        found, _ = drafts.read(value, asking.additions(session, actor.workspace))
        has = {skill.key for skill in mentor.skills}
        new = tuple(roster.skill(one) for one in found if one.key not in has)
        person = people.person(session, actor.workspace, actor.user)
        avoided = person.preferences.get("mentors.not_with") if person else None
        not_with = [UserId(str(user)) for user in avoided] if isinstance(avoided, list) else []
        return forms.profile(replace(mentor, skills=(*mentor.skills, *new)), not_with=not_with, now=now)

    view = runtime.reading(unit)
    runtime.slack(actor.workspace, timeout=2).views_open(trigger_id=trigger, view=view)


def profile(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*My mentor profile*."""
    pressed = payloads.action(body)
    open_profile(runtime, pressed.actor, pressed.trigger, pressed.value)
    ack()


def suggest(ack: Ack, body: Body, runtime: Runtime) -> None:
    """*Suggest somebody*, for the owner."""
    pressed = payloads.action(body)
    actor = _known(runtime, pressed.actor)

    def unit(session: Session) -> frames.View:
        found = asking.to_suggest_for(session, actor.workspace, actor.user, number(pressed), now=runtime.now())
        return forms.suggest(found.id, found.label)

    _open(runtime, pressed, runtime.reading(unit))
    ack()


def requested(ack: Ack, body: Body, runtime: Runtime) -> None:
    """The form of a new request was sent."""
    form = payloads.submission(body)
    actor = _known(runtime, form.actor)
    found = _filled(runtime, form)
    draft = found.draft
    if draft is None:
        ack(frames.errors(found.problems))
        return
    now = runtime.now()
    asked = runtime.transaction(
        lambda session: asking.ask(session, workspace=actor.workspace, asker=actor.user, draft=draft, now=now)
    )
    if asked.is_new:
        ack()
    else:
        ack(frames.errors({"topic": "You are looking for this already: our conversation shows where it stands."}))


def changed(ack: Ack, body: Body, runtime: Runtime) -> None:
    """The form of an open request was sent."""
    form = payloads.submission(body)
    actor = _known(runtime, form.actor)
    found = _filled(runtime, form)
    draft = found.draft
    if draft is None:
        ack(frames.errors(found.problems))
        return
    if not form.metadata.isdecimal():
        raise refusals.Gone
    request, now = int(form.metadata), runtime.now()
    runtime.transaction(
        lambda session: asking.change(
            session, workspace=actor.workspace, actor=actor.user, request=request, draft=draft, now=now
        )
    )
    ack()


def profiled(ack: Ack, body: Body, runtime: Runtime) -> None:
    """The form of a profile was sent."""
    form = payloads.submission(body)
    _known(runtime, form.actor)
    now = runtime.now()
    problems = forms.problems(form, today=now.date())
    if problems:
        ack(frames.errors(problems))
        return

    def unit(session: Session) -> None:
        mentor = _mentor(session, form)
        roster.save(session, mentor, now=now, not_with=[UserId(user) for user in form.chosen("not_with")])

    runtime.transaction(unit)
    ack()


def suggested(ack: Ack, body: Body, runtime: Runtime) -> None:
    """The owner has named somebody."""
    form = payloads.submission(body)
    actor = _known(runtime, form.actor)
    person = form.chosen("person")
    if not person or not form.metadata.isdecimal():
        raise refusals.Gone
    request, mentor, now = int(form.metadata), UserId(person[0]), runtime.now()
    people.meet(runtime, actor.workspace, [mentor])
    runtime.transaction(
        lambda session: asking.suggest(
            session, workspace=actor.workspace, actor=actor.user, request=request, mentor=mentor, now=now
        )
    )
    ack()


def _mentor(session: Session, form: payloads.Submission) -> Mentor:
    workspace, user = form.actor.workspace, form.actor.user
    person = people.person(session, workspace, user)
    zone = person.zone if person else "UTC"
    own = asking.additions(session, workspace)
    capacity = form.text("capacity")
    kinds = frozenset(Kind(kind) for kind in form.chosen("kinds") if kind in set(Kind))
    return Mentor(
        workspace=workspace,
        user=user,
        skills=roster.skills({level: form.text(level.value) for level in Level}, session, workspace),
        about=clean(form.text("about"))[:1000],
        not_asked=frozenset(one.key for one in topics.topics(form.text("not_asked"), own)),
        capacity=min(10, max(1, int(capacity))) if capacity.isdecimal() else 2,
        hours=forms.week(form, zone=zone),
        languages=frozenset(code for code in form.chosen("languages") if code in asker_views.LANGUAGES),
        kinds=kinds or frozenset(Kind),
        away_until=away_until(form.text("away"), zone),
    )


def away_until(day: str, zone: str) -> datetime | None:
    """Read a date: somebody who is away until then is back that morning, in their zone."""
    try:
        found = datetime.strptime(day, "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no zone
    except ValueError:
        return None
    return datetime.combine(found, time(), ZoneInfo(zone))


def _filled(runtime: Runtime, form: payloads.Submission) -> forms.Filled:
    def unit(session: Session) -> forms.Filled:
        person = people.person(session, form.actor.workspace, form.actor.user)
        own = asking.additions(session, form.actor.workspace)
        return forms.filled(form, zone=person.zone if person else "UTC", additions=own)

    return runtime.reading(unit)


def _known(runtime: Runtime, actor: payloads.Actor) -> payloads.Actor:
    people.welcome(actor)
    people.meet(runtime, actor.workspace, [actor.user])
    return actor


def _open(runtime: Runtime, pressed: payloads.Action, view: frames.View) -> None:
    runtime.slack(pressed.actor.workspace, timeout=2).views_open(trigger_id=pressed.trigger, view=view)
