"""Who seems to know something they do not list? Read from public thanks; nobody is listed without saying yes."""

import re
from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.kudos import service as kudos
from bot.mentors import asking, roster, topics

SINCE = timedelta(days=180)
ENOUGH = 3  #: thanks that name a topic before its receiver is asked
#: Tags that say that somebody taught or helped.
TAGS = frozenset({"taught-me", "unblocked", "shared-knowledge", "mentored", "improved-docs"})
#: Names of topics that are everyday words as well, so a thank-you that has them says nothing.
EVERYDAY = frozenset({"excel", "english", "feedback", "node", "rails", "react", "spark", "swift", "writing"})


def suggest(session: Session, workspace: WorkspaceId, *, now: datetime) -> int:
    """Ask those who were thanked for a topic several times whether they would mentor it."""
    own = asking.additions(session, workspace)
    known = topics.names(own, asking.known_topics(session, workspace))
    counted: Counter[tuple[UserId, str]] = Counter()
    for story in kudos.stories(session, workspace, audience=None, since=now - SINCE, until=now):
        if TAGS & set(story.values):
            said = mentioned(story.reason, known)
            counted.update((user, label) for user in story.receivers if user != story.giver for label in said)
    asked: set[UserId] = set()
    for (user, label), count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        if count < ENOUGH or user in asked:
            continue
        reason = f"You have been thanked {count} times for {label}."
        if roster.suggest(session, workspace=workspace, user=user, topic=label, reason=reason, now=now):
            asked.add(user)
    return len(asked)


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
