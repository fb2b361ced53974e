"""Does exactly one win, is capacity kept, and are all told, when everything happens at once?"""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from bot.db import Database
from bot.errors import UserError
from bot.ids import UserId
from bot.mentors import service
from bot.mentors.rules import PAIRED, Answer, State, topics
from bot.mentors.service import asking, leaving, roster, vocabulary
from bot.mentors.service import claims as taking
from bot.mentors.service import pairs as pairing
from bot.mentors.store import offers, requests
from bot.outbox import service as outbox
from bot.outbox.rules import State as Promised
from bot.outbox.store.tables import OutboxRow
from tests.mentors import racing
from tests.mentors.town import WORKSPACE, Town

ASKER = UserId("UASKER")
ROOT = Path(__file__).parent.parent.parent


def at_once(town: Town, *units: Callable[[Session], object]) -> list[str]:
    """Run units in threads of their own; return what each was refused with, '' for none."""

    def run(unit: Callable[[Session], object]) -> str:
        try:
            town.do(unit)
        except UserError as error:
            return type(error).__name__
        return ""

    with ThreadPoolExecutor(len(units)) as pool:
        return list(pool.map(run, units))


def posted(town: Town, topic: str = "Kubernetes", asker: str = "UASKER") -> int:
    request = town.ask(asker, topic)
    assert request.state is State.POSTED
    return request.id


def claims(town: Town, request: int, user: str) -> Callable[[Session], object]:
    return lambda s: taking.claim(s, workspace=WORKSPACE, actor=UserId(user), request=request, now=town.now)


def test_twenty_help_at_once_and_one_wins(town: Town) -> None:
    users = [town.person(f"UHELP{number}") for number in range(20)]
    request = posted(town)
    results = at_once(town, *(claims(town, request, user) for user in users))
    assert sorted(set(results)) == ["", "Taken"]
    assert results.count("") == 1
    winner = town.request(request).mentor
    assert winner == users[results.index("")]
    assert f"<@{winner}> took it" in town.heard("CMENTORS")
    assert len([line for line in town.said("UASKER") if "said yes" in line]) == 1
    assert town.history(town.request(request)).count("matched") == 1
    town.check()


def test_all_who_were_asked_accept_at_once(town: Town) -> None:
    for name in ("UANA", "UBEN", "UCEM"):
        town.mentor(name, "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    for _ in range(2):
        town.do(lambda s: asking.next_now(s, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now))
    offers = town.offers(request)
    results = at_once(town, *(accepts(town, offer.id, offer.mentor) for offer in offers))
    assert sorted(results) == ["", "Taken", "Taken"]
    assert sorted(offer.answer for offer in town.offers(request)) == ["accepted", "released", "released"]
    for offer in town.offers(request):
        if offer.answer is Answer.RELEASED:
            assert "took it" in " ".join(town.said(offer.mentor))
    town.check()


def accepts(town: Town, offer: int, mentor: UserId) -> Callable[[Session], object]:
    return lambda s: taking.accept(s, workspace=WORKSPACE, actor=mentor, offer=offer, now=town.now)


@pytest.mark.parametrize("turn", range(4))
def test_accepting_against_withdrawing(town: Town, turn: int) -> None:
    town.mentor("UANA", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    (offer,) = town.offers(request)
    units = [
        accepts(town, offer.id, offer.mentor),
        lambda s: asking.cancel(s, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now),
    ]
    results = at_once(town, *(units if turn % 2 else reversed(units)))
    assert results.count("") == 1
    state = town.request(request).state
    assert state in (State.MATCHED, State.WITHDRAWN)
    assert set(results) == {"", "Settled" if state is State.MATCHED else "Withdrawn"}
    town.check()


def test_one_place_and_five_requests(town: Town) -> None:
    town.mentor("UANA", "Cooking", capacity=1)
    requests = []
    for number in range(5):
        town.person(f"UASKER{number}")
        requests.append(posted(town, asker=f"UASKER{number}"))
    results = at_once(town, *(claims(town, request, "UANA") for request in requests))
    assert sorted(results) == ["", "NoRoom", "NoRoom", "NoRoom", "NoRoom"]
    town.check()


def test_one_place_is_not_asked_about_twice(town: Town) -> None:
    town.mentor("UANA", "Kubernetes", capacity=1)
    for number in range(5):
        town.person(f"UASKER{number}")
    draft = town.draft("Kubernetes")
    at_once(
        town,
        *(
            lambda s, number=number: asking.ask(
                s, workspace=WORKSPACE, asker=UserId(f"UASKER{number}"), draft=draft, now=town.now
            )
            for number in range(5)
        ),
    )
    waiting = town.database.reading(lambda s: offers.waiting(s, WORKSPACE, UserId("UANA")))
    assert len(waiting) == 1
    town.check()


@pytest.mark.parametrize("turn", range(3))
def test_leaving_while_saying_yes(town: Town, turn: int) -> None:
    """Whoever comes first: in the end nobody waits for somebody who has left."""
    town.mentor("UANA", "Kubernetes")
    town.person("UHELP")
    requests = []
    for number in range(4):
        town.person(f"UASKER{number}")
        requests.append(town.ask(f"UASKER{number}", "Kubernetes"))
    open_offers = [offer for request in requests for offer in town.offers(request)]
    other = town.request(requests[3])
    assert other.state is State.POSTED

    def leave(session: Session) -> None:
        town_person_left(town, session, "UANA")

    at_once(
        town,
        *(accepts(town, offer.id, offer.mentor) for offer in open_offers),
        leave,
        claims(town, other.id, "UANA"),
    )
    town.pass_time(hours=1)
    for request in requests:
        newest = town.newest(request)
        assert newest.mentor != "UANA" or newest.state not in PAIRED
        assert newest.is_open
    town.check()


def town_person_left(town: Town, session: Session, user: str) -> None:
    """What `people` does when Slack says that somebody was deactivated: one transaction."""
    town.note_gone(session, user)
    leaving.person_left(session, WORKSPACE, UserId(user), town.now)


def test_both_say_done_at_once(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    (offer,) = town.offers(request)
    town.do(accepts(town, offer.id, offer.mentor))
    results = at_once(
        town,
        *(
            lambda s, user=user: pairing.finish(s, workspace=WORKSPACE, actor=user, request=request.id, now=town.now)
            for user in (ASKER, offer.mentor)
        ),
    )
    assert sorted(results) == ["", "Closed"]
    assert len([line for line in town.said("UASKER") if "How did it go" in line]) == 1


def test_two_processes(town: Town, database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("a SQLite file serves one process at a time")
    town.mentor("UANA", "Cooking", capacity=1)
    users = [town.person(f"UHELP{number}") for number in range(12)]
    wanted = posted(town)
    spare = []
    for number in range(3):
        town.person(f"UASKER{number}")
        spare.append(posted(town, asker=f"UASKER{number}"))
    url = database.url.render_as_string(hide_password=False)
    pairs = [f"{wanted}:{user}" for user in users] + [f"{request}:UANA" for request in spare] * 2
    halves = [pairs[::2], pairs[1::2]]
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", racing.__name__, url, town.now.isoformat(), *half],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for half in halves
    ]
    results = [process.communicate(timeout=60)[0].strip().split(",") for process in processes]
    said = dict(zip(halves[0] + halves[1], results[0] + results[1], strict=True))
    assert all(process.returncode == 0 for process in processes)
    first = [result for pair, result in said.items() if pair.startswith(f"{wanted}:")]
    assert sorted(set(first)) == ["Taken", "won"]
    assert first.count("won") == 1
    loads = town.database.reading(lambda s: offers.load(s, WORKSPACE, UserId("UANA")))
    assert loads == 1
    town.check()


def test_two_skills_offered_at_once_are_both_kept(town: Town) -> None:
    town.person("UANA")
    for turn in range(5):
        names = [f"Topic {turn} {name}" for name in "abc"]
        at_once(town, *(lists(town, "UANA", name) for name in names))
    mentor = town.database.reading(lambda s: roster.profile(s, WORKSPACE, UserId("UANA")))
    assert len(mentor.skills) == 15


def lists(town: Town, user: str, topic: str) -> Callable[[Session], object]:
    found = topics.topics(topic)
    return lambda s: roster.add_topics(s, workspace=WORKSPACE, user=UserId(user), found=found, now=town.now)


def test_names_for_topics_given_at_once_are_all_kept(town: Town) -> None:
    target = topics.topic("Kubernetes")
    assert target is not None
    for turn in range(5):
        shorts = [one for name in "abcd" if (one := topics.topic(f"k{turn}{name}")) is not None]
        at_once(
            town,
            *(lambda s, one=one: vocabulary.add_alias(s, WORKSPACE, one, target) for one in shorts),
        )
    assert len(town.database.reading(lambda s: vocabulary.additions(s, WORKSPACE))) == 20


def test_five_stay_open_however_many_are_asked_for_at_once(town: Town) -> None:
    names = ("Rust", "Go", "SQL", "Swift", "Negotiation", "Kubernetes", "Terraform", "Writing")
    drafts = [town.draft(name) for name in names]
    results = at_once(
        town,
        *(
            lambda s, draft=draft: asking.ask(s, workspace=WORKSPACE, asker=ASKER, draft=draft, now=town.now)
            for draft in drafts
        ),
    )
    assert sorted(results) == [""] * 5 + ["TooManyOpen"] * 3
    assert len(town.database.reading(lambda s: requests.asked_by(s, WORKSPACE, ASKER))) == 5
    town.check()


@pytest.fixture
def postgresql(town: Town) -> Town:
    """Two sessions at a time, each step of each in its turn."""
    if town.database.is_sqlite:
        pytest.skip("one writes at a time on SQLite, whatever they do")
    return town


def while_held(town: Town, held: Callable[[Session], object], other: Callable[[Session], object]) -> None:
    """Begin one thing, begin another that has to wait for it, and end the first."""
    with Session(town.database.engine, expire_on_commit=False) as first, ThreadPoolExecutor(1) as pool:
        with first.begin():
            held(first)
            second = pool.submit(town.do, other)
            waits_for_a_lock(town)
        second.result(timeout=20)


def waits_for_a_lock(town: Town) -> None:
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    for _ in range(2000):
        with town.database.engine.connect() as connection:
            if connection.scalar(waiting):
                return
    raise AssertionError("nobody waits")


def test_a_profile_saved_while_a_name_is_given_keeps_both(postgresql: Town) -> None:
    town = postgresql
    town.mentor("UANA", "k9s")
    short, target = topics.topic("k9s"), topics.topic("Kubernetes")
    assert short is not None
    assert target is not None

    def fill(session: Session) -> None:
        mentor = roster.profile(session, WORKSPACE, UserId("UANA"))
        roster.save(session, replace(mentor, capacity=7, about="Ask me anything"), now=town.now)

    while_held(town, fill, lambda s: vocabulary.add_alias(s, WORKSPACE, short, target))
    mentor = town.database.reading(lambda s: roster.profile(s, WORKSPACE, UserId("UANA")))
    assert (mentor.capacity, mentor.about) == (7, "Ask me anything")
    assert [one.key for one in mentor.skills] == ["kubernetes"]


def test_a_skill_agreed_to_while_another_is_listed_is_not_lost(postgresql: Town) -> None:
    town = postgresql
    town.mentor("UANA", "Rust")
    while_held(town, lists(town, "UANA", "SQL"), lists(town, "UANA", "Go"))
    mentor = town.database.reading(lambda s: roster.profile(s, WORKSPACE, UserId("UANA")))
    assert [one.label for one in mentor.skills] == ["Rust", "SQL", "Go"]


def test_a_message_that_cannot_be_delivered_waits_for_no_request(postgresql: Town) -> None:
    """Elsewhere a request is locked before its messages: the other way round here, two would wait for each other."""
    town = postgresql
    town.mentor("UANA", "Kubernetes")
    town.mentor("UBEN", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    card = town.offers(request)[0].card
    assert card is not None

    def settle(session: Session) -> None:
        session.execute(text("SET LOCAL lock_timeout = '2s'"))
        one = (OutboxRow.workspace == WORKSPACE, OutboxRow.id == card)
        session.execute(update(OutboxRow).where(*one).values(state=Promised.DEAD))
        found = outbox.find(session, workspace=WORKSPACE, promise=card)
        assert found is not None
        service.settled(session, found, now=town.now)

    with Session(town.database.engine) as first, first.begin():
        requests.lock(first, WORKSPACE, request.id)
        town.do(settle)
    town.pass_time(seconds=1)
    assert [one.answer for one in town.offers(request)] == [Answer.UNREACHABLE, Answer.ASKED]
    town.check()
