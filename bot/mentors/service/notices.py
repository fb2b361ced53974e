"""How do the people concerned hear of it, and how does every card stay true? All of it promised in the transaction."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, UserId, WorkspaceId
from bot.mentors.rules.values import Offer, Request
from bot.mentors.store import offers, requests
from bot.mentors.views import asker as asker_views
from bot.mentors.views import mentor as mentor_views
from bot.outbox import service as outbox
from bot.outbox.rules import soon
from bot.people import service as people
from bot.people.rules import Person
from bot.slack import text
from bot.slack.message import Message
from bot.workspaces import service as workspaces

#: The hook that hears what became of these messages; see `service.settled`.
TOPIC = "mentors"


def key(request: Request, what: str) -> str:
    return f"mentors:{request.id}:{what}"


def tell(
    session: Session,
    request: Request,
    user: UserId,
    message: Message,
    *,
    what: str,
    now: datetime,
    by: datetime | None = None,
) -> None:
    """Tell somebody something about a request, once per version of it. `by`: the moment it speaks of."""
    outbox.direct(
        session,
        workspace=request.workspace,
        user=user,
        message=message,
        key=key(request, f"{what}:{request.version}:{user}"),
        now=now,
        late=soon(message, by),
    )


def news(
    session: Session, request: Request, sentence: str, *, what: str, now: datetime, by: datetime | None = None
) -> None:
    """Tell the asker about a change. `by`: the moment the sentence speaks of."""
    tell(session, request, request.asker, asker_views.news(sentence), what=what, now=now, by=by)


def asked_another(session: Session, request: Request, sentence: str, *, what: str, now: datetime) -> None:
    """Tell the asker that one more was asked. `sentence`: how that came, without its end."""
    due = offers.of_request(session, request.workspace, request.id)[-1].due_at
    news(session, request, f"{sentence}; the answer comes by {text.hour(due)}.", what=what, now=now, by=due)


def track(session: Session, request: Request, *, now: datetime) -> Request:
    """Give the asker the card by which to follow a request, or bring it up to date."""
    made = offers.of_request(session, request.workspace, request.id)
    card = asker_views.status(request, made)
    late = soon(card, asker_views.next_answer(made))
    if request.status is not None:
        outbox.edit(session, workspace=request.workspace, promise=request.status, message=card, now=now, late=late)
        return request
    promise = outbox.direct(
        session,
        workspace=request.workspace,
        user=request.asker,
        message=card,
        key=key(request, "status"),
        now=now,
        late=late,
    )
    return requests.change(session, request, status=promise)


def refresh(session: Session, request: Request, *, now: datetime) -> Request:
    """Bring the cards of asker, channel and owner up to date."""
    if request.posted is not None:
        card = mentor_views.posted(request)
        outbox.edit(session, workspace=request.workspace, promise=request.posted, message=card, now=now)
    if request.owned is not None:
        asked = offers.of_request(session, request.workspace, request.id)
        card = mentor_views.owned(request, asked)
        outbox.edit(session, workspace=request.workspace, promise=request.owned, message=card, now=now)
    return track(session, request, now=now)


def show(session: Session, request: Request, offer: Offer, *, now: datetime) -> None:
    """Bring a mentor's card up to date."""
    if offer.card is not None:
        fresh = offers.find(session, request.workspace, offer.id) or offer
        is_waiting = fresh.answer == fresh.answer.ASKED and request.is_open
        card = mentor_views.question(request, fresh) if is_waiting else mentor_views.answered(request, fresh)
        late = soon(card, fresh.due_at if is_waiting else None)
        outbox.edit(session, workspace=request.workspace, promise=offer.card, message=card, now=now, late=late)


def owner(session: Session, workspace: WorkspaceId, *, besides: Collection[UserId] = frozenset()) -> Person | None:
    """Return the programme owner, or another admin when the chosen one has left; None when there is nobody."""
    chosen = people.owner(session, workspace)
    found = None if chosen is None else people.person(session, workspace, chosen)
    if found is not None and found.is_here and found.user not in besides:
        return found
    others = (one for one in people.everybody(session, workspace) if one.is_admin and one.user not in besides)
    return next((one for one in others if one.is_here), None)


def channel(session: Session, workspace: WorkspaceId) -> ChannelId | None:
    """Return the mentors' channel, if there is one."""
    chosen = workspaces.choice(session, workspace, "mentors.channel")
    return ChannelId(chosen) if isinstance(chosen, str) and chosen else None


def name(session: Session, workspace: WorkspaceId, user: UserId) -> str:
    found = people.person(session, workspace, user)
    return found.name if found else "Someone"
