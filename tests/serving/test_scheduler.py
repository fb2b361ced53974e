"""What runs by itself: on time, at once when hurried, and for ever, whatever a run comes to."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.scheduler import Every, Job, Scheduler, SteadyTime


@contextmanager
def running(*jobs: Job, seconds: Callable[[], float] = time.monotonic) -> Iterator[Scheduler]:
    scheduler = Scheduler(jobs, seconds=seconds)
    scheduler.start()
    yield scheduler
    scheduler.stop()


def test_a_job_runs_at_the_start_and_then_again_and_again() -> None:
    runs: queue.Queue[float] = queue.Queue()
    with running(Job(name="count", every=0.05, run=lambda: runs.put(time.monotonic()))) as scheduler:
        for _ in range(4):
            runs.get(timeout=5)
        assert scheduler.age < 5


def test_a_job_that_fails_is_logged_with_a_reference_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    runs: queue.Queue[None] = queue.Queue()

    def fail() -> None:
        runs.put(None)
        raise ValueError("no luck")

    with running(Job(name="fail", every=0.02, run=fail)):
        for _ in range(3):
            runs.get(timeout=5)
    failed = [record for record in caplog.records if record.message == "job failed"]
    assert len(failed) >= 2
    assert failed[0].__dict__["job"] == "fail"
    assert len(failed[0].__dict__["reference"]) == 6


def test_a_slow_job_delays_no_other() -> None:
    leave, runs = threading.Event(), queue.Queue[None]()
    slow = Job(name="slow", every=0.02, run=lambda: leave.wait(10))
    with running(slow, Job(name="quick", every=0.02, run=lambda: runs.put(None))):
        for _ in range(5):
            runs.get(timeout=5)
        leave.set()


def test_only_so_many_run_at_once() -> None:
    begun, leave, lock = queue.Queue[int](), threading.Event(), threading.Lock()
    now = 0

    def work() -> None:
        nonlocal now
        with lock:
            now += 1
            begun.put(now)
        leave.wait(10)
        with lock:
            now -= 1

    with running(Job(name="deliver", every=0.01, run=work, at_once=4)) as scheduler:
        assert [begun.get(timeout=5) for _ in range(4)] == [1, 2, 3, 4]
        for _ in range(20):
            scheduler.hurry("deliver")
        with pytest.raises(queue.Empty):
            begun.get(timeout=0.1)
        leave.set()


def test_hurrying_runs_a_job_now() -> None:
    runs: queue.Queue[None] = queue.Queue()
    with running(Job(name="deliver", every=3600, run=lambda: runs.put(None))) as scheduler:
        runs.get(timeout=5)
        scheduler.hurry("deliver")
        runs.get(timeout=5)


def test_hurrying_a_job_that_runs_makes_it_run_once_more_and_not_a_hundred_times() -> None:
    runs, leave = queue.Queue[None](), threading.Event()

    def work() -> None:
        runs.put(None)
        leave.wait(10)

    with running(Job(name="deliver", every=3600, run=work)) as scheduler:
        runs.get(timeout=5)
        for _ in range(100):
            scheduler.hurry("deliver")
        leave.set()
        runs.get(timeout=5)
        with pytest.raises(queue.Empty):
            runs.get(timeout=0.2)


def test_stopping_waits_for_what_runs_but_not_for_ever() -> None:
    begun, leave = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        leave.wait(10)

    scheduler = Scheduler([Job(name="slow", every=3600, run=work)])
    scheduler.start()
    assert begun.wait(5)
    assert not scheduler.stop(timeout=0.05)
    leave.set()
    assert scheduler.stop(timeout=5)
    scheduler.hurry("slow")


def test_a_scheduler_that_never_started_stops_too() -> None:
    assert Scheduler([Job(name="nothing", every=1, run=lambda: None)]).stop()


def test_the_ticker_does_not_look_at_the_clock_on_the_wall() -> None:
    """Set back by an hour or ahead by a year, it leaves the intervals as they are."""
    seconds = 5.0
    zone = SteadyTime(lambda: seconds)
    first = datetime.now(zone)
    assert datetime.now(zone) == first
    seconds += 90
    assert datetime.now(zone) - first == timedelta(seconds=90)
    assert first.astimezone(UTC) == datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC)


def test_what_was_missed_is_not_counted_tick_by_tick() -> None:
    """A machine that slept for sixty days has five million ticks of a second behind it: one is made up for."""
    slept = 0.0
    runs: queue.Queue[None] = queue.Queue()
    job = Job(name="count", every=0.05, run=lambda: runs.put(None))
    with running(job, seconds=lambda: time.monotonic() + slept) as scheduler:
        runs.get(timeout=5)
        began, slept = time.process_time(), 60 * 86_400.0
        for _ in range(3):
            runs.get(timeout=5)
        assert time.process_time() - began < 1
        assert scheduler.age < 60 * 86_400 + 10


def test_a_tick_comes_at_its_interval_and_after_a_pause_at_the_next() -> None:
    start = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    every = Every(20)
    assert every.get_next_fire_time(start, start) == start + timedelta(seconds=20)
    late = start + timedelta(days=60, seconds=7)
    assert every.get_next_fire_time(start, late) == late + timedelta(seconds=20)
