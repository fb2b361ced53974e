"""Who is asked next? Mentors one by one, then their channel, then the programme owner; every step is told."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId
from bot.mentors import rules
from bot.mentors.rules import Answer, Party, State, matching
from bot.mentors.rules.values import SUGGESTED, Offer, Request
from bot.mentors.service import groups, notices, pool
from bot.mentors.store import deadlines, mentors, offers, requests
from bot.mentors.store.deadlines import Due
from bot.mentors.views import mentor as mentor_views
from bot.outbox import service as outbox
from bot.outbox.rules import State as Kept
from bot.outbox.rules import soon
from bot.people.rules import hours
from bot.people.rules.hours import Hours
from bot.slack import text


def start(session: Session, request: Request, *, now: datetime) -> Request:
    """Begin: the asker gets a card to follow, and the best mentor is asked."""
    requests.note(session, request, "asked", by=request.asker, now=now, topic=request.label)
    widen = hours.after(request.draft.hours, now, rules.WIDEN_DAYS)
    deadlines.set_(session, request, Due.WIDEN, widen)
    asked = ask_next(session, request, now=now)
    if asked is None:
        request = notices.track(session, request, now=now)
        teach = any(one.is_listed and matching.teaches(one, request.draft.key) for one in pool.roster(session, request))
        why = f"No mentor for {text.bold(request.label)} is free right now"
        if not teach:
            why = f"No one here mentors {text.bold(request.label)} yet"
        notices.news(session, request, f"{why}, so I'm widening the search.", what="nobody", now=now)
        return widened(session, request, by=Party.CLOCK, actor=None, now=now)
    groups.offer(session, asked, now=now)
    return notices.track(session, asked, now=now)


def ask_next(session: Session, request: Request, *, now: datetime) -> Request | None:
    """Ask the best mentor who has not been asked; None when there is none."""
    for match in pool.candidates(session, request, now=now):
        mentor = mentors.lock(session, request.workspace, match.mentor.user)
        if mentor is None:
            continue
        load = offers.load(session, request.workspace, mentor.user)
        if matching.can_be_asked(matching.Candidate(mentor=mentor, load=load), request.draft, now=now):
            return ask(session, request, mentor.user, match.mentor.hours, match.reasons, now=now)
    return None


def ask_fresh(session: Session, request: Request, *, now: datetime) -> None:
    """A mentor has listed the topic of a request that nobody was left for: they are asked."""
    asked = ask_next(session, request, now=now)
    if asked is not None:
        said = f"A new mentor for {text.bold(request.label)} has joined, and I've asked them"
        notices.asked_another(session, asked, said, what="fresh", now=now)
        notices.refresh(session, asked, now=now)


def ask(
    session: Session, request: Request, mentor: UserId, week: Hours, reasons: tuple[str, ...], *, now: datetime
) -> Request:
    """Ask one mentor, whose row is locked."""
    due = hours.after(week, now, rules.ANSWER_DAYS)
    offer = offers.add(session, request, mentor=mentor, reasons=reasons, due_at=due, now=now)
    half = hours.after(week, now, rules.ANSWER_DAYS / 2)
    deadlines.set_(session, request, Due.REMIND, half, offer=offer.id)
    deadlines.set_(session, request, Due.LAPSE, due, offer=offer.id)
    question = mentor_views.question(request, offer)
    card = outbox.direct(
        session,
        workspace=request.workspace,
        user=mentor,
        message=question,
        key=notices.key(request, f"question:{mentor}"),
        now=now,
        topic=notices.TOPIC,
        late=soon(question, due),
    )
    offers.show(session, request.workspace, offer.id, card)
    mentors.change(session, request.workspace, mentor, lambda one: replace(one, last_asked_at=now))
    requests.note(session, request, "mentor_asked", by=None, now=now, mentor=mentor, reasons=list(reasons))
    return requests.change(session, request)


def advance(session: Session, request: Request, offer: Offer, *, why: str, now: datetime) -> Request:
    """Go on after an answer that was no. `why`: for the asker, mrkdwn."""
    deadlines.drop(session, request, offer=offer.id)
    notices.show(session, request, offer, now=now)
    made = offers.of_request(session, request.workspace, request.id)
    waiting = [one for one in made if one.answer is Answer.ASKED]
    if request.answered_at is None and offer.answered_at is None:
        request = requests.change(session, request, answered_at=_answered(made))
    if request.state is not State.ASKING or waiting:
        request = requests.change(session, request)
        due = min((one.due_at for one in waiting), default=None)
        until = "" if due is None else f" The reply is due by {text.hour(due)}."
        notices.news(session, request, f"{why}{until}", what="no", now=now, by=due)
        if request.state is State.OWNER and SUGGESTED in offer.reasons:
            _tell_owner(session, request, offer, now=now)
        return notices.refresh(session, request, now=now)
    asked = ask_next(session, request, now=now) if len(made) < rules.ASKED_FIRST else None
    if asked is None:
        notices.news(session, request, f"{why} I'm widening the search.", what="no", now=now)
        return widened(session, request, by=Party.CLOCK, actor=None, now=now)
    notices.asked_another(session, asked, f"{why} I have asked the next", what="next", now=now)
    return notices.refresh(session, asked, now=now)


def widened(session: Session, request: Request, *, by: Party, actor: UserId | None, now: datetime) -> Request:
    """Carry a request one step further: to the mentors' channel, or to the programme owner."""
    channel = notices.channel(session, request.workspace)
    if request.state is State.ASKING and channel is not None:
        request = requests.move(session, request, State.POSTED, by=by, actor=actor, now=now)
        card = outbox.post(
            session,
            workspace=request.workspace,
            channel=channel,
            message=mentor_views.posted(request),
            key=notices.key(request, "card"),
            now=now,
            topic=notices.TOPIC,
        )
        request = requests.change(session, request, posted=card)
        until = hours.after(request.draft.hours, now, rules.CHANNEL_DAYS)
        deadlines.set_(session, request, Due.ESCALATE, until)
        said = (
            f"I've asked the mentors' channel. If no one takes it by {text.hour(until)}, the programme owner will look."
        )
        notices.news(session, request, said, what="posted", now=now, by=until)
    else:
        request = requests.move(session, request, State.OWNER, by=by, actor=actor, now=now)
        request = hand_over(session, request, now=now)
    groups.offer(session, request, now=now)
    return notices.refresh(session, request, now=now)


def unposted(session: Session, request: Request, *, now: datetime) -> None:
    """Slack would not take the card for the mentors' channel."""
    said = "I couldn't post to the mentors' channel, so the programme owner has it now."
    requests.note(session, request, "channel_failed", by=None, now=now)
    notices.news(session, request, said, what="channel_failed", now=now)
    widened(session, request, by=Party.CLOCK, actor=None, now=now)


def unowned(session: Session, request: Request, *, now: datetime) -> None:
    """Slack would not take the newest card for the owner: another admin gets one."""
    card = None if request.owned is None else outbox.find(session, workspace=request.workspace, promise=request.owned)
    if card is not None and card.state is Kept.DEAD:
        requests.note(session, request, "owner_failed", by=None, now=now)
        hand_over(session, request, now=now, besides=card.users)


def hand_over(
    session: Session, request: Request, *, now: datetime, besides: Collection[UserId] = frozenset()
) -> Request:
    """Give a request to the programme owner, or give it again: one card, always the newest thing they read.

    `besides`: who cannot be reached.
    """
    found = notices.owner(session, request.workspace, besides=besides)
    if found is None:  # nobody has been met who could own it: look again tomorrow
        deadlines.set_(session, request, Due.OWNER, hours.after(request.draft.hours, now, 1.0))
        said = "No one looks after mentoring here yet. I'll check every working day for someone who can."
        notices.news(session, request, said, what="ownerless", now=now)
        return requests.change(session, request)
    before = None if request.owned is None else outbox.find(session, workspace=request.workspace, promise=request.owned)
    is_reminder = before is not None and before.users == (found.user,)
    if request.owned is not None:
        outbox.withdraw(session, workspace=request.workspace, promise=request.owned, now=now)
    card = outbox.direct(
        session,
        workspace=request.workspace,
        user=found.user,
        message=mentor_views.owned(
            request, offers.of_request(session, request.workspace, request.id), is_reminder=is_reminder
        ),
        key=notices.key(request, f"owner:{request.version}"),
        now=now,
        topic=notices.TOPIC,
    )
    again = hours.after(Hours(zone=found.zone), now, rules.OWNER_DAYS)
    deadlines.set_(session, request, Due.OWNER, again)
    requests.note(session, request, "reminded" if is_reminder else "handed_over", by=None, now=now, owner=found.user)
    request = requests.change(session, request, owned=card)
    who = text.user(found.user)
    if found.user != request.asker:
        said = f"{who} looks after mentoring here and has your request now."
        if request.posted is None:
            said += " The digests may ask for someone too, without your name."
        if is_reminder:
            said = f"I have reminded {who} of your request."
        notices.news(session, request, said, what="owner", now=now)
    elif not is_reminder:
        said = "You look after mentoring here yourself, so it's with you now."
        notices.news(session, request, said, what="owner", now=now)
    return request


def _tell_owner(session: Session, request: Request, offer: Offer, *, now: datetime) -> None:
    found = notices.owner(session, request.workspace)
    fresh = offers.find(session, request.workspace, offer.id) or offer
    if found is not None:
        card = mentor_views.declined(request, is_silent=fresh.answer is Answer.IGNORED)
        notices.tell(session, request, found.user, card, what="declined", now=now)


def _answered(made: Iterable[Offer]) -> datetime | None:
    """When a mentor first answered, yes or no."""
    silent = (Answer.ASKED, Answer.IGNORED, Answer.UNREACHABLE, Answer.RELEASED)
    return min((one.answered_at for one in made if one.answered_at and one.answer not in silent), default=None)
