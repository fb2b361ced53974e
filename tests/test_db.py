"""Does the database keep its promises: turns in order, lost races run again, one process on a file?"""

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from bot.db import Busy, Database
from bot.errors import Refusal
from bot.fair_lock import FairLock
from bot.ids import WorkspaceId, fresh
from bot.slack import deliveries
from bot.survey import Survey
from tests.effort import spending

HERE = WorkspaceId("T1")
ON_A_SERVER = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def test_turns_are_taken_in_the_order_of_asking() -> None:
    lock, served = FairLock(), []
    assert lock.acquire(timeout=1)
    threads = []
    for number in range(10):
        arrived = threading.Event()

        def wait(number: int = number, arrived: threading.Event = arrived) -> None:
            arrived.set()
            assert lock.acquire(timeout=10)
            served.append(number)
            lock.release()

        thread = threading.Thread(target=wait)
        thread.start()
        arrived.wait()
        while lock.waiting <= number:  # the thread has said that it comes; now it is in the queue
            pass
        threads.append(thread)
    lock.release()
    for thread in threads:
        thread.join()
    assert served == list(range(10))


def test_a_turn_that_takes_too_long_is_given_up_and_blocks_nobody() -> None:
    lock = FairLock()
    assert lock.acquire(timeout=1)
    assert not lock.acquire(timeout=0)
    lock.release()
    assert lock.acquire(timeout=0)


def test_an_event_is_new_once(database: Database, now: datetime) -> None:
    def hear(session: Session) -> bool:
        return deliveries.is_new(session, HERE, "Ev1", now=now)

    assert database.transaction(hear)
    assert not database.transaction(hear)


def test_many_deliveries_of_one_event_have_one_effect(database: Database, now: datetime) -> None:
    heard = []

    def hear() -> None:
        heard.append(database.transaction(lambda session: deliveries.is_new(session, HERE, "Ev2", now=now)))

    threads = [threading.Thread(target=hear) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(heard) == [False] * 7 + [True]


@ON_A_SERVER
def test_connections_that_the_server_has_cut_are_not_noticed(database: Database, now: datetime) -> None:
    everybody = threading.Barrier(5)

    def look(session: Session) -> None:
        session.execute(text("SELECT 1"))
        everybody.wait(10)

    threads = [threading.Thread(target=database.reading, args=(look,)) for _ in range(everybody.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _cut(database)
    assert database.reading(lambda session: session.scalar(text("SELECT 1"))) == 1
    _cut(database)
    assert database.transaction(lambda session: deliveries.is_new(session, HERE, "Ev4", now=now))


@ON_A_SERVER
def test_a_unit_of_work_whose_connection_is_cut_runs_again_and_has_one_effect(
    database: Database, now: datetime
) -> None:
    runs = []

    def unit(session: Session) -> bool:
        is_new = deliveries.is_new(session, HERE, "Ev5", now=now)
        runs.append(is_new)
        if len(runs) == 1:
            _cut(database)
        return is_new

    assert database.transaction(unit)
    assert runs == [True, True]
    assert not database.transaction(lambda session: deliveries.is_new(session, HERE, "Ev5", now=now))


def _cut(database: Database) -> None:
    """Do what a restart of the server does to those connected."""
    other = Database(database.url)
    others = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND pid <> :own")
    with other.engine.connect() as connection:
        own = connection.scalar(text("SELECT pg_backend_pid()"))
        gone = connection.scalars(others, {"name": database.url.database, "own": own}).all()
    other.close()
    assert gone
    assert all(gone)


def test_what_fails_leaves_nothing(database: Database, now: datetime) -> None:
    def fail(session: Session) -> None:
        deliveries.is_new(session, HERE, "Ev3", now=now)
        raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        database.transaction(fail)
    assert database.transaction(lambda session: deliveries.is_new(session, HERE, "Ev3", now=now))


def test_reading_keeps_nothing(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        database.reading(lambda session: session.execute(text("DELETE FROM deliveries")))


def test_a_lost_race_is_run_again(database_url: URL, now: datetime) -> None:
    """Two serializable transactions that read what the other writes: one loses, and runs again."""
    if database_url.get_backend_name() == "sqlite":
        pytest.skip("on SQLite writers take turns; nobody loses a race")
    database = Database(database_url)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as admin:
        admin.execute(
            text(f"ALTER DATABASE {database_url.database} SET default_transaction_isolation = 'serializable'")
        )
    database.engine.dispose()
    meet, runs = threading.Barrier(2), []

    def unit(session: Session, key: str) -> None:
        runs.append(key)
        count = session.scalar(text("SELECT count(*) FROM deliveries"))
        if len(runs) <= 2:
            meet.wait(5)
        deliveries.is_new(session, HERE, f"{key}{count}", now=now)

    threads = [threading.Thread(target=lambda key=key: database.transaction(lambda s: unit(s, key))) for key in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(runs) >= 3
    kept = database.reading(lambda session: session.scalars(text("SELECT key FROM deliveries")).all())
    assert sorted(key[1:] for key in kept) == ["0", "1"]
    database.close()


def test_a_second_process_on_a_sqlite_file_is_refused_with_the_way_out(
    sqlite_template: bytes, tmp_path: object
) -> None:
    url = URL.create("sqlite", database=f"{tmp_path}/pollen.sqlite3")
    first = Database(url)
    with pytest.raises(Refusal, match="PostgreSQL"):
        Database(url)
    first.close()
    Database(url).close()


def test_when_no_connection_comes_free_the_request_is_refused_in_time(database: Database) -> None:
    leave, started = threading.Event(), threading.Semaphore(0)

    def hold(session: Session) -> None:
        session.execute(text("SELECT 1"))
        started.release()
        leave.wait()

    def read() -> None:
        with suppress(Busy):
            database.reading(hold)

    holders = [threading.Thread(target=read) for _ in range(20)]
    for holder in holders:
        holder.start()
    for _ in range(8 if database.is_sqlite else 20):
        started.acquire()
    with pytest.raises(Busy):
        database.reading(hold)
    leave.set()
    for holder in holders:
        holder.join()
    assert database.reading(lambda session: session.scalar(text("SELECT 1"))) == 1


def test_a_queue_that_is_too_long_refuses_instead_of_waiting(tmp_path: object) -> None:
    database = Database(URL.create("sqlite", database=f"{tmp_path}/pollen.sqlite3"))
    inside, leave = threading.Event(), threading.Event()

    def hold(_session: Session) -> None:
        inside.set()
        leave.wait()

    holder = threading.Thread(target=lambda: database.transaction(hold))
    holder.start()
    inside.wait()
    with pytest.raises(Busy):
        database.transaction(lambda _session: None, patience=0)
    leave.set()
    holder.join()
    database.close()


def test_ids_grow_and_fit_a_bigint() -> None:
    made = [fresh() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert made[-1] < 2**63
    assert made[0] > datetime(2026, 1, 1, tzinfo=UTC).timestamp() * 1000


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_that_has_grown_is_surveyed_once_and_its_readers_know(database: Database, now: datetime) -> None:
    def hear(session: Session) -> None:
        for number in range(500):
            deliveries.is_new(session, HERE, f"Ev{number}" + "." * 200, now=now + timedelta(seconds=number))

    def plan(session: Session) -> str:
        asked = text(
            "EXPLAIN QUERY PLAN SELECT key FROM deliveries WHERE workspace = 'T1' AND received_at = 'x' ORDER BY key"
        )
        return str(session.execute(asked).all()[0][3])

    database.transaction(hear)
    assert "(workspace=?)" in database.reading(plan), "it guesses"
    survey = Survey(database)
    survey.run()
    assert "(received_at=?)" in database.reading(plan)
    with spending(database) as spent:
        survey.run()
    assert "ANALYZE" not in spent.statements
