"""What is kept of a person's mentoring, for them to read; and how is it erased?

Whatever is open ends as if they had left, and the others are told. What is over counts on for the programme, without
a name and without their words.
"""

from sqlalchemy import Text, cast, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.erasure import Erasure, Kept
from bot.ids import UserId, WorkspaceId
from bot.mentors.rules import topics as names
from bot.mentors.rules.values import Request
from bot.mentors.service import groups, leaving, notices
from bot.mentors.store import mentors
from bot.mentors.store import offers as offers_store
from bot.mentors.store import requests as store
from bot.mentors.store.tables import MentorRow, OfferRow, RequestRow, StepRow, SuggestionRow
from bot.mentors.views import asker as asker_views
from bot.mentors.views import mentor as mentor_views
from bot.outbox import service as outbox

NAMELESS = "a topic"


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    profile = select(MentorRow).where(MentorRow.workspace == workspace, MentorRow.user == user)
    asked = select(OfferRow).where(OfferRow.workspace == workspace, OfferRow.mentor == user)
    suggested = select(SuggestionRow).where(SuggestionRow.workspace == workspace, SuggestionRow.user == user)
    requests = store.of_person(session, workspace, user)[::-1]
    return {
        "Your mentor profile": [
            {
                "listed": row.is_listed,
                "topics": [one["label"] for one in row.skills],
                "about": row.about,
                "not asked about": row.not_asked,
                "places": row.capacity,
                "hours": row.hours,
                "languages": row.languages,
                "away until": row.away_until,
            }
            for row in session.scalars(profile)
        ],
        "Mentors you asked for": [{**_told(one), "goal": one.draft.goal} for one in requests if one.asker == user],
        "People you mentored": [_told(one) for one in requests if one.mentor == user],
        "Requests you were asked about": [
            {"at": row.asked_at, "answer": row.answer} for row in session.scalars(asked.order_by(OfferRow.id.desc()))
        ],
        "Topics you were asked to list": [
            {"at": row.asked_at, "topic": row.label} for row in session.scalars(suggested)
        ],
    }


def forget_person(session: Session, erasure: Erasure) -> None:
    """End what is open; the person must not be known any more, so that it ends as for somebody who left."""
    workspace, user, now = erasure.workspace, erasure.user, erasure.now
    mentor = mentors.lock(session, workspace, user)
    if mentor is not None:
        mentors.change(session, mentor, is_listed=False, gone_at=now)
    for one in leaving.concerned(session, workspace, user):
        request = store.lock(session, workspace, one.id)
        if request is not None:
            leaving.settle(session, request, now=now)
    concerned = [one.id for one in store.of_person(session, workspace, user)]
    for table in (MentorRow, SuggestionRow):
        session.execute(delete(table).where(table.workspace == workspace, table.user == user))
    _unsay(session, erasure)
    groups.unlead(session, workspace, user, now=erasure.now)
    erasure.replace(session, RequestRow.asker, RequestRow.mentor, OfferRow.mentor, StepRow.by)
    erasure.sweep(session, RequestRow.goal, MentorRow.about)
    session.expire_all()
    for number in concerned:
        _retell(session, workspace, number, erasure=erasure)


def topics(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[str]:
    """Return the topics that only this person has named: their words, and nobody else's."""
    mine = {one.draft.key for one in store.of_person(session, workspace, user) if one.asker == user}
    others = select(RequestRow.topic).where(RequestRow.workspace == workspace, RequestRow.asker != user)
    listed = {skill.key for one in mentors.every(session, workspace) if one.user != user for skill in one.skills}
    return frozenset(mine - set(session.scalars(others)) - listed - set(names.names({})))


def _unsay(session: Session, erasure: Erasure) -> None:
    """Remove what they wrote in their requests, and their id from what was noted of any."""
    workspace, user = erasure.workspace, erasure.user
    own = (RequestRow.workspace == workspace, RequestRow.asker == user)
    alone = topics(session, workspace, user)
    numbers = select(RequestRow.id).where(*own, RequestRow.topic.in_(alone))
    named = cast(StepRow.facts, Text).contains(user)
    steps = select(StepRow).where(StepRow.workspace == workspace, or_(StepRow.request.in_(numbers), named))
    for row in session.scalars(steps).all():
        row.facts = {**erasure.redacted(row.facts), **({"topic": NAMELESS} if "topic" in row.facts else {})}
    session.flush()
    nameless = {"topic": NAMELESS, "label": NAMELESS}
    session.execute(update(RequestRow).where(*own, RequestRow.topic.in_(alone)).values(nameless))
    session.execute(update(RequestRow).where(*own).values(goal="", said="", open_key=None))


def _retell(session: Session, workspace: WorkspaceId, number: int, *, erasure: Erasure) -> None:
    """Make the cards others see say what is true now."""
    request = store.find(session, workspace, number)
    if request is None:
        return
    offers = offers_store.of_request(session, workspace, number)
    for offer in offers:
        if offer.mentor != erasure.tombstone:
            notices.show(session, request, offer, now=erasure.now)
    cards = [(request.posted, mentor_views.posted(request)), (request.owned, mentor_views.owned(request, offers))]
    if request.asker != erasure.tombstone:
        cards.append((request.status, asker_views.status(request, offers)))
    for promise, card in cards:
        if promise is not None:
            outbox.edit(session, workspace=workspace, promise=promise, message=card, now=erasure.now)


def _told(one: Request) -> dict[str, object]:
    return {
        "at": one.asked_at,
        "topic": one.label,
        "state": one.state.value,
        "asker": "somebody" if one.draft.is_private and not one.is_paired else one.asker,
        "mentor": one.mentor,
        "outcome": None if one.outcome is None else one.outcome.value,
    }
