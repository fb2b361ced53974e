"""How are questions to mentors kept: asked, answered, and counted against a mentor's places?"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot import ids
from bot.db import insert
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.mentors import rules
from bot.mentors.rules import Answer
from bot.mentors.rules.refusals import Answered
from bot.mentors.rules.values import Offer, Request
from bot.mentors.store.tables import OfferRow, RequestRow


def add(
    session: Session, request: Request, *, mentor: UserId, reasons: Sequence[str], due_at: datetime, now: datetime
) -> Offer:
    number = ids.fresh()
    session.execute(
        insert(session, OfferRow).values(
            workspace=request.workspace,
            id=number,
            request=request.id,
            mentor=mentor,
            answer=Answer.ASKED,
            reasons=list(reasons),
            asked_at=now,
            due_at=due_at,
        )
    )
    made = find(session, request.workspace, number)
    assert made is not None
    return made


def find(session: Session, workspace: WorkspaceId, offer: int) -> Offer | None:
    return next(iter(_select(session, workspace, OfferRow.id == offer)), None)


def of_request(session: Session, workspace: WorkspaceId, request: int) -> tuple[Offer, ...]:
    return _select(session, workspace, OfferRow.request == request)


def of_chain(session: Session, workspace: WorkspaceId, root: int) -> tuple[Offer, ...]:
    """Return every time a mentor was asked about a request or one it went on from."""
    numbers = select(RequestRow.id).where(RequestRow.workspace == workspace, RequestRow.root == root)
    return _select(session, workspace, OfferRow.request.in_(numbers))


def waiting(session: Session, workspace: WorkspaceId, mentor: UserId) -> tuple[Offer, ...]:
    """Return what a mentor has been asked and not answered."""
    return _select(session, workspace, OfferRow.mentor == mentor, OfferRow.answer == Answer.ASKED)


def of_mentor(session: Session, workspace: WorkspaceId, mentor: UserId) -> tuple[Offer, ...]:
    """Return every time a mentor was asked."""
    return _select(session, workspace, OfferRow.mentor == mentor)


def every(session: Session, workspace: WorkspaceId) -> tuple[Offer, ...]:
    return _select(session, workspace)


def settle(session: Session, workspace: WorkspaceId, offer: Offer, answer: Answer, *, now: datetime) -> None:
    """Note the answer, if there is none yet."""
    one = (OfferRow.workspace == workspace, OfferRow.id == offer.id, OfferRow.answer == Answer.ASKED)
    settled = update(OfferRow).where(*one).values(answer=answer, answered_at=now).returning(OfferRow.id)
    if session.scalar(settled) is None:
        raise Answered


def accept(session: Session, workspace: WorkspaceId, offer: Offer, *, now: datetime) -> None:
    """Note a yes, whatever was answered before: the request is still open, so they may think again."""
    one = (OfferRow.workspace == workspace, OfferRow.id == offer.id)
    session.execute(update(OfferRow).where(*one).values(answer=Answer.ACCEPTED, answered_at=now))


def show(session: Session, workspace: WorkspaceId, offer: int, card: PromiseId) -> None:
    """Note which card shows it."""
    session.execute(update(OfferRow).where(OfferRow.workspace == workspace, OfferRow.id == offer).values(card=card))


def load(session: Session, workspace: WorkspaceId, mentor: UserId) -> int:
    """Count the places a mentor has given away: people helped, and questions that wait for an answer."""
    return loads(session, workspace, [mentor])[mentor]


def loads(session: Session, workspace: WorkspaceId, mentors: Sequence[UserId] | None = None) -> Counter[UserId]:
    asked = select(OfferRow.mentor, func.count()).where(
        OfferRow.workspace == workspace, OfferRow.answer == Answer.ASKED
    )
    paired = select(RequestRow.mentor, func.count()).where(
        RequestRow.workspace == workspace, RequestRow.state.in_(rules.PAIRED)
    )
    if mentors is not None:
        asked, paired = asked.where(OfferRow.mentor.in_(mentors)), paired.where(RequestRow.mentor.in_(mentors))
    counted: Counter[UserId] = Counter()
    for mentor, count in session.execute(asked.group_by(OfferRow.mentor)):
        counted[UserId(mentor)] += count
    for paired_mentor, count in session.execute(paired.group_by(RequestRow.mentor)):
        counted[UserId(str(paired_mentor))] += count
    return counted


def _select(session: Session, workspace: WorkspaceId, *which: Any) -> tuple[Offer, ...]:
    rows = select(OfferRow).where(OfferRow.workspace == workspace, *which).order_by(OfferRow.id)
    return tuple(_value(row) for row in session.scalars(rows.execution_options(populate_existing=True)))


def _value(row: OfferRow) -> Offer:
    return Offer(
        id=row.id,
        request=row.request,
        mentor=UserId(row.mentor),
        answer=Answer(row.answer),
        reasons=tuple(row.reasons),
        asked_at=row.asked_at,
        due_at=row.due_at,
        answered_at=row.answered_at,
        card=None if row.card is None else PromiseId(row.card),
    )
