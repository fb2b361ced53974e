"""What runs by itself, and how often?

APScheduler is only the ticker: a tick wakes a job's own thread, and the truth about what is due is in our tables. A
missed or a doubled tick is therefore harmless, and a commit may `hurry` a job without waiting for the next tick.

An interval is an interval, whatever becomes of the clock on the wall: APScheduler asks its time zone what time it is,
and ours answers by a clock that nobody can set.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from bot import errors

log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 5
STOP_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Job:
    name: str
    #: Seconds from one tick to the next.
    every: float
    run: Callable[[], object]
    #: How many may run at the same time.
    at_once: int = 1


class SteadyTime(tzinfo):
    """The time zone of a clock that only goes forward: `datetime.now(SteadyTime(…))` is what that clock says."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds

    def fromutc(self, _wall: datetime) -> datetime:
        return datetime(1970, 1, 1, tzinfo=self) + timedelta(seconds=self._seconds())

    def utcoffset(self, _moment: datetime | None) -> timedelta:
        return timedelta()

    def dst(self, _moment: datetime | None) -> timedelta:
        return timedelta()

    def tzname(self, _moment: datetime | None) -> str:
        return "steady"


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler is not typed
    """One tick each so many seconds. What was missed is not made up for: a machine that slept for weeks ticks once."""

    def __init__(self, seconds: float) -> None:
        self._interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        following = now if previous is None else previous + self._interval
        return following if following > now else now + self._interval


class Scheduler:
    """Runs jobs, each on threads of its own: a slow one delays no other. `seconds`: of a clock that only goes on."""

    def __init__(self, jobs: Iterable[Job], *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._crews = {job.name: _Crew(job) for job in jobs}
        self._seconds = seconds
        self._last_tick = seconds()
        self._zone = SteadyTime(seconds)
        self._ticker = BackgroundScheduler(
            timezone=self._zone,
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    @property
    def age(self) -> float:
        """Return how many seconds ago the ticker was last alive."""
        return self._seconds() - self._last_tick

    def start(self) -> None:
        """Run every job once, and then at its interval."""
        now = datetime.now(self._zone)
        self._ticker.add_job(self._beat, Every(HEARTBEAT_SECONDS), next_run_time=now, id="heartbeat")
        for name, crew in self._crews.items():
            crew.start()
            self._ticker.add_job(crew.tick, Every(crew.job.every), next_run_time=now, id=f"job {name}")
        self._ticker.start()

    def hurry(self, name: str) -> None:
        """Run a job now, or once more as soon as it is done; costs the caller a few microseconds."""
        self._crews[name].hurry()

    def stop(self, *, timeout: float = STOP_SECONDS) -> bool:
        """Start nothing more and wait for what runs; False when something is still running after `timeout`."""
        deadline = time.monotonic() + timeout
        if self._ticker.running:
            self._ticker.shutdown()
        for crew in self._crews.values():
            crew.dismiss()
        late = [name for name, crew in self._crews.items() if not crew.is_done(deadline)]
        if late:
            log.warning("jobs were still running at the end", extra={"jobs": late})
        return not late

    def _beat(self) -> None:
        self._last_tick = self._seconds()


class _Crew:
    """The threads of one job. They are daemons: a job that hangs must not keep the process from ending."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._changed = threading.Condition()
        self._is_due = False
        self._is_dismissed = False
        self._idle = 0
        self._threads = [
            threading.Thread(target=self._work, name=f"job-{job.name}-{number}", daemon=True)
            for number in range(job.at_once)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def tick(self) -> None:
        """Start a run unless all hands are busy; then the next tick is soon enough."""
        with self._changed:
            if self._idle:
                self._is_due = True
                self._changed.notify()

    def hurry(self) -> None:
        with self._changed:
            self._is_due = True
            self._changed.notify()

    def dismiss(self) -> None:
        with self._changed:
            self._is_dismissed = True
            self._changed.notify_all()

    def is_done(self, deadline: float) -> bool:
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while self._is_wanted():
            try:
                self.job.run()
            except Exception:  # a job that fails is told about, and runs again
                log.exception("job failed", extra={"job": self.job.name, "reference": errors.reference()})

    def _is_wanted(self) -> bool:
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: self._is_due or self._is_dismissed)
            self._idle -= 1
            self._is_due = False
            return not self._is_dismissed
