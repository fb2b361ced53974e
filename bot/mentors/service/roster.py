"""What can a mentor do with their profile? List themselves, change it, pause, come back; nothing without consent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.mentors.rules import Level, State, matching, topics
from bot.mentors.rules.hours import Hours
from bot.mentors.rules.refusals import NoProfile, NotHere, NoTopic, Unknown
from bot.mentors.rules.topics import Topic
from bot.mentors.rules.values import Mentor, Skill
from bot.mentors.service.asking import ALIASES, additions
from bot.mentors.store import deadlines, mentors, requests
from bot.mentors.store.deadlines import Due
from bot.mentors.views import mentor as mentor_views
from bot.outbox import service as outbox
from bot.people import service as people
from bot.workspaces import service as workspaces


def profile(session: Session, workspace: WorkspaceId, user: UserId) -> Mentor:
    """Return somebody's profile, or the one they would start with."""
    found = mentors.find(session, workspace, user)
    if found is not None:
        return found
    person = people.person(session, workspace, user)
    spoken = {"en", (person.locale if person else "en")[:2].lower()}
    return Mentor(
        workspace=workspace,
        user=user,
        is_listed=False,
        hours=Hours(zone=person.zone if person else "UTC"),
        languages=frozenset(spoken),
    )


def save(session: Session, mentor: Mentor, *, now: datetime, not_with: Sequence[UserId] | None = None) -> Mentor:
    """Keep a profile as filled in; whoever saves it is back. Who waits for a topic of theirs is looked at again."""
    person = people.person(session, mentor.workspace, mentor.user)
    if person is None:
        raise Unknown
    if not person.is_here:
        raise NotHere
    mentors.ensure(session, mentor)
    kept = replace(mentor, is_listed=bool(mentor.skills or mentor.about.strip()), paused_at=None, gone_at=None)
    mentors.save(session, kept)
    mentors.change(session, kept, ignored=0)
    if not_with is not None:
        chosen = sorted(set(not_with) - {mentor.user})
        people.prefer(session, mentor.workspace, mentor.user, {"mentors.not_with": chosen})
    for request in requests.in_states(session, mentor.workspace, {State.POSTED, State.OWNER}):
        if matching.teaches(kept, request.draft.key):
            deadlines.set_(session, request, Due.FRESH, now)
    return kept


def add_topics(
    session: Session, *, workspace: WorkspaceId, user: UserId, found: Sequence[Topic], now: datetime
) -> Mentor:
    """List somebody for topics they offer, keeping what they have."""
    if not found:
        raise NoTopic
    mentor = profile(session, workspace, user)
    has = {skill.key for skill in mentor.skills}
    new = tuple(skill(one) for one in found if one.key not in has)
    return save(session, replace(mentor, skills=(*mentor.skills, *new)), now=now)


def add_alias(session: Session, workspace: WorkspaceId, short: Topic, topic: Topic) -> None:
    """Let a name stand for a topic from now on, and for what mentors have listed under it before."""
    known = {**additions(session, workspace), short.said: topic.label}
    workspaces.choose(session, workspace, {ALIASES: known})
    for mentor in mentors.every(session, workspace):
        skills = {
            (one := replace(skill, key=topic.key, label=topic.label) if skill.key == short.key else skill).key: one
            for skill in mentor.skills
        }
        if tuple(skills.values()) != mentor.skills:
            mentors.save(session, replace(mentor, skills=tuple(skills.values())))


def remove_topic(session: Session, *, workspace: WorkspaceId, user: UserId, topic: str) -> Mentor:
    """Take a topic off somebody's list, and do not ask them about it again."""
    mentor = mentors.lock(session, workspace, user)
    if mentor is None:
        raise NoProfile
    left = tuple(skill for skill in mentor.skills if skill.key != topic)
    changed = replace(mentor, skills=left, not_asked=mentor.not_asked | {topic})
    mentors.save(session, changed)
    return changed


def pause(session: Session, *, workspace: WorkspaceId, user: UserId, now: datetime) -> None:
    mentor = _listed(session, workspace, user)
    mentors.change(session, mentor, paused_at=now)


def away(session: Session, *, workspace: WorkspaceId, user: UserId, until: datetime | None) -> None:
    mentor = _listed(session, workspace, user)
    mentors.change(session, mentor, away_until=until)


def back(session: Session, *, workspace: WorkspaceId, user: UserId) -> Mentor:
    """One click, and a mentor is asked again."""
    mentor = mentors.lock(session, workspace, user)
    if mentor is None:
        raise NoProfile
    is_listed = bool(mentor.skills or mentor.about.strip())
    mentors.change(session, mentor, paused_at=None, away_until=None, gone_at=None, ignored=0, is_listed=is_listed)
    return mentor


def suggest(
    session: Session,
    *,
    workspace: WorkspaceId,
    user: UserId,
    topic: str,
    reason: str,
    now: datetime,
) -> bool:
    """Ask somebody whether to list a topic they seem to know; once a topic, and only a colleague.

    `reason`: a sentence for them: "You were thanked for Kubernetes three times." Returns whether they are asked.
    """
    person = people.person(session, workspace, user)
    found = topics.topic(topic, additions(session, workspace))
    if person is None or not person.is_here or found is None:
        return False
    mentor = mentors.find(session, workspace, user)
    if mentor is not None and (matching.teaches(mentor, found.key) or found.key in mentor.not_asked):
        return False
    if not mentors.suggest(session, workspace, user, found.key, found.label, now=now):
        return False
    outbox.direct(
        session,
        workspace=workspace,
        user=user,
        message=mentor_views.suggestion(found.label, found.key, reason),
        key=f"mentors:suggestion:{user}:{found.key}",
        now=now,
    )
    return True


def consent(session: Session, *, workspace: WorkspaceId, user: UserId, topic: str, now: datetime) -> Mentor:
    """Somebody agrees to be listed for a topic they were asked about."""
    label = mentors.suggested(session, workspace, user, topic)
    found = topics.topic(label or "", additions(session, workspace))
    if found is None:
        raise NoTopic
    return add_topics(session, workspace=workspace, user=user, found=[found], now=now)


def skill(topic: Topic) -> Skill:
    """Return a topic somebody offers in passing."""
    return matching.skill(topic, Level.DAILY)


def skills(given: Mapping[Level, str], session: Session, workspace: WorkspaceId) -> tuple[Skill, ...]:
    """Read the topics typed into a profile, by level; the first level a topic is named under counts."""
    own = additions(session, workspace)
    found: dict[str, Skill] = {}
    for level in (Level.DEEP, Level.DAILY, Level.BASICS):
        for one in topics.topics(given.get(level, ""), own):
            found.setdefault(one.key, matching.skill(one, level))
    return tuple(found.values())


def _listed(session: Session, workspace: WorkspaceId, user: UserId) -> Mentor:
    mentor = mentors.lock(session, workspace, user)
    if mentor is None or not mentor.is_listed:
        raise NoProfile
    return mentor
