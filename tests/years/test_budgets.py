"""What does each listener and each job cost? The same after four times as long a history, and never above its budget.

Both histories are short for the sake of the tests' time; a number of statements does not depend on how long they are.
The whole five years are in `tests/benchmarks/years.py`, with seconds instead of counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.db import Database
from bot.ids import WorkspaceId
from bot.kudos import service as kudos
from tests.effort import spending
from tests.listeners import key
from tests.years import past
from tests.years.hands import hands, named
from tests.years.history import LONG, SHORT, Size
from tests.years.stories import STORIES
from tests.years.test_scenes import BUDGETS
from tests.years.walks import walks

pytestmark = pytest.mark.xdist_group("years")

Copy = Callable[[str, Size], URL]
KINDS = ("sqlite", "postgresql")

#: How much more work of Python's four times the history may make, less than it is longer: a page that shows the last
#: few is not full yet in the shorter one, and a week of the longer one is a busier week.
MORE = 3.0

#: What is found, asked and said in one minute may be followed by something in the next; not for ever.
ROUNDS = 5

#: A day on which nothing happened asks for a little less, and so does a person who has done nothing of a kind (two).
ALMOST = 1.08

#: What the clock calls, with the statements of a run that finds nothing to do. The company's size counts, its history
#: does not: forty channels' digests of two weeks, and of three, are looked at, some fifteen statements each.
JOBS: dict[str, int] = {
    "outbox": 4,
    "index": 5,
    "circles": 4,
    "links": 2,
    "narrowed shares": 4,
    "wishes": 2,
    "questions": 2,
    "answers to earlier questions": 2,
    "mentors": 2,
    "sessions": 2,
    "session places": 9,
    "group sessions": 6,
    "mentor suggestions": 40,
    "digests": 2,
    "digest channels": 2,
    "digest repairs": 1300,
    "old digest repairs": 2000,
    "recaps": 30,
    "kudos places": 2,
    "kudos patterns": 8,
    "kudos drafts": 3,
    "leaders' letters": 10,
    "certificates": 2,
    "milestones noticed": 45,
    "milestone places": 2,
    "canvases": 5,
    "settled flags": 3,
    "corrections": 5,
    "flags for the curators": 5,
    "letters of the desk": 16,
    "thanks for articles": 18,
    "forget the desk": 12,
    "newer blocks": 2,
    "forget calls": 4,
    "twins": 4,
    "forget questions": 6,
    "forget promises": 8,
    "forget deliveries": 6,
    "database survey": 2,
}


@dataclass(frozen=True, kw_only=True)
class Bill:
    """What was counted on one history."""

    statements: dict[str, int]
    instructions: dict[str, int]
    #: statements that read a table of years from its beginning to its end, with SQLite's plan
    walks: dict[str, str]
    #: listeners that no story reached, by the names of their scenes
    unreached: frozenset[str]


@pytest.fixture(scope="module", params=KINDS)
def bills(request: pytest.FixtureRequest, made: Copy, tmp_path_factory: pytest.TempPathFactory) -> tuple[Bill, Bill]:
    """Let everybody do everything, in both histories."""
    long = _bill(made(request.param, LONG), tmp_path_factory.mktemp("long"))
    if request.param != "sqlite":  # what is asked is the same on both
        return long, long
    return _bill(made(request.param, SHORT), tmp_path_factory.mktemp("short")), long


def test_the_history_is_one_the_bot_would_have_written(copy: Copy) -> None:
    for kind in KINDS:
        database = Database(copy(kind, LONG))
        assert database.reading(lambda session: kudos.drift(session, WorkspaceId("T0MEADOW"))) == ()
        database.close()


def test_a_listener_asks_no_more_of_the_database_than_its_budget(bills: tuple[Bill, Bill]) -> None:
    for bill in bills:
        above = {name: (count, STORIES[name][0]) for name, count in bill.statements.items() if count > STORIES[name][0]}
        assert not above


def test_no_listener_is_without_a_budget(bills: tuple[Bill, Bill]) -> None:
    """A new one gets its story in `stories.py`, or its scene's budget in `test_scenes.py`."""
    for bill in bills:
        assert bill.unreached == set(BUDGETS)


def test_a_longer_history_makes_no_listener_dearer(bills: tuple[Bill, Bill]) -> None:
    short, long = bills
    dearer = _grown(short.statements, long.statements)
    assert not dearer
    slower = {
        name: (count, long.instructions[name])
        for name, count in short.instructions.items()
        if count * MORE + 500 < long.instructions[name]
    }
    assert not slower


def test_no_listener_reads_what_happened_in_all_years(bills: tuple[Bill, Bill]) -> None:
    """SQLite tells how it would find what is asked for; one workspace is nearly all there is in a table."""
    _, long = bills
    assert not long.walks


@pytest.mark.parametrize("kind", KINDS)
def test_a_job_that_finds_nothing_to_do_writes_nothing_and_asks_little(kind: str, copy: Copy, tmp_path: Path) -> None:
    sizes = {"long": LONG} if kind != "sqlite" else {"short": SHORT, "long": LONG}
    counted = {size: _idle(copy(kind, size), tmp_path / name) for name, size in sizes.items()}
    assert set(JOBS) == set(counted[LONG])
    wrote = {name: written for idle in counted.values() for name, (_, written) in idle.items() if written}
    assert not wrote
    asked = {size: {name: count for name, (count, _) in idle.items()} for size, idle in counted.items()}
    every = [one for counts in asked.values() for one in counts.items()]
    above = {name: (count, JOBS[name]) for name, count in every if count > JOBS[name]}
    assert not above
    assert not _grown(asked.get(SHORT, asked[LONG]), asked[LONG])


def _grown(short: dict[str, int], long: dict[str, int]) -> dict[str, tuple[int, int]]:
    return {name: (count, long[name]) for name, count in short.items() if count * ALMOST + 2 < long[name]}


def _bill(copy_of: URL, folder: Path) -> Bill:
    statements, work = {}, {}
    is_counting = copy_of.get_backend_name() == "sqlite"  # Python does the same on both
    with past.copied(copy_of, folder) as copy, hands(copy, folder, is_counting=is_counting) as everybody:
        for name, (_, story) in STORIES.items():
            story(everybody)
            statements[name], work[name] = everybody.costs[-1].statements, everybody.costs[-1].instructions
        reached = {cost.listener for cost in everybody.costs}
        walked = walks(copy, [one for cost in everybody.costs for one in cost.asked]) if is_counting else {}
        unreached = frozenset(key(one) for one in everybody.office.bot.listeners if named(one) not in reached)
    return Bill(statements=statements, instructions=work, walks=walked, unreached=unreached)


def _idle(url: URL, folder: Path) -> dict[str, tuple[int, int]]:
    """Let all jobs work until there is nothing left, and count what each asks and writes then."""
    folder.mkdir()
    with hands(url, folder) as everybody:
        office = everybody.office
        found: dict[str, tuple[int, int]] = {}
        for _ in range(ROUNDS):
            office.works(rounds=200)
            office.clock.advance(timedelta(minutes=1))
            for job in office.bot.jobs:
                with spending(office.database) as spent:
                    job.run()
                found[job.name] = (len(spent), spent.written)
            if not any(written for _, written in found.values()):
                break
    return found
