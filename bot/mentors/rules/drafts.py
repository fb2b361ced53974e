"""What somebody is about to ask or offer, carried by the buttons of a card until they confirm it.

What comes back is untrusted: whoever presses acts for themselves alone, and every part is read as if newly typed.
"""

import json
from collections.abc import Sequence
from typing import Any

from bot.mentors.rules import GOAL_LENGTH, topics
from bot.mentors.rules.topics import Additions, Topic
from bot.slack.message import VALUE
from bot.slack.text import clean, clip


def wish(topic: Topic, goal: str) -> str:
    """Pack a topic and a goal into a button's value."""
    for limit in range(GOAL_LENGTH, -1, -200):
        packed = _pack({"t": topic.label, "s": topic.said, "g": clip(goal, limit) if limit else ""})
        if len(packed) <= VALUE:
            return packed
    return _pack({"t": topic.label, "s": topic.said, "g": ""})


def wishes(found: Sequence[Topic], goal: str) -> str:
    """Pack several topics."""
    return _pack({"all": [one.said for one in found], "g": clip(goal, 300)})


def read(value: str, additions: Additions | None = None) -> tuple[tuple[Topic, ...], str]:
    """Return the topics and the goal a button carries; nothing from a value that is not ours."""
    try:
        facts = json.loads(value)
    except ValueError:
        return (), ""
    if not isinstance(facts, dict):
        return (), ""
    goal = clip(clean(_text(facts.get("g"))), GOAL_LENGTH)
    if isinstance(facts.get("all"), list):
        said = [topics.topic(_text(one), additions) for one in facts["all"][:10]]
        return tuple({one.key: one for one in said if one is not None}.values()), goal
    one = topics.topic(_text(facts.get("s")), additions)
    return ((one,) if one is not None else ()), goal


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _pack(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
