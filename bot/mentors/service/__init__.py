"""What may the rest of the bot ask of mentoring?"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.mentors.rules import OPEN, PAIRED, Outcome, State
from bot.mentors.rules.values import Home, LedGroup, Mentor, OpenTopic, Request
from bot.mentors.service import groups, programme, suggestions
from bot.mentors.service.deadlines import settled
from bot.mentors.service.leaving import person_left
from bot.mentors.service.roster import suggest as suggest_topic
from bot.mentors.store import mentors, offers, requests
from bot.people import service as people
from bot.people.rules.hours import Hours

__all__ = [
    "OpenTopic",
    "completed",
    "home",
    "hours",
    "led",
    "open_topics",
    "person_left",
    "settled",
    "suggest_topic",
    "teachers",
]


def home(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> Home:
    """Return what somebody has to do with mentoring."""
    asked = offers.waiting(session, workspace, user)
    waiting = [(requests.find(session, workspace, one.request), one) for one in asked]
    is_admin = people.is_admin(session, workspace, user)
    return Home(
        requests=tuple(
            (one, offers.of_request(session, workspace, one.id)) for one in requests.asked_by(session, workspace, user)
        ),
        helping=requests.mentored_by(session, workspace, user),
        waiting=tuple((request, offer) for request, offer in waiting if request is not None),
        profile=_profile(session, workspace, user, now=now),
        programme=programme.programme(session, workspace, user, now=now) if is_admin else None,
    )


def _profile(session: Session, workspace: WorkspaceId, user: UserId, *, now: datetime) -> Mentor | None:
    found = mentors.find(session, workspace, user)
    is_back = found is not None and found.away_until is not None and found.away_until <= now
    return replace(found, away_until=None) if found is not None and is_back else found


def mentors_of(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[UserId]:
    """Return who mentors somebody, or has."""
    asked = requests.asked_by(session, workspace, user, PAIRED | {State.CLOSED})
    return frozenset(one.mentor for one in asked if one.mentor is not None)


def open_topics(session: Session, workspace: WorkspaceId) -> tuple[OpenTopic, ...]:
    """Return the topics that have been put before everybody, or are to be, those most waited for first."""
    waiting = [one for one in requests.in_states(session, workspace, OPEN) if one.is_shown]
    found = programme.demands(waiting, programme.here(session, workspace))
    topics = [OpenTopic(key=one.key, label=one.label, waiting=one.waiting, mentors=one.mentors) for one in found]
    return tuple(sorted(topics, key=lambda one: (-one.waiting, one.label)))


def teachers(session: Session, workspace: WorkspaceId, text: str) -> dict[UserId, str]:
    """Return who mentors something that a text names, and under which name; only who can be asked now."""
    return suggestions.teachers(session, workspace, text)


def led(session: Session, workspace: WorkspaceId, *, now: datetime) -> tuple[LedGroup, ...]:
    """Return the group sessions proposed lately that somebody leads, with those who wait for the topic."""
    return groups.led(session, workspace, now=now)


def hours(session: Session, workspace: WorkspaceId, users: Collection[UserId]) -> dict[UserId, Hours]:
    """Return when those of some people work who have said so."""
    return {one.user: one.hours for one in mentors.several(session, workspace, users)}


def completed(session: Session, workspace: WorkspaceId, *, since: datetime) -> tuple[Request, ...]:
    """Return the mentorships closed since a moment of which one of the two says that they came to something."""
    return requests.concluded(session, workspace, {Outcome.REACHED, Outcome.PARTLY}, since=since)
