"""Does exactly one win, is capacity kept, and are all told, when everything happens at once?"""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.db import Database
from bot.errors import UserError
from bot.ids import UserId
from bot.mentors.rules import PAIRED, Answer, State
from bot.mentors.service import asking, leaving
from bot.mentors.service import claims as taking
from bot.mentors.service import pairs as pairing
from bot.mentors.store import offers
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
    assert len([line for line in town.said("UASKER") if "What came of it" in line]) == 1


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
