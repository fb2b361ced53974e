"""What does one fill in: a request, a mentor's profile, whom to suggest?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.ids import UserId
from bot.mentors.rules import CAPACITY, GOAL_LENGTH, MOST_CAPACITY, Kind, Level, matching, topics
from bot.mentors.rules.topics import Additions
from bot.mentors.rules.values import Draft, Mentor, Skill
from bot.mentors.views.wording import LANGUAGES
from bot.people.rules import hours
from bot.people.rules.hours import Hours
from bot.slack import views
from bot.slack.message import Block, Element, context
from bot.slack.payloads import Submission
from bot.slack.text import clean, clip
from bot.slack.views import View

REQUEST, CHANGE, PROFILE, SUGGEST = "mentors.request", "mentors.changed", "mentors.profiled", "mentors.suggested"
LEVELS = {
    Level.DEEP: "I know a lot about",
    Level.DAILY: "I use it every day",
    Level.BASICS: "I can get you started with",
}
_KINDS = {Kind.QUESTION: "One question", Kind.ONGOING: "Ongoing, as long as it helps"}


def request(
    draft: Draft | None, *, week: Hours, languages: Collection[str], goal: str = "", metadata: str = ""
) -> View:
    """A request, new (`metadata` empty) or to be changed (`metadata`: its id)."""
    is_private = draft.is_private if draft else True
    privacy = [views.option("Keep my name private until someone accepts", "private")]
    label = draft.label if draft else ""
    aim = draft.goal if draft else goal
    blocks = [
        views.question(
            "What would you like to learn?",
            views.text_field(initial=label, placeholder="Kubernetes, negotiation, giving feedback …", most=60),
            name="topic",
        ),
        views.question(
            "What is your goal?",
            views.text_field(initial=aim, is_long=True, most=GOAL_LENGTH),
            name="goal",
            hint="A sentence or two. Mentors read it before they say yes.",
            is_optional=True,
        ),
        views.question("How much?", _kinds("radio_buttons", {draft.kind if draft else Kind.ONGOING}), name="kind"),
        views.question("In which languages?", _languages(languages), name="languages"),
        *_hours(week),
        views.question(
            "Privacy",
            views.choice("checkboxes", privacy, initial=("private",) if is_private else ()),
            name="privacy",
            is_optional=True,
        ),
    ]
    return views.modal(
        "Find a mentor" if not metadata else "Edit request",
        blocks,
        callback=CHANGE if metadata else REQUEST,
        submit="Save" if metadata else "Ask for me",
        metadata=metadata,
    )


def profile(mentor: Mentor, *, not_with: Collection[UserId], now: datetime) -> View:
    """A mentor's profile."""
    by_level = {level: ", ".join(one.label for one in mentor.skills if one.level is level) for level in LEVELS}
    levels = [
        views.question(
            label,
            views.text_field(initial=by_level[level], placeholder="SQL, negotiation, C++ …", most=500),
            name=level.value,
            is_optional=True,
        )
        for level, label in LEVELS.items()
    ]
    places = [views.option(str(number), str(number)) for number in range(1, MOST_CAPACITY + 1)]
    away = mentor.away_until
    away_on = away.astimezone(ZoneInfo(mentor.hours.zone)).date().isoformat() if away and away > now else None
    blocks = [
        *levels,
        views.question(
            "About you, in your own words",
            views.text_field(initial=mentor.about, is_long=True, most=1000),
            name="about",
            is_optional=True,
        ),
        views.question(
            "Please don't ask me about",
            views.text_field(initial=", ".join(sorted(mentor.not_asked)), most=500),
            name="not_asked",
            is_optional=True,
        ),
        views.question("I mentor", _kinds("checkboxes", mentor.kinds), name="kinds"),
        views.question(
            "How many people at a time?",
            views.choice("static_select", places, initial=(str(mentor.capacity),)),
            name="capacity",
        ),
        views.question("I speak", _languages(mentor.languages), name="languages"),
        *_hours(mentor.hours),
        views.question("Away until", _date(away_on), name="away", is_optional=True),
        views.question(
            "Not with",
            _people(not_with),
            name="not_with",
            hint="I'll never match you with these people, either way, and I won't tell anyone.",
            is_optional=True,
        ),
    ]
    return views.modal("Your mentor profile", blocks, callback=PROFILE, submit="Save")


def suggest(request_id: int, label: str) -> View:
    """Whom would the owner ask?"""
    element: Element = {"type": "users_select"}
    blocks = [
        context("I'll ask them privately, like any mentor, and they're free to say no."),
        views.question(f"Who could mentor {label}?", element, name="person"),
    ]
    return views.modal("Suggest someone", blocks, callback=SUGGEST, submit="Ask them", metadata=str(request_id))


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A form as it was filled in, or what is wrong with it, by input."""

    problems: Mapping[str, str]
    draft: Draft | None = None


def filled(form: Submission, *, zone: str, additions: Additions) -> Filled:
    """Read a request."""
    problems = _wrong_hours(form)
    topic = topics.topic(form.text("topic"), additions)
    if topic is None:
        problems["topic"] = "Please name a topic in a few words."
    if problems or topic is None:
        return Filled(problems=problems)
    kind = form.chosen("kind")
    draft = Draft(
        key=topic.key,
        label=topic.label,
        said=topic.said,
        goal=clip(clean(form.text("goal")), GOAL_LENGTH),
        kind=Kind(kind[0]) if kind and kind[0] in set(Kind) else Kind.ONGOING,
        languages=frozenset(code for code in form.chosen("languages") if code in LANGUAGES),
        hours=week(form, zone=zone),
        is_private="private" in form.chosen("privacy"),
    )
    return Filled(problems={}, draft=draft)


def mentor(form: Submission, *, zone: str, additions: Additions) -> Mentor:
    """Read a profile; the first level a topic is named under counts."""
    skills: dict[str, Skill] = {}
    for level in (Level.DEEP, Level.DAILY, Level.BASICS):
        for one in topics.topics(form.text(level.value), additions):
            skills.setdefault(one.key, matching.skill(one, level))
    capacity = form.text("capacity")
    kinds = frozenset(Kind(kind) for kind in form.chosen("kinds") if kind in set(Kind))
    return Mentor(
        workspace=form.actor.workspace,
        user=form.actor.user,
        skills=tuple(skills.values()),
        about=clean(form.text("about"))[:1000],
        not_asked=frozenset(one.key for one in topics.topics(form.text("not_asked"), additions)),
        capacity=min(MOST_CAPACITY, max(1, int(capacity))) if capacity.isdecimal() else CAPACITY,
        hours=week(form, zone=zone),
        languages=frozenset(code for code in form.chosen("languages") if code in LANGUAGES),
        kinds=kinds or frozenset(Kind),
        away_until=hours.morning(form.text("away"), zone),
    )


def problems(form: Submission, *, today: date) -> dict[str, str]:
    """What is wrong with a profile: one without a topic serves only to say whom or what one does not want."""
    found = _wrong_hours(form)
    said = (*(form.text(level.value) for level in LEVELS), form.text("about"), form.text("not_asked"))
    if not any(one.strip() for one in said) and not form.chosen("not_with"):
        found[Level.DEEP.value] = "Please name at least one topic, here or below."
    if form.text("away") and form.text("away") < today.isoformat():
        found["away"] = "That day has passed. Please choose a later one."
    return found


def week(form: Submission, *, zone: str) -> Hours:
    """Read somebody's hours; a whole day when both ends are the same."""
    days = frozenset(int(day) for day in form.chosen("days") if day in set("0123456"))
    start, end = hours.clock(form.text("start")), hours.clock(form.text("end"))
    return Hours(zone=zone, start=start or time(9), end=end or time(17), days=days or hours.WEEK)


def _wrong_hours(form: Submission) -> dict[str, str]:
    start, end = hours.clock(form.text("start")), hours.clock(form.text("end"))
    return {"end": "Please choose a time after the start."} if start is not None and start == end else {}


def _hours(current: Hours) -> tuple[Block, ...]:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    days = [views.option(name, str(number)) for number, name in enumerate(names)]
    place = f"In your own time zone ({current.place})"
    return (
        views.question("I work from", _time(current.start), name="start", hint=place),
        views.question("until", _time(current.end), name="end"),
        views.question(
            "on",
            views.choice("multi_static_select", days, initial=[str(day) for day in sorted(current.days)]),
            name="days",
        ),
    )


def _kinds(element: str, chosen: Collection[Kind]) -> Element:
    return views.choice(element, [views.option(label, kind) for kind, label in _KINDS.items()], initial=sorted(chosen))


def _languages(chosen: Collection[str]) -> Element:
    options = [views.option(name, code) for code, name in LANGUAGES.items()]
    return views.choice("multi_static_select", options, initial=sorted(chosen))


def _time(initial: time) -> Element:
    return {"type": "timepicker", "initial_time": f"{initial:%H:%M}"}


def _date(initial: str | None) -> Element:
    return {"type": "datepicker"} | ({"initial_date": initial} if initial else {})


def _people(initial: Collection[UserId]) -> Element:
    return {"type": "multi_users_select"} | ({"initial_users": sorted(initial)} if initial else {})
