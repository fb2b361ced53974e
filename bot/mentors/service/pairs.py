"""How do two people start, stay in touch and end well? Introduced, asked whether they met, then once a month."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import Ts, UserId, WorkspaceId
from bot.mentors import rules
from bot.mentors.rules import Fit, Kind, Outcome, Party, State
from bot.mentors.rules.refusals import Closed, Gone, NotAParty
from bot.mentors.rules.values import Request
from bot.mentors.service import cascade, notices
from bot.mentors.store import deadlines, mentors, requests
from bot.mentors.store.deadlines import Due
from bot.mentors.views import asker as asker_views
from bot.mentors.views import pair as pair_views
from bot.outbox import service as outbox
from bot.people import service as people
from bot.people.rules import hours
from bot.people.rules.hours import Hours
from bot.slack import text


def introduce(session: Session, request: Request, mentor: UserId, week: Hours, *, now: datetime) -> None:
    """Open a conversation between the two, and set when to ask how it went."""
    times = hours.meeting_times(request.draft.hours, week, now=now)
    outbox.introduce(
        session,
        workspace=request.workspace,
        users=[request.asker, mentor],
        message=pair_views.introduction(request, mentor, week, times),
        key=notices.key(request, "introduction"),
        now=now,
        topic=notices.TOPIC,
    )
    _check_in(session, request, mentor, now=now)


def _check_in(session: Session, pair: Request, mentor: UserId, *, now: datetime) -> None:
    """Set when each is asked whether they have met, twice, in their own hours; and when both have been silent."""
    weeks = {Due.MEET: pair.draft.hours, Due.MEET_MENTOR: _week(session, pair.workspace, mentor)}
    again = {Due.MEET: Due.NUDGE, Due.MEET_MENTOR: Due.NUDGE_MENTOR}
    for first, week in weeks.items():
        for kind, days in ((first, rules.MET_DAYS), (again[first], rules.NUDGE_DAYS)):
            deadlines.set_(session, pair, kind, hours.within(week, hours.after(week, now, days)))
    deadlines.set_(session, pair, Due.REOPEN, max(hours.after(week, now, rules.REOPEN_DAYS) for week in weeks.values()))


def _week(session: Session, workspace: WorkspaceId, mentor: UserId) -> Hours:
    """Return when a mentor works, in the zone where they are now."""
    week, person = mentors.hours_of(session, workspace, mentor), people.person(session, workspace, mentor)
    return week if person is None else replace(week, zone=person.zone)


def introduce_apart(session: Session, request: Request, *, now: datetime) -> None:
    """Slack would not open a conversation for the two: each is told the other's name by direct message."""
    assert request.mentor is not None
    week = mentors.hours_of(session, request.workspace, request.mentor)
    times = hours.meeting_times(request.draft.hours, week, now=now)
    for user, _ in _both(request):
        card = pair_views.introduction(request, request.mentor, week, times)
        notices.tell(session, request, user, card, what="introduction", now=now)


def ask_whether_met(session: Session, request: Request, kind: Due, *, now: datetime) -> None:
    """Ask one of the two."""
    asker, mentor = _both(request)
    user, other = asker if kind in (Due.MEET, Due.NUDGE) else mentor
    is_nudge = kind in (Due.NUDGE, Due.NUDGE_MENTOR)
    due = deadlines.of_request(session, request.workspace, request.id)
    until = next((one.due_at for one in due if one.kind is Due.REOPEN), now)
    card = pair_views.met(request, other, until=until, is_nudge=is_nudge)
    notices.tell(session, request, user, card, what="met2" if is_nudge else "met", now=now, by=until)
    requests.note(session, request, "nudged" if is_nudge else "met_asked", by=None, now=now)
    requests.change(session, request)


def ask_how_it_goes(session: Session, request: Request, *, now: datetime) -> None:
    """Ask both, and again in a month."""
    for user, other in _both(request):
        notices.tell(session, request, user, pair_views.month(request, other), what="month", now=now)
    deadlines.set_(session, request, Due.MONTHLY, hours.after(request.draft.hours, now, rules.MONTH_DAYS))
    requests.note(session, request, "month_asked", by=None, now=now)
    requests.change(session, request)


def met(session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, now: datetime) -> Request:
    """One of the two says they have met."""
    pair, party = _party(session, workspace, actor, request)
    if pair.state is State.MET:
        return pair
    pair = _found(session, pair, by=party, actor=actor, now=now)
    if pair.draft.kind is Kind.QUESTION:  # one question, one talk: it may well be over
        for user, other in _both(pair):
            notices.tell(session, pair, user, pair_views.month(pair, other), what="answered", now=now)
    return pair


def in_touch(session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, now: datetime) -> Request:
    """One of the two says that they write to each other: they are asked how it goes in a month, as after a meeting."""
    pair, party = _party(session, workspace, actor, request)
    return pair if pair.state is State.MET else _found(session, pair, by=party, actor=actor, now=now)


def _found(session: Session, pair: Request, *, by: Party, actor: UserId, now: datetime) -> Request:
    pair = requests.move(session, pair, State.MET, by=by, actor=actor, now=now)
    deadlines.drop(session, pair)
    deadlines.set_(session, pair, Due.MONTHLY, hours.after(pair.draft.hours, now, rules.MONTH_DAYS))
    return notices.track(session, pair, now=now)


def keep(session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, now: datetime) -> datetime | None:
    """Give the two another week to meet; returns when this one is asked again, or None when they have met."""
    pair, party = _party(session, workspace, actor, request)
    if pair.state is State.MET:
        return None
    assert pair.mentor is not None
    deadlines.drop(session, pair)
    _check_in(session, pair, pair.mentor, now=now)
    requests.note(session, pair, "kept", by=actor, now=now)
    requests.change(session, pair)
    mine = Due.MEET if party is Party.ASKER else Due.MEET_MENTOR
    return next(one.due_at for one in deadlines.of_request(session, workspace, pair.id) if one.kind is mine)


def fits(session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, fit: Fit, now: datetime) -> Request:
    """One of the two says how it goes; when it does not, the asker is matched anew, quietly. Returns what it was."""
    pair, party = _party(session, workspace, actor, request)
    requests.note(session, pair, "fit", by=actor, now=now, fit=fit.value)
    if fit is Fit.NOT_GOOD:
        again(session, pair, by=party, actor=actor, now=now)
    elif pair.state is not State.MET:
        met(session, workspace=workspace, actor=actor, request=request, now=now)
    return pair


def is_card(session: Session, request: Request, message: Ts | None) -> bool:
    """Is this message the card by which its asker follows a request?"""
    if message is None or request.status is None:
        return False
    card = outbox.find(session, workspace=request.workspace, promise=request.status)
    return card is not None and card.ts == message


def again(session: Session, pair: Request, *, by: Party, actor: UserId | None, now: datetime) -> Request:
    """Let another request go on in place of this pair; both are told."""
    assert pair.mentor is not None
    mentor = pair.mentor
    since = pair.since if pair.state is State.MATCHED else now  # who never met has been waiting all along
    old = requests.move(session, pair, State.SUPERSEDED, by=by, actor=actor, now=now)
    deadlines.drop(session, old)
    notices.track(session, old, now=now)
    topic = text.bold(old.label)
    if by is not Party.LEAVING:
        said = f"{topic}: {text.user(old.asker)} is continuing with someone else. Thank you for your time!"
        if by is Party.CLOCK:
            said = f"{topic}: I haven't heard from either of you, so I'm looking for another mentor."
        if by is Party.MENTOR:
            said = f"{topic}: someone else is taking over. Thank you for your time!"
        notices.tell(session, old, mentor, asker_views.news(said), what="again", now=now)
    why = {
        Party.CLOCK: f"{topic}: I haven't heard from either of you, so I'm looking for another mentor.",
        Party.MENTOR: f"{topic}: {text.user(mentor)} can't continue, so I'm asking someone else for you.",
        Party.LEAVING: f"{topic}: {text.user(mentor)} has stopped mentoring, so I'm asking someone else for you.",
    }.get(by, f"{topic}: I'm asking someone else for you.")
    notices.news(session, old, why, what="again", now=now)
    return succeed(session, old, since=since, now=now)


def succeed(session: Session, old: Request, *, since: datetime, now: datetime) -> Request:
    """Open the request that goes on in place of another."""
    new = requests.add(
        session, workspace=old.workspace, asker=old.asker, draft=old.draft, now=now, root=old.root, since=since
    )
    if new is None:  # they have an open one for this topic: that one goes on
        twins = requests.asked_by(session, old.workspace, old.asker, rules.OPEN)
        return next(one for one in twins if one.draft.key == old.draft.key)
    return cascade.start(session, new, now=now)


def finish(session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, now: datetime) -> Request:
    """One of the two says they are done: both are asked what came of it."""
    pair, party = _party(session, workspace, actor, request)
    pair = requests.move(session, pair, State.CLOSED, by=party, actor=actor, now=now)
    deadlines.drop(session, pair)
    for user, other in _both(pair):
        card = pair_views.closing(pair, other, is_asker=user == pair.asker)
        notices.tell(session, pair, user, card, what="closing", now=now)
    return notices.track(session, pair, now=now)


def conclude(
    session: Session, *, workspace: WorkspaceId, actor: UserId, request: int, outcome: Outcome, now: datetime
) -> Request:
    """One of the two says what came of it; what the asker says is the outcome."""
    pair = requests.lock(session, workspace, request)
    if pair is None:
        raise Gone
    if actor not in (pair.asker, pair.mentor):
        raise NotAParty
    if pair.state is not State.CLOSED:
        raise Closed
    requests.note(session, pair, "outcome", by=actor, now=now, outcome=outcome.value)
    if actor == pair.asker or pair.outcome is None:
        pair = requests.change(session, pair, outcome=outcome.value)
    return pair


def _party(session: Session, workspace: WorkspaceId, actor: UserId, request: int) -> tuple[Request, Party]:
    """Lock a pair, and tell which of the two somebody is; raise when they are neither, or it is over."""
    pair = requests.lock(session, workspace, request)
    if pair is None:
        raise Gone
    if actor not in (pair.asker, pair.mentor):
        raise NotAParty
    if not pair.is_paired:
        raise Closed
    return pair, Party.ASKER if actor == pair.asker else Party.MENTOR


def _both(pair: Request) -> tuple[tuple[UserId, UserId], tuple[UserId, UserId]]:
    assert pair.mentor is not None
    return (pair.asker, pair.mentor), (pair.mentor, pair.asker)
