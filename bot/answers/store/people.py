"""What is kept of a person's questions, and how does their name leave it?"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.answers.rules.inquiries import OPEN, Said, State
from bot.answers.store import AnswerRow
from bot.answers.store.captures import CaptureRow
from bot.answers.store.gaps import GapRow
from bot.answers.store.inquiries import AskRow, InquiryRow
from bot.answers.store.lessons import LessonRow
from bot.answers.store.proposals import ProposalRow
from bot.answers.store.reactions import FeedbackRow, ShareRow
from bot.answers.store.willing import DeedRow, WillingRow
from bot.erasure import Erasure
from bot.ids import AnswerId, PromiseId, UserId, WorkspaceId

#: A record as a person reads it.
Records = list[dict[str, Any]]

_NOTHING: dict[str, list[Any]] = {"terms": [], "rarities": [], "notes": []}


def saved(session: Session, workspace: WorkspaceId, user: UserId) -> Records:
    """Return their words that were saved, and what they saved of others', the newest first."""
    written = select(CaptureRow.proposal).where(CaptureRow.workspace == workspace, CaptureRow.author == user)
    theirs = frozenset(session.scalars(written))
    own = or_(ProposalRow.author == user, ProposalRow.proposer == user, ProposalRow.id.in_(theirs))
    rows = select(ProposalRow).where(ProposalRow.workspace == workspace, own)
    return [
        {
            "at": row.proposed_at,
            "title": row.title,
            "yours": row.author == user or row.id in theirs,
            "state": row.state,
        }
        for row in session.scalars(rows.order_by(ProposalRow.proposed_at.desc()))
    ]


def asked(session: Session, workspace: WorkspaceId, user: UserId) -> Records:
    rows = select(AnswerRow).where(AnswerRow.workspace == workspace, AnswerRow.asker == user)
    return [
        {"at": row.asked_at, "question": row.question, "channel": row.channel}
        for row in session.scalars(rows.order_by(AnswerRow.asked_at.desc()))
    ]


def judged(session: Session, workspace: WorkspaceId, user: UserId) -> Records:
    rows = select(FeedbackRow).where(FeedbackRow.workspace == workspace, FeedbackRow.user == user)
    return [
        {"at": row.given_at, "helped": row.is_helpful, "reason": row.reason, "answer": str(row.answer)}
        for row in session.scalars(rows.order_by(FeedbackRow.given_at.desc()))
    ]


def shared(session: Session, workspace: WorkspaceId, user: UserId) -> Records:
    rows = select(ShareRow).where(ShareRow.workspace == workspace, ShareRow.sharer == user)
    return [
        {"at": row.shared_at, "channel": row.channel, "taken back at": row.taken_back_at}
        for row in session.scalars(rows.order_by(ShareRow.shared_at.desc()))
    ]


def put(session: Session, workspace: WorkspaceId, user: UserId) -> Records:
    rows = select(InquiryRow).where(InquiryRow.workspace == workspace, InquiryRow.asker == user)
    return [
        {"at": row.made_at, "question": row.question, "named": row.is_named, "reply": row.reply}
        for row in session.scalars(rows.order_by(InquiryRow.made_at.desc()))
    ]


def was_asked(session: Session, workspace: WorkspaceId, user: UserId) -> Records:
    rows = select(AskRow).where(AskRow.workspace == workspace, AskRow.user == user)
    return [
        {"at": row.asked_at, "answered": row.said == Said.ANSWERED, "why": row.reasons}
        for row in session.scalars(rows.order_by(AskRow.asked_at.desc()))
    ]


def willing(session: Session, workspace: WorkspaceId, user: UserId) -> Records:
    row = session.get(WillingRow, (workspace, user))
    deeds = select(func.count()).where(DeedRow.workspace == workspace, DeedRow.user == user)
    answered = session.scalar(deeds) or 0
    if row is None:
        return []
    return [{"at": row.offered_at, "willing": row.is_willing, "hears": row.hears, "answered": answered}]


def forget_inquiries(session: Session, erasure: Erasure) -> tuple[PromiseId, ...]:
    """End what they asked, pass on what waits for them, and return the cards that are gone with it."""
    workspace, user = erasure.workspace, erasure.user
    own = select(InquiryRow).where(InquiryRow.workspace == workspace, InquiryRow.asker == user)
    cards: list[int | None] = []
    for row in session.scalars(own).all():
        waiting = select(AskRow).where(AskRow.workspace == workspace, AskRow.inquiry == row.id)
        for ask in session.scalars(waiting).all():
            cards.append(ask.card)
            ask.next_at = None
            ask.said = Said.OVER if ask.said == Said.ASKED else ask.said
        cards.append(row.tracker)
        row.question, row.reply = "", ""
        row.state = State.WITHDRAWN if row.state in OPEN else row.state
    for ask in session.scalars(select(AskRow).where(AskRow.workspace == workspace, AskRow.user == user)).all():
        cards.append(ask.card)
        if ask.said == Said.ASKED and not ask.is_curator:
            ask.next_at = erasure.now
        ask.card, ask.reasons = None, []
    session.flush()
    replied = (InquiryRow.workspace == workspace, InquiryRow.replier == user)
    session.execute(update(InquiryRow).where(*replied).values(reply="", may_keep=False))
    session.execute(delete(WillingRow).where(WillingRow.workspace == workspace, WillingRow.user == user))
    session.execute(delete(DeedRow).where(DeedRow.workspace == workspace, DeedRow.user == user))
    return tuple(PromiseId(one) for one in cards if one is not None)


def theirs(session: Session, workspace: WorkspaceId, user: UserId) -> frozenset[AnswerId]:
    """Return the answers a person has had, and those they shared."""
    own = select(AnswerRow.id).where(AnswerRow.workspace == workspace, AnswerRow.asker == user)
    shares = select(ShareRow.answer).where(ShareRow.workspace == workspace, ShareRow.sharer == user)
    return frozenset(map(AnswerId, [*session.scalars(own), *session.scalars(shares)]))


def take_shares_back(session: Session, erasure: Erasure) -> tuple[PromiseId, ...]:
    """Note that their shares are gone, and return the posts that carried them."""
    rows = update(ShareRow).where(
        ShareRow.workspace == erasure.workspace, ShareRow.sharer == erasure.user, ShareRow.taken_back_at.is_(None)
    )
    return tuple(map(PromiseId, session.scalars(rows.values(taken_back_at=erasure.now).returning(ShareRow.promise))))


def forget_questions(session: Session, erasure: Erasure) -> Sequence[str]:
    """Forget what they asked, and return the keys of it; what was found stays."""
    own = (AnswerRow.workspace == erasure.workspace, AnswerRow.asker == erasure.user)
    keys = session.scalars(select(AnswerRow.key).where(*own)).all()
    session.execute(update(AnswerRow).where(*own).values(question=None, asker=None, channel=None, **_NOTHING))
    return keys


def replace(session: Session, erasure: Erasure) -> None:
    """Put the tombstone where they judged, shared, wrote or decided."""
    erasure.replace(
        session,
        FeedbackRow.user,
        ShareRow.sharer,
        ProposalRow.author,
        ProposalRow.proposer,
        ProposalRow.decided_by,
        InquiryRow.asker,
        InquiryRow.replier,
        AskRow.user,
        LessonRow.by,
        GapRow.decided_by,
    )


def reword(session: Session, erasure: Erasure) -> None:
    """Take their name out of what others asked, and out of what the search made of it."""
    before = select(AnswerRow).where(AnswerRow.workspace == erasure.workspace, erasure.names(AnswerRow.question))
    words = {word for name in erasure.called for word in name.casefold().split()}
    for row in session.scalars(before).all():
        reworded = erasure.out_of(row.question or "")
        if reworded != row.question:
            row.question = reworded
            kept = [
                (term, rarity)
                for term, rarity in zip(row.terms, row.rarities or [1.0] * len(row.terms), strict=True)
                if term not in words and term != erasure.user.casefold()
            ]
            row.terms, row.rarities = [term for term, _ in kept], [rarity for _, rarity in kept]
            row.notes = []
    session.flush()
    erasure.sweep(session, InquiryRow.question, InquiryRow.reply)
