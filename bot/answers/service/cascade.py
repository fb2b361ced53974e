"""Who is asked next about a question? People one by one, then the channel or the curators; the asker sees each step."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import rules, service
from bot.answers.rules.experts import Expert
from bot.answers.rules.inquiries import ANSWER_DAYS, MOST_ASKED, Ask, Inquiry, Said, State
from bot.answers.service import colleagues, publication, sharing
from bot.answers.service.colleagues import Teachers
from bot.answers.store import inquiries, willing
from bot.answers.views import experts as expert_views
from bot.answers.views import inquiries as views
from bot.errors import UserError
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.outbox.rules import soon
from bot.people import service as people
from bot.people.rules.hours import Hours, after
from bot.slack.message import Message

TOPIC = "answers.inquiry"


def lapse(session: Session, inquiry: Inquiry, ask: Ask, said: Said, *, teachers: Teachers, now: datetime) -> None:
    """Somebody has not answered in time, or is not here any more: the next is asked."""
    say(session, inquiry, ask.user, said, now=now)
    advance(session, inquiry, teachers, now=now)


def remind(session: Session, inquiry: Inquiry, ask: Ask, *, now: datetime) -> None:
    """Ask again, once: one card, the newest thing they read."""
    if ask.card is not None:
        outbox.withdraw(session, workspace=inquiry.workspace, promise=ask.card, now=now)
    card = _card(session, inquiry, ask, now=now, is_reminder=True)
    inquiries.answer(
        session, inquiry, ask.user, lambda one: replace(one, card=card, is_reminded=True, next_at=one.due_at)
    )


def refresh(session: Session, inquiry: Inquiry, *, now: datetime) -> None:
    """Let the asker's card say how it stands."""
    if inquiry.tracker is not None:
        said = tracker(session, inquiry)
        outbox.edit(session, workspace=inquiry.workspace, promise=inquiry.tracker, message=said, now=now)


def ask(session: Session, inquiry: Inquiry, expert: Expert, *, now: datetime) -> None:
    person = people.person(session, inquiry.workspace, expert.user)
    week = Hours(zone="UTC" if person is None else person.zone)
    made = Ask(
        inquiry=inquiry.id,
        user=expert.user,
        said=Said.ASKED,
        reasons=expert_views.plain(expert.reasons),
        is_curator=False,
        card=None,
        is_reminded=False,
        next_at=after(week, now, ANSWER_DAYS / 2),
        due_at=after(week, now, ANSWER_DAYS),
    )
    _keep(session, inquiry, made, now=now)
    willing.asked(session, inquiry.workspace, expert.user, now=now)


def _keep(session: Session, inquiry: Inquiry, ask: Ask, *, now: datetime) -> None:
    inquiries.ask(session, inquiry, replace(ask, card=_card(session, inquiry, ask, now=now)), now=now)


def _card(session: Session, inquiry: Inquiry, ask: Ask, *, now: datetime, is_reminder: bool = False) -> PromiseId:
    asker = name(session, inquiry.workspace, inquiry.asker)
    said = views.card(inquiry, ask, asker=asker, is_reminder=is_reminder)
    return outbox.direct(
        session,
        workspace=inquiry.workspace,
        user=ask.user,
        message=said,
        key=f"inquiry:{inquiry.id}:{'again' if is_reminder else 'ask'}:{ask.user}",
        now=now,
        topic=TOPIC,
        late=soon(said, ask.due_at),
    )


def advance(session: Session, inquiry: Inquiry, teachers: Teachers, *, now: datetime) -> None:
    """Ask the next person; when there is none, the channel or the curators."""
    if inquiry.state is not State.ASKING:
        refresh(session, inquiry, now=now)
        return
    made = inquiries.asks(session, inquiry.workspace, inquiry.id)
    if len(made) < MOST_ASKED:
        found = _found(session, inquiry, now=now)
        left = (
            () if found is None else colleagues.who(session, found, teachers, now=now, besides={o.user for o in made})
        )
        if left:
            ask(session, inquiry, left[0], now=now)
            refresh(session, inquiry, now=now)
            return
    if inquiry.to_channel and _posted(session, inquiry, now=now):
        inquiry = inquiries.change(session, inquiry, lambda one: replace(one, state=State.POSTED))
    else:
        asked = {one.user for one in made} | {inquiry.asker}
        curators = [one for one in publication.reviewers(session, inquiry.workspace) if one not in asked]
        state = State.CURATORS if curators else State.UNANSWERED
        inquiry = inquiries.change(session, inquiry, lambda one: replace(one, state=state))
        for curator in curators:
            waiting = Ask(
                inquiry=inquiry.id,
                user=curator,
                said=Said.ASKED,
                reasons=(),
                is_curator=True,
                card=None,
                is_reminded=False,
                next_at=None,
                due_at=None,
            )
            _keep(session, inquiry, waiting, now=now)
    refresh(session, inquiry, now=now)


def _found(session: Session, inquiry: Inquiry, *, now: datetime) -> rules.Found | None:
    try:
        return service.reopen(session, inquiry.workspace, inquiry.answer, inquiry.asker, now=now)
    except rules.Forgotten:
        return None


def _posted(session: Session, inquiry: Inquiry, *, now: datetime) -> bool:
    """Put it to the channel it was asked in, where that can still be done."""
    try:
        sharing.share(session, inquiry.workspace, inquiry.answer, inquiry.asker, rank=rules.UNANSWERED, now=now)
    except UserError:
        return False
    return True


def say(session: Session, inquiry: Inquiry, user: UserId, said: Said, *, now: datetime) -> None:
    """Note what somebody has said, and let their card say so."""
    after_ = inquiries.answer(session, inquiry, user, lambda one: replace(one, said=said, next_at=None))
    if after_ is not None and after_.card is not None:
        shown = views.settled(inquiry, after_)
        outbox.edit(session, workspace=inquiry.workspace, promise=after_.card, message=shown, now=now)


def end(session: Session, inquiry: Inquiry, *, now: datetime) -> None:
    """Nobody waits any more, and everybody's card says so."""
    for one in inquiries.asks(session, inquiry.workspace, inquiry.id):
        if one.said is Said.ASKED:
            say(session, inquiry, one.user, Said.OVER, now=now)
    refresh(session, inquiry, now=now)


def tracker(session: Session, inquiry: Inquiry) -> Message:
    made = inquiries.asks(session, inquiry.workspace, inquiry.id)
    users = {one.user for one in made} | ({inquiry.replier} if inquiry.replier else set())
    names = {user: one.name for user, one in people.people(session, inquiry.workspace, users).items()}
    return views.tracker(inquiry, made, names)


def name(session: Session, workspace: WorkspaceId, user: UserId) -> str:
    one = people.person(session, workspace, user)
    return "A colleague" if one is None else one.name
