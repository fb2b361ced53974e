"""Which forms are there about sessions, and what was filled in?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.circles import rules as circles
from bot.ids import ChannelId
from bot.sessions import rules
from bot.sessions.rules import FORMS, REPEATS, Form, Repeat
from bot.sessions.rules.values import Meeting, Plan
from bot.sessions.views import wording
from bot.slack import message, text, views
from bot.slack.payloads import Submission
from bot.slack.values import day, hour, number, one_of
from bot.slack.views import View

PROPOSE = "sessions.propose"
EDITED = "sessions.edited"
PLANNED = "sessions.planned"

LENGTHS = (30, 45, 60, 90, 120, 180)
_ME, _SOMEONE = "me", "someone"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody filled in. `at`: without a zone, as their clock shows it."""

    plan: Plan
    channel: ChannelId | None = None
    is_host: bool = False
    at: datetime | None = None


def propose(*, title: str = "", is_host: bool = False, here: ChannelId | None = None) -> View:
    """The form for a new session. `here`: the channel it would be posted in."""
    who = [views.option("I'll host it", _ME), views.option("I'm looking for someone to host it", _SOMEONE)]
    when = "Leave both empty to let people vote on a time later."
    ask = [
        *_what(Plan(title=title)),
        views.question(
            "Who hosts it?", views.choice("radio_buttons", who, initial=[_ME if is_host else _SOMEONE]), name="host"
        ),
        views.question("Day", {"type": "datepicker"}, name="day", hint=when, is_optional=True),
        views.question("Time", {"type": "timepicker"}, name="at", hint="By your clock.", is_optional=True),
        views.question("Where should I post it?", _channels(here), name="channel"),
        *_more(Plan(title="")),
    ]
    return views.modal("Suggest a session", ask, callback=PROPOSE, submit="Suggest", close="Cancel")


def edit(meeting: Meeting) -> View:
    ask = [
        *_what(meeting.plan),
        views.question("Where should I post it?", _channels(meeting.channel), name="channel"),
        *_more(meeting.plan),
    ]
    return views.modal(
        "Edit the session", ask, callback=EDITED, submit="Save", close="Cancel", metadata=str(meeting.id)
    )


def plan(meeting: Meeting, *, local: datetime | None) -> View:
    """The form for its time. `local`: when it is so far, by its host's clock."""
    days: message.Element = {"type": "datepicker"}
    clock: message.Element = {"type": "timepicker"}
    if local is not None:
        days["initial_date"], clock["initial_time"] = f"{local:%Y-%m-%d}", f"{local:%H:%M}"
    ask = [
        message.section(wording.headline(meeting)),
        views.question("Day", days, name="day"),
        views.question("Time", clock, name="at", hint="By your clock; everyone sees it by theirs."),
    ]
    label = "Move" if local is not None else "Choose"
    return views.modal("When is it?", ask, callback=PLANNED, submit=label, close="Cancel", metadata=str(meeting.id))


def wanted(form: Submission) -> Wanted | Mapping[str, str]:
    """Read the form for a session; or what is wrong with it, by the input's name."""
    problems = {}
    title, link, places = form.text("title"), form.text("link"), form.text("places")
    audience = form.text("audience")
    named = circles.name(audience) if audience else None
    if not title:
        problems["title"] = "What should it be about? A few words will do."
    if link and text.safe_url(link) is None:
        problems["link"] = "Please give a link that starts with https://"
    if places and not (places.isascii() and places.isdecimal() and 0 < int(places[:5]) <= rules.PLACES):
        problems["places"] = f"Please give a number from 1 to {rules.PLACES}, or leave it empty."
    if audience and named is None:
        problems["audience"] = "Please name one group or channel, like @data or #leads."
    days, at, is_host = form.text("day"), form.text("at"), _ME in form.chosen("host")
    if bool(days) != bool(at):
        problems["at" if days else "day"] = "Please choose both a day and a time, or neither."
    elif days and not is_host:
        problems["day"] = "Whoever hosts it will choose a time. Please leave the day empty."
    if problems:
        return problems
    minutes = form.text("minutes") or "60"
    plan = Plan(
        title=title[: rules.TITLE],
        outcome=form.text("outcome")[: rules.OUTCOME],
        form=one_of(Form, (form.chosen("form") or (Form.WORKSHOP.value,))[0]),
        minutes=min(max(number(minutes), min(LENGTHS)), max(LENGTHS)),
        places=int(places) if places else None,
        audience=named or "",
        link=link,
        agenda=form.text("agenda")[: rules.AGENDA],
        repeat=one_of(Repeat, (form.chosen("repeat") or (Repeat.ONCE.value,))[0]),
    )
    channel = form.text("channel")
    found = Wanted(plan=plan, channel=ChannelId(channel) if channel else None, is_host=is_host)
    return replace(found, at=datetime.combine(day(days), hour(at))) if days else found


def moment(form: Submission) -> datetime:
    """Read the day and time of the form about them, as the clock of whoever sent it shows it."""
    at: time = hour(form.text("at"))
    on: date = day(form.text("day"))
    return datetime.combine(on, at)


def carried(title: str, *, is_host: bool) -> str:
    """What a button carries that opens the form."""
    return json.dumps({"title": text.clip(title, rules.TITLE), "host": is_host})


def carries(value: str) -> tuple[str, bool]:
    """Read what `carried` wrote."""
    try:
        facts = json.loads(value)
        return str(facts["title"])[: rules.TITLE], facts["host"] is True
    except (ValueError, KeyError, TypeError):
        return "", False


def _what(now: Plan) -> list[message.Block]:
    kinds = [views.option(label, one.value) for one, label in FORMS.items()]
    return [
        views.question(
            "What is it about?",
            views.text_field(initial=now.title, most=rules.TITLE, placeholder="SQL basics, giving feedback …"),
            name="title",
        ),
        views.question(
            "What will people be able to do after it?",
            views.text_field(initial=now.outcome, most=rules.OUTCOME, is_long=True),
            name="outcome",
            is_optional=True,
        ),
        views.question("Form", views.choice("static_select", kinds, initial=[now.form.value]), name="form"),
    ]


def _more(now: Plan) -> list[message.Block]:
    lengths = [views.option(wording.length(one), str(one)) for one in LENGTHS]
    repeats = [views.option(label, one.value) for one, label in REPEATS.items()]
    places = views.text_field(initial="" if now.places is None else str(now.places), most=4, placeholder="No limit")
    return [
        views.question("Length", views.choice("static_select", lengths, initial=[str(now.minutes)]), name="minutes"),
        views.question("How often?", views.choice("static_select", repeats, initial=[now.repeat.value]), name="repeat"),
        views.question("Places", places, name="places", is_optional=True),
        views.question(
            "Only for a group",
            views.text_field(initial=now.audience, most=82, placeholder="@data or #leads; empty: everyone"),
            name="audience",
            is_optional=True,
        ),
        views.question(
            "Link to join",
            views.text_field(initial=now.link, most=rules.LINK, placeholder="https://"),
            name="link",
            is_optional=True,
        ),
        views.question(
            "Agenda",
            views.text_field(initial=now.agenda, most=rules.AGENDA, is_long=True),
            name="agenda",
            is_optional=True,
        ),
    ]


def _channels(here: ChannelId | None) -> message.Element:
    element: message.Element = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if here is not None and here.startswith(("C", "G")):
        element["initial_conversation"] = here
    return element
