"""Do exactly as many kudos count as are left, when many are given at the same moment?

64 gifts of one giver with 5 left: 5 count, 59 are sent uncounted, none is lost. Four processes on PostgreSQL, also on
one whose default isolation is SERIALIZABLE; one process on SQLite. POLLEN_ROUNDS=50 for the long run.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import func, select

from bot.db import Database
from bot.kudos.rules.budget import Count
from bot.kudos.store.tables import GestureRow, GiftRow
from bot.outbox.store.tables import OutboxRow
from tests.kudos.company import Company
from tests.kudos.hammer import GIVER, NOW, receiver, strike

ROUNDS = int(os.environ.get("POLLEN_ROUNDS", "3"))
LEFT = 5
EVERYBODY = 64


@pytest.fixture
def crowd(database: Database) -> Company:
    company = Company(database=database, now=NOW)
    company.choose(allowance=LEFT)
    for user in (GIVER, *map(receiver, range(EVERYBODY))):
        company.person(user)
    return company


@pytest.mark.parametrize("isolation", ["its own", "SERIALIZABLE"])
def test_exactly_as_many_count_as_are_left(crowd: Company, isolation: str) -> None:
    if crowd.database.is_sqlite and isolation != "its own":
        pytest.skip("SQLite knows one isolation")
    if isolation == "SERIALIZABLE":
        _make_serializable(crowd.database)
    with _strikers(crowd.database) as strikers:
        for turn in range(ROUNDS):
            now = NOW + timedelta(days=7 * turn)  # the earlier round is out of the window
            counts = Counter(strikers(turn, now.isoformat()))
            assert counts == {Count.COUNTED: LEFT, Count.BEYOND: EVERYBODY - LEFT}, f"round {turn}"
    sums = crowd.do(
        lambda session: [
            session.scalar(select(func.count()).select_from(table)) for table in (GestureRow, GiftRow, OutboxRow)
        ]
    )
    assert sums == [EVERYBODY * ROUNDS] * 3


def _make_serializable(database: Database) -> None:
    name = database.url.database
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'")
    database.engine.dispose()
    with database.engine.connect() as connection:
        assert connection.scalar(sqlalchemy.text("SHOW transaction_isolation")) == "serializable"


@contextmanager
def _strikers(database: Database) -> Iterator[Callable[[int, str], list[Count]]]:
    """Yield what strikes once with everybody: threads on SQLite, processes on PostgreSQL."""
    if database.is_sqlite:
        yield lambda turn, now: strike(
            database, numbers=range(EVERYBODY), turn=turn, now=NOW + timedelta(days=7 * turn)
        )
        return
    processes, threads = 4, EVERYBODY // 4
    url = database.url.render_as_string(hide_password=False)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.kudos.hammer", url, str(number), str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for number in range(processes)
    ]

    def together(turn: int, now: str) -> list[Count]:
        for process in running:
            assert process.stdin
            process.stdin.write(f"{turn} {now}\n")
            process.stdin.flush()
        lines = [process.stdout.readline() for process in running if process.stdout]
        return [Count(word) for line in lines for word in line.split()]

    try:
        for process in running:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        yield together
    finally:
        for process in running:
            process.communicate(timeout=60)
