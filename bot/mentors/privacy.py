"""What is kept of a person's mentoring, for them to read; and how is it erased?

Whatever is open ends as if they had left, and the others are told. What is over counts on for the programme, without
a name and without their words.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from bot.erasure import SAID, SOMEBODY, Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.mentors.rules import topics as names
from bot.mentors.rules.values import Mentor, Request
from bot.mentors.service import groups, leaving, notices
from bot.mentors.store import mentors, offers, requests, traces
from bot.mentors.views import asker as asker_views
from bot.mentors.views import mentor as mentor_views
from bot.mentors.views import wording
from bot.outbox import service as outbox
from bot.people import service as people
from bot.slack import text

NAMELESS = "a topic"
_SHOWN = 400  #: characters of a goal, or of what somebody says of themselves


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    """Return what is kept, in words a person can read: the others by their names, nobody by an id."""
    found = mentors.find(session, workspace, user)
    made = requests.of_person(session, workspace, user)[::-1]
    named = _names(session, workspace, made)
    return {
        "Your mentor profile": [
            {
                "listed": one.is_listed,
                "topics": [skill.label for skill in one.skills],
                "about": one.about,
                "not asked about": sorted(one.not_asked),
                "places": one.capacity,
                "hours": wording.week(one.hours),
                "languages": sorted(wording.LANGUAGES.get(code, code) for code in one.languages),
                "away until": one.away_until,
                SAID: _profile(one),
            }
            for one in ([] if found is None else [found])
        ],
        "Mentors you asked for": [{**_told(one, named), "goal": one.draft.goal} for one in made if one.asker == user],
        "People you mentored": [_told(one, named) for one in made if one.mentor == user],
        "Requests you were asked about": [
            {"at": one.asked_at, "answer": wording.ANSWERS[one.answer], SAID: f"{wording.ANSWERS[one.answer]}."}
            for one in offers.of_mentor(session, workspace, user)[::-1]
        ],
        "Topics I asked you about": [
            {"at": at, "topic": label, SAID: f"I asked whether you'd mentor {text.bold(label)}."}
            for at, label in mentors.suggestions(session, workspace, user)
        ],
    }


def forget_person(session: Session, erasure: Erasure) -> None:
    """End what is open; the person must not be known any more, so that it ends as for somebody who left."""
    workspace, user, now = erasure.workspace, erasure.user, erasure.now
    mentors.change(session, workspace, user, lambda one: replace(one, is_listed=False, gone_at=now))
    for one in leaving.concerned(session, workspace, user):
        request = requests.lock(session, workspace, one.id)
        if request is not None:
            leaving.settle(session, request, now=now)
    concerned = [one.id for one in requests.of_person(session, workspace, user)]
    traces.remove_mentor(session, workspace, user)
    traces.unsay(session, erasure, topics=topics(session, workspace, user), instead=NAMELESS)
    groups.unlead(session, workspace, user, now=erasure.now)
    traces.erase(session, erasure)
    for number in concerned:
        _retell(session, workspace, number, erasure=erasure)


def topics(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[str]:
    """Return the topics that only this person has named: their words, and nobody else's."""
    mine = {one.draft.key for one in requests.of_person(session, workspace, user) if one.asker == user}
    others = traces.topics_of_others(session, workspace, user)
    listed = {skill.key for one in mentors.every(session, workspace) if one.user != user for skill in one.skills}
    return frozenset(mine - others - listed - set(names.names({})))


def _retell(session: Session, workspace: WorkspaceId, number: int, *, erasure: Erasure) -> None:
    """Make the cards others see say what is true now."""
    request = requests.find(session, workspace, number)
    if request is None:
        return
    made = offers.of_request(session, workspace, number)
    for offer in made:
        if offer.mentor != erasure.tombstone:
            notices.show(session, request, offer, now=erasure.now)
    cards = [(request.posted, mentor_views.posted(request)), (request.owned, mentor_views.owned(request, made))]
    if request.asker != erasure.tombstone:
        cards.append((request.status, asker_views.status(request, made)))
    for promise, card in cards:
        if promise is not None:
            outbox.edit(session, workspace=workspace, promise=promise, message=card, now=erasure.now)


def _told(one: Request, named: dict[UserId, str]) -> dict[str, object]:
    is_hidden = one.draft.is_private and not one.is_paired
    return {
        "at": one.asked_at,
        "topic": one.label,
        "now": wording.STATES[one.state],
        "for": SOMEBODY if is_hidden else named.get(one.asker, SOMEBODY),
        "mentor": None if one.mentor is None else named.get(one.mentor, SOMEBODY),
        "what came of it": None if one.outcome is None else wording.OUTCOMES[one.outcome],
        SAID: _sentence(one, named, is_hidden=is_hidden),
    }


def _sentence(one: Request, named: dict[UserId, str], *, is_hidden: bool) -> str:
    """Say a request in one line: what about, for whom, with whom, and where it stands."""
    asker = SOMEBODY if is_hidden else named.get(one.asker, SOMEBODY)
    mentor = "" if one.mentor is None else f", with {text.escape(named.get(one.mentor, SOMEBODY))} as the mentor"
    came = "" if one.outcome is None else f" ({wording.OUTCOMES[one.outcome]})"
    goal = f" Goal: “{text.escape(text.clip(one.draft.goal, _SHOWN))}”" if one.draft.goal else ""
    return f"{text.bold(one.label)} for {text.escape(asker)}{mentor}; {wording.STATES[one.state]}{came}.{goal}"


def _profile(one: Mentor) -> str:
    """Say a mentor's profile to its owner."""
    topics = ", ".join(text.escape(skill.label) for skill in one.skills) or "no topics yet"
    lead = "You mentor" if one.is_listed else "You're not mentoring right now; your topics are"
    said = [f"{lead} {topics}."]
    if one.about:
        said.append(f"About you: “{text.escape(text.clip(one.about, _SHOWN))}”")
    if one.not_asked:
        said.append(f"Not asked about: {text.escape(', '.join(sorted(one.not_asked)))}.")
    spoken = ", ".join(sorted(wording.LANGUAGES.get(code, code) for code in one.languages))
    said.append(f"You take up to {one.capacity} at a time{f', in {spoken}' if spoken else ''}.")
    said.append(f"Your hours: {text.escape(wording.week(one.hours))}.")
    if one.away_until:
        said.append(f"You're away until {one.away_until:%-d %B %Y}.")
    return " ".join(said)


def _names(session: Session, workspace: WorkspaceId, made: tuple[Request, ...]) -> dict[UserId, str]:
    users = {user for one in made for user in (one.asker, one.mentor) if user is not None}
    return {user: one.name for user, one in people.people(session, workspace, users).items()}
