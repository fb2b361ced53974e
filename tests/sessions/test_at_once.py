"""Is everything about a session done once: by many at a time, by two processes, after a crash, when one has left?"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import Database
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.outbox.store.tables import OutboxRow
from bot.people import rules as people_rules
from bot.people import store as people_store
from bot.sessions import jobs
from bot.sessions.rules import QUESTIONS, Reply, State, refusals
from bot.sessions.rules.values import Guest, Meeting, Plan
from bot.sessions.service import clock, hosting, leaving, planning, proposing, questions, replies
from bot.sessions.store import guests, meetings
from bot.sessions.store import questions as question_rows
from bot.workspaces import service as workspaces
from tests.units import Units

T, HOST, CHANNEL = WorkspaceId("T1"), UserId("UHOST"), ChannelId("C1")


@dataclass(kw_only=True)
class Hall(Units):
    def person(self, user: str, *, is_gone: bool = False) -> UserId:
        standing = people_rules.Standing.GONE if is_gone else people_rules.Standing.MEMBER
        one = people_rules.Person(
            workspace=T, user=UserId(user), name=user, standing=standing, zone="Europe/Amsterdam", seen_at=self.now
        )
        self.do(lambda session: people_store.save(session, one))
        return UserId(user)

    def meeting(self, *, places: int | None = None, is_host: bool = True, is_planned: bool = True) -> Meeting:
        return self.do(
            lambda session: proposing.propose(
                session,
                workspace=T,
                user=HOST,
                plan=Plan(title="SQL", places=places),
                channel=CHANNEL,
                is_host=is_host,
                starts_at=self.now + timedelta(days=7) if is_planned else None,
                key="one",
                now=self.now,
            )
        )

    def answers(self, meeting: Meeting, user: UserId, reply: Reply) -> Reply:
        return self.do(
            lambda session: replies.answer(session, T, meeting.id, user, reply, where=CHANNEL, now=self.now)
        )[1]

    def found(self, meeting: Meeting) -> Meeting:
        found = self.do(lambda session: meetings.find(session, T, meeting.id))
        assert found is not None
        return found

    def said(self, words: str) -> Counter[str]:
        """How often each has been written to with these words."""

        def unit(session: Session) -> Counter[str]:
            rows = session.scalars(select(OutboxRow).where(OutboxRow.kind == "direct"))
            return Counter(row.users for row in rows if row.message and words in row.message["text"])

        return self.do(unit)


@pytest.fixture
def hall(database: Database, now: datetime) -> Hall:
    hall = Hall(database=database, now=now)
    hall.do(lambda session: workspaces.install(session, T, name="Hall", bot_user=UserId("UBOT"), bot_id="B1", now=now))
    hall.person(HOST)
    return hall


def test_of_many_who_want_the_last_places_at_once_just_so_many_get_one(hall: Hall) -> None:
    meeting = hall.meeting(places=3)
    users = [hall.person(f"U{number:03}") for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        became = list(pool.map(lambda user: hall.answers(meeting, user, Reply.GOING), users))
    assert Counter(became) == {Reply.GOING: 3, Reply.WAITING: 9}
    assert hall.do(lambda session: guests.count(session, meeting)).of(Reply.GOING) == 3


def test_of_many_who_ask_at_once_just_so_many_find_room_and_without_a_name_no_one_is_kept(hall: Hall) -> None:
    meeting = hall.meeting()
    users = [hall.person(f"U{number:03}") for number in range(QUESTIONS + 5)]

    def asks(user: UserId) -> bool:
        def unit(session: Session) -> None:
            words = f"What about {user[1:]}?"
            questions.ask(session, T, meeting.id, user, words, is_named=False, where=CHANNEL, now=hall.now)

        try:
            hall.do(unit)
        except refusals.EnoughQuestions:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(asks, users)) == QUESTIONS
    after = hall.found(meeting)
    assert after.questions == QUESTIONS
    kept = hall.do(lambda session: question_rows.every(session, after))
    assert {one.user for one in kept} == {None}
    assert len(kept) == QUESTIONS


def test_of_two_who_would_host_it_at_once_one_does(hall: Hall) -> None:
    meeting = hall.meeting(is_host=False, is_planned=False)
    users = [hall.person("UANA"), hall.person("UBO")]

    def hosts(user: UserId) -> bool:
        try:
            hall.do(lambda session: hosting.host(session, T, meeting.id, user, where=CHANNEL, now=hall.now))
        except refusals.HasAHost:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(hosts, users)) == [False, True]


def test_five_hundred_hear_once_that_it_moved_and_once_that_it_is_cancelled_from_two_processes(hall: Hall) -> None:
    meeting = hall.meeting()
    users = [UserId(f"U{number:03}") for number in range(500)]

    def crowd(session: Session) -> None:
        found = replies.locked(session, T, meeting.id)
        for user in users:
            guests.save(session, found, Guest(user=user, reply=Reply.GOING, since=hall.now))

    hall.do(crowd)
    at = hall.now + timedelta(days=8)
    hall.do(lambda session: planning.plan(session, T, meeting.id, HOST, at, now=hall.now))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: jobs.tick(hall.runtime), range(2)))
    jobs.tick(hall.runtime)
    assert hall.said("has moved") == dict.fromkeys(users, 1)
    hall.do(lambda session: planning.cancel(session, T, meeting.id, HOST, now=hall.now))
    jobs.tick(hall.runtime)
    jobs.tick(hall.runtime)
    assert hall.said("is cancelled.") == {**dict.fromkeys(users, 1), HOST: hall.said("is cancelled.")[HOST]}


def test_what_dies_before_its_commit_is_done_again_and_said_once(hall: Hall) -> None:
    meeting = hall.meeting()
    ana = hall.person("UANA")
    hall.answers(meeting, ana, Reply.GOING)
    hall.now += timedelta(days=6, hours=1)
    (deadline,) = hall.do(lambda session: clock.due(session, now=hall.now, most=10))

    class Killed(Exception):
        pass

    def dies(session: Session) -> None:
        clock.tick(session, deadline, now=hall.now)
        raise Killed

    with pytest.raises(Killed):
        hall.do(dies)
    assert hall.said("SQL is ") == {}
    jobs.tick(hall.runtime)
    jobs.tick(hall.runtime)
    assert hall.said("SQL is ")[ana] == 1


def test_a_host_who_leaves_the_company_is_replaced_and_a_guests_place_goes_to_the_next(hall: Hall) -> None:
    meeting = hall.meeting(places=1)
    ana, bo = hall.person("UANA"), hall.person("UBO")
    assert hall.answers(meeting, ana, Reply.GOING) is Reply.GOING
    assert hall.answers(meeting, bo, Reply.GOING) is Reply.WAITING
    hall.person(ana, is_gone=True)
    hall.do(lambda session: leaving.person_left(session, T, ana, hall.now))
    assert hall.said("A place is free") == {bo: 1}
    hall.person(HOST, is_gone=True)
    hall.do(lambda session: leaving.person_left(session, T, HOST, hall.now))
    jobs.tick(hall.runtime)
    after = hall.found(meeting)
    assert (after.state, after.host, after.starts_at) == (State.WISHED, None, None)
    assert hall.said("no host right now") == {bo: 1}


def test_a_wish_nobody_hosts_is_closed_and_everybody_hears(hall: Hall) -> None:
    meeting = hall.meeting(is_host=False, is_planned=False)
    ana = hall.person("UANA")
    hall.answers(meeting, ana, Reply.INTERESTED)
    hall.now += timedelta(days=29)
    jobs.tick(hall.runtime)
    jobs.tick(hall.runtime)
    assert hall.found(meeting).state is State.CANCELLED
    assert hall.said("No one could host") == {ana: 1}
    assert hall.said("for four weeks") == {HOST: 1}
    with pytest.raises(refusals.Cancelled):
        hall.answers(meeting, ana, Reply.INTERESTED)
