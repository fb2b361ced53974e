"""Sixty sessions a week among three hundred people: does each end held or cancelled, and does everybody hear once?"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.ids import UserId
from bot.outbox.store.tables import OutboxRow
from bot.sessions import jobs
from bot.sessions.rules import Reply, State
from bot.sessions.rules.values import Meeting, Plan
from bot.sessions.service import hosting, planning, proposing, replies
from bot.sessions.store import guests
from bot.sessions.store.tables import DueRow
from tests.sessions.test_at_once import CHANNEL, Hall, T
from tests.sessions.test_at_once import hall as hall

SESSIONS, PEOPLE = 60, 300


@dataclass(kw_only=True)
class Course:
    """A session, who answered it, and what is done to it when."""

    meeting: Meeting
    answered: dict[UserId, Reply]
    moved: bool = False
    cancelled: bool = False
    left: bool = False
    deeds: list[tuple[datetime, Callable[[Session], object]]] = field(default_factory=list)

    def text(self, words: str) -> str:
        return f"{self.meeting.plan.title} {words}"


def planned(hall: Hall, chance: random.Random, number: int, people: list[UserId]) -> Course:
    """A session within the week, with up to a dozen who come; some are moved, cancelled or left by their host."""
    host, *others = chance.sample(people, chance.randint(4, 13))
    starts_at = hall.now + timedelta(days=chance.randint(2, 8), hours=chance.randint(0, 9))
    replied = {user: chance.choice((Reply.GOING, Reply.GOING, Reply.MAYBE)) for user in others}

    def unit(session: Session) -> Meeting:
        made = proposing.propose(
            session,
            workspace=T,
            user=host,
            plan=Plan(title=f"Lesson {number:03}", places=chance.choice((None, 6))),
            channel=CHANNEL,
            is_host=True,
            starts_at=starts_at,
            key=f"lesson:{number}",
            now=hall.now,
        )
        for user, reply in replied.items():
            _, replied[user] = replies.answer(session, T, made.id, user, reply, where=CHANNEL, now=hall.now)
        return made

    made = hall.do(unit)
    course = Course(meeting=made, answered=replied)
    what, when = chance.random(), starts_at - timedelta(hours=chance.randint(2, 40))
    if what < 0.1:
        course.moved = True
        later = starts_at + timedelta(hours=20)
        course.deeds.append((when, lambda s: planning.plan(s, T, made.id, host, later, now=hall.now)))
    elif what < 0.2:
        course.cancelled = True
        course.deeds.append((when, lambda s: planning.cancel(s, T, made.id, host, now=hall.now)))
    elif what < 0.25:
        course.left = True
        course.deeds.append((when, lambda s: hosting.step_back(s, T, made.id, host, now=hall.now)))
    return course


def heard(hall: Hall) -> Counter[tuple[str, str]]:
    """How often each has been written to with which text."""

    def unit(session: Session) -> Counter[tuple[str, str]]:
        rows = session.execute(select(OutboxRow.users, OutboxRow.message).where(OutboxRow.kind == "direct"))
        return Counter((str(users), message["text"]) for users, message in rows if message)

    return hall.do(unit)


def next_due(session: Session) -> datetime | None:
    return session.scalar(select(func.min(DueRow.due_at)))


def test_each_session_is_held_or_cancelled_and_everybody_hears_once(hall: Hall) -> None:
    chance = random.Random(18)
    people = [hall.person(f"U{number:03}") for number in range(PEOPLE)]
    courses = [planned(hall, chance, number, people) for number in range(SESSIONS)]
    deeds = sorted((deed for one in courses for deed in one.deeds), key=lambda deed: deed[0])
    until = hall.now + timedelta(days=45)
    while (due := hall.do(next_due)) is not None or deeds:
        if deeds and (due is None or deeds[0][0] <= due):
            at, deed = deeds.pop(0)
            hall.now = max(hall.now, at)
            hall.do(deed)
        elif due is not None and due <= until:
            hall.now = max(hall.now, due)
        else:
            break
        jobs.tick(hall.runtime)
    told = heard(hall)
    twice = {key: many for key, many in told.items() if many > 1}
    assert not twice
    ends = Counter(hall.found(one.meeting).state for one in courses)
    assert set(ends) == {State.OVER, State.CANCELLED}
    for one in courses:
        everybody = set(one.answered)
        for words, is_so in (("has moved", one.moved), ("is cancelled.", one.cancelled), ("has no host", one.left)):
            # its host has a card that says so
            hear = {user for (user, text) in told if one.text(words) in text} - {one.meeting.host}
            assert hear == (everybody if is_so else set()), (words, one)
        if not one.cancelled and not one.left:
            final = hall.do(partial(guests.some, meeting=one.meeting, replies={Reply.GOING}))
            hear = {user for (user, text) in told if one.text("starts now") in text}
            assert hear - {one.meeting.host} == {guest.user for guest in final}, one
