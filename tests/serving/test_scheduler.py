"""What runs by itself: on time, at once when hurried, and for ever, whatever a run comes to."""

import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.scheduler import Job, Scheduler


@contextmanager
def running(*jobs: Job) -> Iterator[Scheduler]:
    scheduler = Scheduler(jobs)
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
