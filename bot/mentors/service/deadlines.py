"""What happens when a deadline is over? Whoever deletes its row acts on it, in one transaction, once."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.mentors import rules
from bot.mentors.rules import Answer, Party, State, matching
from bot.mentors.rules.values import Offer, Request
from bot.mentors.service import cascade, leaving, notices, pairs
from bot.mentors.store import deadlines, mentors, offers, requests
from bot.mentors.store.deadlines import Deadline, Due
from bot.mentors.views import mentor as mentor_views
from bot.outbox import service as outbox
from bot.outbox.rules import Promise, soon
from bot.outbox.rules import State as Kept
from bot.slack import text

__all__ = ["Deadline", "due", "hold", "settled", "tick"]


def due(session: Session, *, now: datetime, most: int) -> tuple[Deadline, ...]:
    """Return what is due, in every workspace, the oldest first."""
    return deadlines.due(session, now=now, most=most)


def hold(session: Session, deadline: Deadline, *, now: datetime) -> bool:
    """Take a deadline for a while; False when somebody else has it."""
    return deadlines.hold(session, deadline, now=now)


def tick(session: Session, deadline: Deadline, *, now: datetime) -> None:
    """Act on a deadline that is over, if nobody has."""
    request = requests.lock(session, deadline.workspace, deadline.request)
    if not deadlines.take(session, deadline) or request is None:
        return
    settled = leaving.settle(session, request, now=now)
    if settled is None or settled.state in rules.OVER:
        return
    _act(session, deadline, settled, now=now)


def _act(session: Session, deadline: Deadline, request: Request, *, now: datetime) -> None:
    match deadline.kind:
        case Due.REMIND | Due.LAPSE:
            offer = offers.find(session, request.workspace, deadline.offer)
            if request.is_open and offer is not None and offer.answer is Answer.ASKED:
                act = _remind if deadline.kind is Due.REMIND else _lapse
                act(session, request, offer, now=now)
        case Due.WIDEN if request.state is State.ASKING:
            cascade.widened(session, request, by=Party.CLOCK, actor=None, now=now)
        case Due.ESCALATE if request.state is State.POSTED:
            cascade.widened(session, request, by=Party.CLOCK, actor=None, now=now)
        case Due.FRESH if request.is_open:
            cascade.ask_fresh(session, request, now=now)
        case Due.OWNER if request.state is State.OWNER:
            request = cascade.hand_over(session, request, now=now)
            notices.track(session, request, now=now)
        case Due.MEET | Due.NUDGE | Due.MEET_MENTOR | Due.NUDGE_MENTOR if request.state is State.MATCHED:
            pairs.ask_whether_met(session, request, deadline.kind, now=now)
        case Due.REOPEN if request.state is State.MATCHED:
            pairs.again(session, request, by=Party.CLOCK, actor=None, now=now)
        case Due.MONTHLY if request.state is State.MET:
            pairs.ask_how_it_goes(session, request, now=now)
        case Due.UNASKED:
            leaving.unreachable(session, request, deadline.offer, now=now)
        case Due.UNPOSTED if request.state is State.POSTED:
            cascade.unposted(session, request, now=now)
        case Due.UNOWNED if request.state is State.OWNER:
            cascade.unowned(session, request, now=now)
        case Due.UNINTRODUCED if request.is_paired:
            pairs.introduce_apart(session, request, now=now)


def _remind(session: Session, request: Request, offer: Offer, *, now: datetime) -> None:
    """Ask again at half the time: one card, the newest thing they read."""
    if offer.card is not None:
        outbox.withdraw(session, workspace=request.workspace, promise=offer.card, now=now)
    reminder = mentor_views.question(request, offer, is_reminder=True)
    card = outbox.direct(
        session,
        workspace=request.workspace,
        user=offer.mentor,
        message=reminder,
        key=notices.key(request, f"question:{offer.mentor}:reminder"),
        now=now,
        topic=notices.TOPIC,
        late=soon(reminder, offer.due_at),
    )
    offers.show(session, request.workspace, offer.id, card)
    requests.note(session, request, "reminded_mentor", by=None, now=now, mentor=offer.mentor)


def _lapse(session: Session, request: Request, offer: Offer, *, now: datetime) -> None:
    """A mentor has not answered in time; three times in a row, and they are paused and told."""
    offers.settle(session, request.workspace, offer, Answer.IGNORED, now=now)
    requests.note(session, request, "ignored", by=offer.mentor, now=now)
    changed = mentors.change(session, request.workspace, offer.mentor, lambda one: matching.after_silence(one, now=now))
    if changed is not None and changed[0].paused_at is None and changed[1].paused_at is not None:
        notices.tell(session, request, offer.mentor, mentor_views.paused(), what="paused", now=now)
    why = f"{text.bold(request.label)}: one mentor didn't answer in time."
    cascade.advance(session, request, offer, why=why, now=now)


#: What is to be done when one of these messages will never be delivered, by the name in its key.
_UNDELIVERED = {
    "question": Due.UNASKED,
    "card": Due.UNPOSTED,
    "owner": Due.UNOWNED,
    "introduction": Due.UNINTRODUCED,
}


def settled(session: Session, promise: Promise, *, now: datetime) -> None:
    """Hear what became of a message; one that Slack will never deliver must not leave a request waiting for it.

    The message is locked here and a request never is: elsewhere it is the other way round. The clock sees to it.
    """
    _, _, rest = promise.key.partition(":")
    number, _, what = rest.partition(":")
    kind, _, detail = what.partition(":")
    if promise.state is not Kept.DEAD or not number.isdecimal() or kind not in _UNDELIVERED:
        return
    mentor, _, _ = detail.partition(":")
    made = offers.of_request(session, promise.workspace, int(number)) if kind == "question" else ()
    offer = max((one.id for one in made if one.mentor == mentor), default=0)
    deadlines.note(session, promise.workspace, int(number), _UNDELIVERED[kind], now, offer=offer)
