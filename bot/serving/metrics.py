"""How much, how fast, how late? What `/metrics` tells Prometheus: a registry of our own, a handful of series."""

import logging
import threading
import time
from collections import Counter as Counted
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

log = logging.getLogger(__name__)

#: Slack waits three seconds for an acknowledgement.
BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 3.0)

#: An overload is told of no more often, with the number of requests: the log must not add to it.
TELL_SECONDS = 10
#: Anybody can send what is refused: a line a minute is enough to know of it.
REFUSALS_SECONDS = 60

_KINDS = {
    "block_actions": "action",
    "block_suggestion": "options",
    "event_callback": "event",
    "message_action": "shortcut",
    "shortcut": "shortcut",
    "view_closed": "view",
    "view_submission": "view",
}


class Metrics:
    """Counts what Slack sends; `gauges` is asked at each scrape, and may leave out what it cannot tell."""

    def __init__(
        self,
        gauges: Callable[[], Mapping[str, float]] = dict,
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "pollen_requests", "What Slack sent, by kind and answer", ["kind", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "pollen_acknowledgement_seconds",
            "From the arrival of a request to its acknowledgement",
            ["kind"],
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._registry.register(_Gauges(gauges))
        ProcessCollector(registry=self._registry)
        self._overload = _Tally(every=TELL_SECONDS, seconds=seconds)
        self._refusals = _Tally(every=REFUSALS_SECONDS, seconds=seconds)

    def answered(self, kind: str, status: int | str, *, seconds: float) -> None:
        self._requests.labels(kind, str(status)).inc()
        self._seconds.labels(kind).observe(seconds)

    def shed(self, kind: str, *, seconds: float) -> None:
        """Count what waited too long and was left to Slack to send again."""
        self.answered(kind, "shed", seconds=seconds)
        if told := self._overload.one(kind):
            log.warning(
                "overloaded: requests waited too long and were turned away", extra={"count": sum(told.values())}
            )

    def refused(self, status: int) -> None:
        """Count what never reached Bolt: unsigned, too large, malformed. The first is told of, the others together."""
        self._requests.labels("refused", str(status)).inc()
        if told := self._refusals.one(status):
            log.info("refused requests", extra={"count": sum(told.values()), "by_status": dict(told)})

    def text(self) -> bytes:
        return generate_latest(self._registry)


class _Tally:
    """Counts what would fill the log, and says now and then how often it was."""

    def __init__(self, *, every: float, seconds: Callable[[], float]) -> None:
        self._every = every
        self._seconds = seconds
        self._lock = threading.Lock()
        self._counts: Counted[object] = Counted()
        self._told = -float("inf")

    def one(self, what: object) -> Mapping[object, int] | None:
        """Count one more; return all since it was last told of, when it is time to tell."""
        with self._lock:
            self._counts[what] += 1
            if self._seconds() - self._told < self._every:
                return None
            told, self._counts, self._told = self._counts, Counted(), self._seconds()
            return told


def kind(body: Mapping[str, Any]) -> str:
    """Name what Slack sent by one of a few words: a label must not grow with the input."""
    if "command" in body:
        return "command"
    name = body.get("type")
    return _KINDS.get(name, "other") if isinstance(name, str) else "other"


class _Gauges(Collector):
    def __init__(self, gauges: Callable[[], Mapping[str, float]]) -> None:
        self._gauges = gauges

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Say nothing beforehand, so that registering does not ask the database."""
        return []

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for name, value in self._gauges().items():
            yield GaugeMetricFamily(f"pollen_{name}", _MEANINGS[name], value=value)


_MEANINGS = {
    "outbox_pending": "Messages waiting to be sent",
    "outbox_dead": "Messages that couldn't be sent",
    "outbox_unknown": "Messages that may not have been delivered",
    "outbox_silent_workspaces": "Workspaces whose token Slack refuses, so nothing can be posted there",
    "outbox_oldest_seconds": "How long the oldest message that is due has been waiting",
    "articles": "Articles in the index",
}
