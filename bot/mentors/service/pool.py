"""Who could be asked about a request? The mentors who are colleagues still, without those who are kept apart."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.mentors.rules import Answer, matching
from bot.mentors.rules.values import Mentor, Request
from bot.mentors.store import mentors, offers, requests
from bot.people import service as people


def roster(session: Session, request: Request) -> tuple[Mentor, ...]:
    """Return the mentors who are colleagues still, each with the week of the zone where they are now."""
    listed = mentors.every(session, request.workspace)
    known = people.people(session, request.workspace, [one.user for one in listed])
    return tuple(
        replace(one, hours=replace(one.hours, zone=known[one.user].zone))
        for one in listed
        if one.user in known and known[one.user].is_here
    )


def candidates(session: Session, request: Request, *, now: datetime) -> tuple[matching.Match, ...]:
    """Return who could be asked, the best first."""
    here = roster(session, request)
    loads = offers.loads(session, request.workspace)
    return matching.matches(
        request.draft,
        [matching.Candidate(mentor=one, load=loads[one.user]) for one in here],
        asker=request.asker,
        now=now,
        excluded=_asked_before(session, request) | apart(session, request, [one.user for one in here]),
    )


def apart(session: Session, request: Request, others: Iterable[UserId]) -> frozenset[UserId]:
    """Return those who are not to be matched with the asker, by either's confidential choice."""
    known = people.people(session, request.workspace, [request.asker, *others])
    refused = not_with(known[request.asker].preferences) if request.asker in known else frozenset()
    return refused | {user for user, one in known.items() if request.asker in not_with(one.preferences)}


def _asked_before(session: Session, request: Request) -> set[UserId]:
    """Whom this request has asked, and who said no to, or helped with, one it goes on from."""
    chain = requests.chain(session, request.workspace, request.root)
    made = offers.of_chain(session, request.workspace, request.root)
    asked = {one.mentor for one in made if one.request == request.id or one.answer is not Answer.RELEASED}
    return asked | {one.mentor for one in chain if one.mentor is not None}


def not_with(preferences: Mapping[str, object]) -> frozenset[UserId]:
    """Return with whom somebody is not to be matched, by what they have chosen."""
    chosen = preferences.get("mentors.not_with")
    return frozenset(UserId(str(user)) for user in chosen) if isinstance(chosen, list) else frozenset()


def people_here(session: Session, workspace: WorkspaceId, users: Iterable[UserId]) -> set[UserId]:
    """Return those of these people who are still colleagues."""
    return {user for user, one in people.people(session, workspace, list(users)).items() if one.is_here}
