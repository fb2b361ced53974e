"""What can a mentor do with their profile? List themselves, change it, pause, come back; nothing without consent."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.mentors.rules import Level, State, matching, topics
from bot.mentors.rules.refusals import NoProfile, NotHere, NoTopic, Unknown
from bot.mentors.rules.topics import Topic
from bot.mentors.rules.values import Mentor
from bot.mentors.service import pool
from bot.mentors.service.vocabulary import additions
from bot.mentors.store import deadlines, mentors, requests
from bot.mentors.store.deadlines import Due
from bot.mentors.views import mentor as mentor_views
from bot.outbox import service as outbox
from bot.people import service as people
from bot.people.rules.hours import Hours


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


def avoided(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[UserId]:
    """Return with whom somebody is not to be matched, by their own confidential choice."""
    person = people.person(session, workspace, user)
    return pool.not_with(person.preferences) if person else frozenset()


def save(session: Session, mentor: Mentor, *, now: datetime, not_with: Sequence[UserId] | None = None) -> Mentor:
    """Keep a profile as filled in; whoever saves it is back. What the bot has counted stays."""
    if not_with is not None:
        chosen = sorted(set(not_with) - {mentor.user})
        _must_be_here(session, mentor.workspace, mentor.user)
        people.prefer(session, mentor.workspace, mentor.user, {"mentors.not_with": chosen})
    filled = replace(mentor, is_listed=_has_something(mentor))
    return _list(session, filled, lambda one: replace(filled, last_asked_at=one.last_asked_at), now=now)


def add_topics(
    session: Session, *, workspace: WorkspaceId, user: UserId, found: Sequence[Topic], now: datetime
) -> Mentor:
    """List somebody for topics they offer, keeping what they have."""
    if not found:
        raise NoTopic
    mentor = profile(session, workspace, user)
    return _list(session, mentor, lambda one: with_topics(one, found), now=now)


def with_topics(mentor: Mentor, found: Sequence[Topic]) -> Mentor:
    """Return a mentor who lists topics, besides what they have."""
    has = {one.key for one in mentor.skills}
    new = tuple(matching.skill(one, Level.DAILY) for one in found if one.key not in has)
    return replace(mentor, skills=(*mentor.skills, *new))


def _list(session: Session, mentor: Mentor, to: Callable[[Mentor], Mentor], *, now: datetime) -> Mentor:
    """List somebody, who is back with that. Who waits for a topic of theirs is looked at again.

    `mentor`: what they begin with; `to`: what is to become of what they have.
    """
    workspace, user = mentor.workspace, mentor.user
    _must_be_here(session, workspace, user)
    mentors.ensure(session, replace(mentor, is_listed=False))

    def listed(one: Mentor) -> Mentor:
        after = to(one)
        return replace(after, is_listed=_has_something(after), paused_at=None, gone_at=None, ignored=0)

    kept = _change(session, workspace, user, listed)
    for request in requests.in_states(session, workspace, {State.POSTED, State.OWNER}):
        if matching.teaches(kept, request.draft.key):
            deadlines.set_(session, request, Due.FRESH, now)
    return kept


def remove_topic(session: Session, *, workspace: WorkspaceId, user: UserId, topic: str) -> Mentor:
    """Take a topic off somebody's list, and do not ask them about it again."""

    def without(mentor: Mentor) -> Mentor:
        left = tuple(one for one in mentor.skills if one.key != topic)
        return replace(mentor, skills=left, not_asked=mentor.not_asked | {topic})

    return _change(session, workspace, user, without)


def pause(session: Session, *, workspace: WorkspaceId, user: UserId, now: datetime) -> None:
    _change(session, workspace, user, lambda one: replace(_listed(one), paused_at=now))


def away(session: Session, *, workspace: WorkspaceId, user: UserId, until: datetime | None) -> None:
    _change(session, workspace, user, lambda one: replace(_listed(one), away_until=until))


def back(session: Session, *, workspace: WorkspaceId, user: UserId) -> Mentor:
    """One click, and a mentor is asked again."""

    def here(one: Mentor) -> Mentor:
        free = replace(one, paused_at=None, away_until=None, gone_at=None, ignored=0)
        return replace(free, is_listed=_has_something(one))

    return _change(session, workspace, user, here)


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


def _change(session: Session, workspace: WorkspaceId, user: UserId, to: Callable[[Mentor], Mentor]) -> Mentor:
    changed = mentors.change(session, workspace, user, to)
    if changed is None:
        raise NoProfile
    return changed[1]


def _listed(mentor: Mentor) -> Mentor:
    if not mentor.is_listed:
        raise NoProfile
    return mentor


def _has_something(mentor: Mentor) -> bool:
    """Is there anything to be asked about? A profile without serves only to say whom or what one does not want."""
    return bool(mentor.skills or mentor.about.strip())


def _must_be_here(session: Session, workspace: WorkspaceId, user: UserId) -> None:
    person = people.person(session, workspace, user)
    if person is None:
        raise Unknown
    if not person.is_here:
        raise NotHere
