"""What are topics called here? The names a workspace has added, the topics its mentors list, and the most listed."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from bot.ids import WorkspaceId
from bot.mentors.rules import matching
from bot.mentors.rules.refusals import TooManyAliases
from bot.mentors.rules.topics import Additions, Topic
from bot.mentors.rules.values import Mentor, Skill
from bot.mentors.store import mentors
from bot.workspaces import service as workspaces

ALIASES = "mentors.aliases"
MOST_ALIASES = 500


def additions(session: Session, workspace: WorkspaceId) -> Additions:
    """Return the other names of topics that a workspace has added."""
    return aliases({ALIASES: workspaces.choice(session, workspace, ALIASES)})


def aliases(chosen: Mapping[str, object]) -> Additions:
    """Read the other names of topics out of what a workspace has chosen."""
    found = chosen.get(ALIASES)
    return {str(name): str(label) for name, label in found.items()} if isinstance(found, dict) else {}


def known_topics(session: Session, workspace: WorkspaceId) -> frozenset[str]:
    """Return the topics mentors list here: they are not taken apart when somebody names one."""
    return frozenset(skill.key for mentor in mentors.every(session, workspace) for skill in mentor.skills)


def popular(session: Session, workspace: WorkspaceId, *, most: int = 5) -> tuple[Topic, ...]:
    """Return the topics most mentors list."""
    count: dict[str, int] = {}
    labels: dict[str, Topic] = {}
    for mentor in mentors.every(session, workspace):
        for skill in mentor.skills if mentor.is_listed else ():
            count[skill.key] = count.get(skill.key, 0) + 1
            labels.setdefault(skill.key, Topic(key=skill.key, label=skill.label, said=skill.said))
    return tuple(labels[key] for key in sorted(count, key=lambda key: (-count[key], key))[:most])


def add_alias(session: Session, workspace: WorkspaceId, short: Topic, topic: Topic) -> None:
    """Let a name stand for a topic from now on, and for what mentors have listed under it before."""

    def with_alias(chosen: Mapping[str, object]) -> Mapping[str, object]:
        known = aliases(chosen)
        if len(known) >= MOST_ALIASES and short.said not in known:
            raise TooManyAliases(count=MOST_ALIASES)
        return {ALIASES: {**known, short.said: topic.label}}

    def renamed(mentor: Mentor) -> Mentor:
        def now(one: Skill) -> Skill:
            return replace(one, key=topic.key, label=topic.label) if one.key == short.key else one

        named = map(now, mentor.skills)
        return replace(mentor, skills=tuple({one.key: one for one in named}.values()))

    workspaces.choose(session, workspace, with_alias)
    for mentor in mentors.every(session, workspace):
        if matching.teaches(mentor, short.key):
            mentors.change(session, workspace, mentor.user, renamed)
