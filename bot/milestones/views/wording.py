"""How is a milestone said in one line? By name and in words that ring nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.ids import UserId
from bot.milestones.rules import LABELS, Facts, Kind, Milestone
from bot.slack import text

SHOWN = 300  #: characters of a title
NAMED = 5  #: who congratulated, by name under the post; the others are in its thread

_MARKS = {
    Kind.CERTIFICATION: "🎓",
    Kind.COURSE: "📘",
    Kind.SKILL: "💡",
    Kind.TALK: "🎤",
    Kind.LED: "🧭",
    Kind.ATTENDED: "🪑",
    Kind.ARTICLE: "📝",
    Kind.MENTORSHIP: "🤝",
    Kind.ONBOARDING: "🌱",
    Kind.HELLO: "👋",
}
_DID = {
    Kind.CERTIFICATION: "passed",
    Kind.COURSE: "finished",
    Kind.SKILL: "has learned",
    Kind.TALK: "gave a talk",
    Kind.LED: "led",
    Kind.ATTENDED: "took part in",
    Kind.ARTICLE: "wrote",
    Kind.MENTORSHIP: "completed a mentorship",
    Kind.ONBOARDING: "took an onboarding step",
    Kind.HELLO: "is new here",
}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A milestone and what is needed to show it."""

    milestone: Milestone
    names: Mapping[UserId, str]


def mark(kind: Kind) -> str:
    return _MARKS[kind]


def did(facts: Facts) -> str:
    """Say what somebody did, to be put after their name. A title is cut: a page of text is no headline."""
    title = text.bold(text.clip(" ".join(facts.title.split()), SHOWN))
    if title and facts.kind in (Kind.TALK, Kind.MENTORSHIP, Kind.ONBOARDING, Kind.HELLO):
        return f"{_DID[facts.kind]}: {title}"
    return f"{_DID[facts.kind]} {title}".strip()


def headline(scene: Scene) -> str:
    """Say in a line of mrkdwn who did what; it rings nobody."""
    milestone = scene.milestone
    return f"{mark(milestone.facts.kind)} {name(scene, milestone.user)} {did(milestone.facts)}"


def name(scene: Scene, user: UserId) -> str:
    return text.bold(scene.names.get(user) or "A colleague")


def names(scene: Scene, users: Sequence[UserId]) -> str:
    shown = [text.escape(scene.names.get(user) or "a colleague") for user in users]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def some(scene: Scene, users: Sequence[UserId]) -> str:
    """Name the first few."""
    if len(users) <= NAMED:
        return names(scene, users)
    first = ", ".join(text.escape(scene.names.get(user) or "a colleague") for user in users[:NAMED])
    return f"{first} and {len(users) - NAMED} more (all in the thread)"


def yours(scene: Scene) -> str:
    """Say it to its own person, in a list."""
    facts = scene.milestone.facts
    title = text.bold(text.clip(" ".join(facts.title.split()), SHOWN))
    return f"{_MARKS[facts.kind]} {LABELS[facts.kind]}{': ' if title else ''}{title}"
