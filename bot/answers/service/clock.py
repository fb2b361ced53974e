"""What does the clock do about questions that wait for people? It reminds once, then asks the next; all can fail."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.answers.rules.inquiries import Ask, Inquiry, Said
from bot.answers.service import cascade
from bot.answers.service.colleagues import Teachers
from bot.answers.store import inquiries, waiting, willing
from bot.ids import UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.outbox.rules import Promise
from bot.outbox.rules import State as Kept
from bot.people import service as people

#: One that could not be acted on comes again after so long, and does not stand in the way of the others.
HOLD = timedelta(minutes=10)

Due = tuple[WorkspaceId, int, UserId]


def due(session: Session, *, now: datetime, most: int) -> tuple[Due, ...]:
    """Return what is due, in every workspace, the oldest first."""
    return waiting.due(session, now=now, most=most)


def hold(session: Session, one: Due, *, now: datetime) -> bool:
    """Take one for a while; False when somebody else has it."""
    return waiting.hold(session, *one, now=now, until=now + HOLD)


def tick(session: Session, one: Due, teachers: Teachers, *, now: datetime) -> None:
    """Act on somebody's silence."""
    workspace, number, user = one
    inquiry = inquiries.lock(session, workspace, number)
    if inquiry is None:
        return
    ask = next((ask for ask in inquiries.asks(session, workspace, number) if ask.user == user), None)
    if ask is None or ask.said is not Said.ASKED:
        return
    if not inquiry.is_open:
        cascade.say(session, inquiry, user, Said.OVER, now=now)
    elif _is_gone(session, inquiry, ask):
        cascade.lapse(session, inquiry, ask, Said.GONE, teachers=teachers, now=now)
    elif ask.due_at is None or now >= ask.due_at:
        cascade.lapse(session, inquiry, ask, Said.SILENT, teachers=teachers, now=now)
    elif not ask.is_reminded:
        cascade.remind(session, inquiry, ask, now=now)
    else:
        waiting.hold(session, workspace, number, user, now=now + HOLD, until=ask.due_at)


def settled(session: Session, promise: Promise, *, now: datetime) -> None:
    """A card that Slack will never take asks nobody: the clock looks at it at once."""
    if promise.state is Kept.DEAD:
        ask = inquiries.of_card(session, promise.workspace, promise.id)
        if ask is not None and ask.said is Said.ASKED and not ask.is_curator:
            waiting.at_once(session, promise.workspace, ask.user, now=now)


def person_left(session: Session, workspace: WorkspaceId, user: UserId, now: datetime) -> None:
    """Whoever leaves the company answers nothing any more."""
    waiting.at_once(session, workspace, user, now=now)


def _is_gone(session: Session, inquiry: Inquiry, ask: Ask) -> bool:
    """Can somebody not be asked any more: they left, want to be left out, or Slack does not take their card?"""
    person = people.person(session, inquiry.workspace, ask.user)
    wish = willing.wishes(session, inquiry.workspace, [ask.user]).get(ask.user)
    if person is None or not person.is_here or (wish is not None and wish.is_willing is False):
        return True
    card = None if ask.card is None else outbox.find(session, workspace=inquiry.workspace, promise=ask.card)
    return card is not None and card.state is Kept.DEAD
