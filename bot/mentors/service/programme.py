"""How is mentoring going? What is open, how long people wait, where mentors are missing, who carries much."""

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.mentors import rules
from bot.mentors.rules import Outcome, State
from bot.mentors.rules.matching import teaches
from bot.mentors.rules.refusals import NotTheOwner
from bot.mentors.rules.values import Demand, Load, Mentor, Programme, Request
from bot.mentors.store import mentors, offers, requests
from bot.people import service as people
from bot.people.rules import hours

LATELY = 200  #: requests of which it is told how long they took; all that were ever made say little of today
_AGES = ((2, "up to 2 days"), (5, "3 to 5 days"), (10, "6 to 10 days"), (10_000, "more than 10 days"))


def programme(session: Session, workspace: WorkspaceId, actor: UserId, *, now: datetime) -> Programme:
    """Return the owner's view; raise for anybody else."""
    if not people.is_admin(session, workspace, actor):
        raise NotTheOwner
    lately = requests.newest(session, workspace, most=LATELY)
    mentors_here = here(session, workspace)
    waiting = requests.in_states(session, workspace, rules.OPEN)
    return Programme(
        ages=_ages(waiting, now),
        open_requests=tuple(sorted(waiting, key=lambda one: one.since)),
        days_to_answer=_median(lately, "answered_at"),
        days_to_match=_median(lately, "matched_at"),
        demands=demands(waiting, mentors_here),
        loads=_loads(session, workspace, mentors_here),
        outcomes=_outcomes(requests.tally(session, workspace)),
    )


def here(session: Session, workspace: WorkspaceId) -> tuple[Mentor, ...]:
    """Return the mentors who are colleagues still."""
    listed = mentors.every(session, workspace)
    known = people.people(session, workspace, [one.user for one in listed])
    return tuple(one for one in listed if one.user in known and known[one.user].is_here)


def demands(waiting: Sequence[Request], teaching: Sequence[Mentor]) -> tuple[Demand, ...]:
    """Return the topics people wait for, those with the fewest mentors for the most people first."""
    count = Counter(one.draft.key for one in waiting)
    labels = {one.draft.key: one.label for one in waiting}
    listed = [one for one in teaching if one.is_listed]
    found = [
        Demand(key=key, label=labels[key], waiting=number, mentors=sum(teaches(one, key) for one in listed))
        for key, number in count.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.mentors - one.waiting, one.label)))


def _ages(waiting: Sequence[Request], now: datetime) -> tuple[tuple[str, int], ...]:
    days = [(now - one.since) / timedelta(days=1) for one in waiting]
    found, before = [], 0
    for limit, name in _AGES:
        upto = sum(age < limit + 1 for age in days)
        found.append((name, upto - before))
        before = upto
    return tuple(found)


def _median(lately: Sequence[Request], name: str) -> float | None:
    spans = [
        hours.worked(one.draft.hours, one.asked_at, moment)
        for one in lately
        if (moment := getattr(one, name)) is not None and moment >= one.asked_at
    ]
    return statistics.median(spans) if spans else None


def _loads(session: Session, workspace: WorkspaceId, teaching: Sequence[Mentor]) -> tuple[Load, ...]:
    loads = offers.loads(session, workspace)
    found = [
        Load(mentor=one.user, load=loads[one.user], capacity=one.capacity, is_paused=one.paused_at is not None)
        for one in teaching
        if one.is_listed or loads[one.user]
    ]
    return tuple(sorted(found, key=lambda one: (-one.load, one.mentor)))


def _outcomes(tally: Mapping[tuple[State, Outcome | None], int]) -> tuple[tuple[str, int], ...]:
    said = Counter({outcome: count for (state, outcome), count in tally.items() if state is State.CLOSED})
    rest = (
        ("not said", said[None]),
        ("in touch", sum(count for (state, _), count in tally.items() if state in rules.PAIRED)),
        ("cancelled", sum(count for (state, _), count in tally.items() if state is State.WITHDRAWN)),
    )
    names = {Outcome.REACHED: "goal reached", Outcome.PARTLY: "partly", Outcome.NOT_REACHED: "not this time"}
    return (*((name, said[outcome]) for outcome, name in names.items()), *rest)
