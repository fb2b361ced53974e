"""How are the weeks of a study group planned and shown?"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sessions import rules
from bot.sessions.rules import Form, State
from bot.sessions.rules.values import Meeting
from bot.sessions.views import wording
from bot.slack import message, text, views
from bot.slack.message import Block, Element
from bot.slack.views import View

WEEK = "sessions.week"
PLANNED = "sessions.week_planned"
WEEKS = "sessions.weeks"
SHOWN = 20
_READING = 300  #: characters of what was read, in the list


@dataclass(frozen=True, kw_only=True)
class Week:
    meeting: Meeting
    #: the name of whoever led it
    leader: str | None


def is_kept(meeting: Meeting) -> bool:
    return meeting.plan.form is Form.STUDY_GROUP


def reading(meeting: Meeting) -> str:
    """Say what to read; '' where that is not said, or it is no study group."""
    if not is_kept(meeting) or not meeting.plan.agenda:
        return ""
    return f"*To read for week {meeting.number}*\n{text.escape(meeting.plan.agenda)}"


def plan_button(meeting: Meeting) -> Element:
    return message.button("Plan this week", action=WEEK, value=str(meeting.id), style="primary")


def kept_button(meeting: Meeting) -> Element:
    return message.button("Weeks so far", action=WEEKS, value=str(meeting.id))


def form(meeting: Meeting) -> View:
    """The form for a week: what to read, and who leads."""
    leader: Element = {"type": "users_select", "placeholder": message.plain("Choose someone", 150)}
    if meeting.host is not None:
        leader["initial_user"] = meeting.host
    blocks = [
        message.section(f"{wording.headline(meeting)} · week {meeting.number}"),
        views.question(
            "What should people read or prepare?",
            views.text_field(initial=meeting.plan.agenda, most=rules.AGENDA, is_long=True),
            name="reading",
            is_optional=True,
        ),
        views.question("Who leads it?", leader, name="leader"),
    ]
    return views.modal(
        "Plan this week", blocks, callback=PLANNED, submit="Save", close="Cancel", metadata=str(meeting.id)
    )


def listed(meeting: Meeting, found: Sequence[Week]) -> View:
    """The weeks so far, the newest first."""
    return views.modal("Weeks so far", [message.section(wording.headline(meeting)), *map(_week, found)])


def _week(one: Week) -> Block:
    meeting = one.meeting
    when = " · cancelled" if meeting.state is State.CANCELLED else f" · {wording.when(meeting)}"
    led = f" · led by {text.escape(one.leader)}" if one.leader else ""
    read = text.escape(text.clip(meeting.plan.agenda, _READING)) or "Nothing to read."
    return message.section(f"*Week {meeting.number}*{when}{led}\n{read}")
