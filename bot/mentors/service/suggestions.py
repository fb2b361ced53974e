"""Who seems to know something they do not list? Read from public thanks and from questions they answered for others.

Nobody is listed without saying yes, and nobody is told what was asked.
"""

import re
from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.answers.service import experts
from bot.ids import UserId, WorkspaceId
from bot.kudos import service as kudos
from bot.mentors.rules import topics
from bot.mentors.rules.values import Mentor
from bot.mentors.service import roster, vocabulary
from bot.mentors.store import mentors

SINCE = timedelta(days=180)
ENOUGH = 3  #: thanks that name a topic, or answers about it, before somebody is asked
#: Tags that say that somebody taught or helped.
TAGS = frozenset({"taught-me", "unblocked", "shared-knowledge", "mentored", "improved-docs"})
#: Person and topic -> how often.
Signs = Counter[tuple[UserId, str]]

#: Names of topics that are everyday words as well, so a thank-you that has them says nothing.
EVERYDAY = frozenset({"excel", "english", "feedback", "node", "rails", "react", "spark", "swift", "writing"})


def suggest(session: Session, workspace: WorkspaceId, *, now: datetime) -> int:
    """Ask those who were thanked for a topic, or answered questions about it, whether they would mentor it."""
    own = vocabulary.additions(session, workspace)
    known = topics.names(own, vocabulary.known_topics(session, workspace))
    signs = {
        "You've been thanked {count} times for {label}.": _thanked(session, workspace, known, now=now),
        "You've answered {count} questions about {label} for others.": _answered(session, workspace, known, now=now),
    }
    found = [(count, user, label, said) for said, counted in signs.items() for (user, label), count in counted.items()]
    asked: set[UserId] = set()
    for count, user, label, said in sorted(found, key=lambda one: (-one[0], one[1:])):
        if count < ENOUGH or user in asked:
            continue
        reason = said.format(count=count, label=label)
        if roster.suggest(session, workspace=workspace, user=user, topic=label, reason=reason, now=now):
            asked.add(user)
    return len(asked)


def teachers(session: Session, workspace: WorkspaceId, text: str) -> dict[UserId, str]:
    """Return who mentors something that a text names, and under which name; only who can be asked now."""
    every = [one for one in mentors.every(session, workspace) if one.is_listed and _is_there(one)]
    if not every:
        return {}
    own = vocabulary.additions(session, workspace)
    named = mentioned(text, topics.names(own, frozenset(skill.key for one in every for skill in one.skills)))
    alone = topics.topic(text, own)
    wanted = {found.key for label in named if (found := topics.topic(label, own)) is not None}
    wanted |= {alone.key} if alone is not None else set()
    return {one.user: skill.label for one in every for skill in one.skills if skill.key in wanted}


def _is_there(mentor: Mentor) -> bool:
    return mentor.paused_at is None and mentor.gone_at is None and mentor.away_until is None


def _thanked(session: Session, workspace: WorkspaceId, known: dict[str, str], *, now: datetime) -> Signs:
    counted: Signs = Counter()
    for story in kudos.stories(session, workspace, audience=None, since=now - SINCE, until=now):
        if TAGS & set(story.values):
            said = mentioned(story.reason, known)
            counted.update((user, label) for user in story.receivers if user != story.giver for label in said)
    return counted


def _answered(session: Session, workspace: WorkspaceId, known: dict[str, str], *, now: datetime) -> Signs:
    found = experts.taught(session, workspace, since=now - SINCE)
    return Counter((one.user, label) for one in found for label in mentioned(f"{one.question}, {one.about}", known))


def mentioned(text: str, known: dict[str, str]) -> set[str]:
    """Return the topics a text names, by the names they are shown under. `known`: folded name -> name to show."""
    words = re.findall(r"[\w.+#/&-]+", topics.folded(text))
    words = [word.strip(".,-/&") if not word.startswith(".") else word.rstrip(",-/&") for word in words]
    found = set()
    for size in (4, 3, 2, 1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size])
            if name in known and name not in EVERYDAY and (len(name) > 3 or not name.isalpha()):
                found.add(known[name])
    return found
