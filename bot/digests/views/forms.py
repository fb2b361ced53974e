"""Which forms are there about digests, and what was filled in?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.digests import rules
from bot.digests.rules import Choices, Edition, Schedule, Subscription, zones
from bot.digests.rules.sections import Item, Section
from bot.digests.views import phrases, wording
from bot.ids import ChannelId
from bot.slack import message, text, views
from bot.slack.payloads import Submission
from bot.slack.values import hour
from bot.slack.views import View

SET_UP = "digests.submit"
ADJUST = "digests.adjust"
RELOCATE = "digests.relocate"

LABELS = {
    Section.MILESTONES: "Milestones",
    Section.KUDOS: "Kudos worth reading",
    Section.TAUGHT: "Answers and new articles",
    Section.UNANSWERED: "Open questions",
    Section.MENTORS: "People looking for a mentor",
    Section.SESSIONS: "Upcoming sessions",
    Section.NEWCOMERS: "New colleagues",
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    channel: ChannelId
    choices: Choices


def set_up(*, here: ChannelId | None, now: Subscription | None, zone: str) -> View:
    """The form for a channel's digest. `here`: where it was asked for; `now`: the one there is; `zone`: the guess."""
    schedule = now.schedule if now is not None else Schedule(zone=zone)
    days = [views.option(name, str(number)) for number, name in enumerate(phrases.DAYS)]
    languages = [views.option(name, code) for code, name in wording.LANGUAGES.items()]
    parts = [views.option(label, section.value) for section, label in LABELS.items()]
    chosen = [section.value for section in (now.sections if now is not None else Section)]
    clock: message.Element = {"type": "timepicker", "initial_time": f"{schedule.at:%H:%M}"}
    blocks = [
        views.question("Day", views.choice("static_select", days, initial=[str(schedule.weekday)]), name="weekday"),
        views.question("Time", clock, name="at"),
        views.question(
            "Time zone",
            views.text_field(initial=schedule.zone if now is None or now.is_zone_chosen else "", most=64),
            name="zone",
            hint="A city or a zone, like Paris or Europe/Paris. If empty: where most people in the channel are.",
            is_optional=True,
        ),
        views.question(
            "Language",
            views.choice("static_select", languages, initial=[now.language if now is not None else "en"]),
            name="language",
        ),
        views.question(
            "Sections",
            views.choice("checkboxes", parts, initial=chosen),
            name="sections",
            hint="A section appears only when there's something in it.",
        ),
    ]
    if now is None:
        blocks.insert(0, views.question("Channel", _channels(here), name="channel"))
    else:
        blocks.insert(0, message.section(f"The digest in {text.channel(now.channel)}"))
    metadata = json.dumps({"channel": now.channel if now is not None else ""})
    return views.modal("Weekly digest", blocks, callback=SET_UP, submit="Save", close="Cancel", metadata=metadata)


def wanted(form: Submission) -> Wanted | Mapping[str, str]:
    """Read the form; or what is wrong with it, by the input's name."""
    channel = place(form.metadata)[0] or ChannelId(form.text("channel"))
    named = form.text("zone")
    zone = zones.find(named) if named else None
    problems = {}
    if not channel.startswith(("C", "G")):
        problems["channel"] = "Please choose a channel."
    if named and zone is None:
        problems["zone"] = f"I don't know the time zone “{text.clip(named, 60)}”. Try a city, like Paris."
    sections = frozenset(one for one in Section if one.value in form.chosen("sections"))
    if not sections:
        problems["sections"] = "Please choose at least one."
    if problems:
        return problems
    at = form.text("at")
    weekday = form.text("weekday")
    choices = Choices(
        weekday=int(weekday) if weekday.isdigit() and int(weekday) < 7 else None,
        at=hour(at) if at else None,
        zone=zone,
        language=wording.known(form.text("language")) if form.text("language") else None,
        sections=sections,
    )
    return Wanted(channel=channel, choices=choices)


PICKED = 100  #: things that one menu of Slack's offers
HIDDEN = ("hidden", "hidden2", "hidden3", "hidden4")


def adjust(edition: Edition, items: Sequence[Item]) -> View:
    """The form for an edition: what to hide, a line to add. `items`: also those that are hidden."""
    value = json.dumps({"channel": edition.channel, "period": edition.period})
    blocks = []
    options = [views.option(_plain(one), one.key) for one in items[: len(HIDDEN) * PICKED]]
    for name, start in zip(HIDDEN, range(0, len(options), PICKED), strict=False):
        some = options[start : start + PICKED]
        picker = views.choice("multi_static_select", some, initial=sorted(edition.hidden), placeholder="Nothing")
        blocks.append(views.question("Hide" if not start else "Hide more", picker, name=name, is_optional=True))
    line = views.text_field(
        initial=edition.line, is_long=True, most=rules.LINE, placeholder="What else happened this week?"
    )
    blocks.append(views.question("A line from you", line, name="line", is_optional=True, hint="It comes first."))
    return views.modal("This week’s digest", blocks, callback=ADJUST, submit="Save", close="Cancel", metadata=value)


def relocate(channel: ChannelId) -> View:
    ask = views.question("Where should it go?", _channels(None), name="channel")
    value = json.dumps({"channel": channel})
    return views.modal("Choose a channel", [ask], callback=RELOCATE, submit="Save", close="Cancel", metadata=value)


def place(metadata: str) -> tuple[ChannelId, str]:
    """Read which channel and week a form is about; '' for what it does not say."""
    try:
        facts = json.loads(metadata or "{}")
        return ChannelId(str(facts.get("channel") or "")), str(facts.get("period") or "")
    except (ValueError, AttributeError):
        return ChannelId(""), ""


def _channels(here: ChannelId | None) -> message.Element:
    element: message.Element = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if here is not None:
        element["initial_conversation"] = here
    return element


def _plain(item: Item) -> str:
    return text.written(f"{item.mark} {item.who} {item.text}".strip().replace("*", ""))
