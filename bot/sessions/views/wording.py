"""How is a session said in a line: what, by whom, when, for how many?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.ids import UserId
from bot.sessions.rules import FORMS, REPEATS, Form, Repeat, Reply
from bot.sessions.rules.values import Count, Meeting
from bot.slack import text

SHOWN = 120  #: characters of a title
NAMED = 8  #: of those who come, by name in the post

MARKS = {Form.TALK: "🎤", Form.WORKSHOP: "🛠️", Form.STUDY_GROUP: "📚", Form.LUNCH: "🥪", Form.SHOW: "✨"}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A session and what is needed to show it."""

    meeting: Meeting
    count: Count = field(default_factory=Count)
    names: Mapping[UserId, str] = field(default_factory=dict)
    #: the first of those who come
    coming: Sequence[UserId] = ()
    questions: int = 0

    def name(self, user: UserId | None) -> str:
        return text.escape(self.names.get(user, "Someone") if user is not None else "Someone")


def title(meeting: Meeting) -> str:
    return text.bold(text.clip(" ".join(meeting.plan.title.split()), SHOWN))


def plain_title(meeting: Meeting) -> str:
    return text.clip(" ".join(meeting.plan.title.split()), SHOWN)


def headline(meeting: Meeting) -> str:
    return f"{MARKS[meeting.plan.form]} {title(meeting)}"


def length(minutes: int) -> str:
    """Say how long something takes.

    >>> length(90), length(60), length(45)
    ('1½ hours', '1 hour', '45 minutes')
    """
    halves, rest = divmod(minutes, 30)
    if rest or halves < 2:
        return f"{minutes} minutes"
    whole = f"{halves // 2}{'½' if halves % 2 else ''}"
    return f"{whole} hour{'' if halves == 2 else 's'}"


def facts(meeting: Meeting) -> str:
    """Say form, length, places, and how it repeats."""
    plan = meeting.plan
    is_later = plan.form is Form.STUDY_GROUP and meeting.number > 1
    said = [f"{FORMS[plan.form]}, week {meeting.number}" if is_later else FORMS[plan.form], length(plan.minutes)]
    if plan.places is not None:
        said.append(f"{plan.places} place{'' if plan.places == 1 else 's'}")
    if plan.audience:
        said.append(f"for {text.escape(plan.audience)}")
    if plan.repeat is not Repeat.ONCE:
        said.append(REPEATS[plan.repeat][:1].lower() + REPEATS[plan.repeat][1:])
    return " · ".join(said)


def when(meeting: Meeting) -> str:
    return "" if meeting.starts_at is None else text.hour(meeting.starts_at)


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def left(meeting: Meeting, count: Count) -> str:
    """Say how many places are left, '' where they are not counted."""
    if meeting.plan.places is None:
        return ""
    free = max(0, meeting.plan.places - count.of(Reply.GOING))
    return "full" if not free else f"{free} place{'' if free == 1 else 's'} left"
