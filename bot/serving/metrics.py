"""How much, how fast, how late? What `/metrics` tells Prometheus: a registry of our own, a handful of series."""

import logging
import threading
import time
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

    def __init__(self, gauges: Callable[[], Mapping[str, float]] = dict) -> None:
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
        self._shedding = threading.Lock()
        self._shed = 0
        self._told = -float(TELL_SECONDS)

    def answered(self, kind: str, status: int | str, *, seconds: float) -> None:
        self._requests.labels(kind, str(status)).inc()
        self._seconds.labels(kind).observe(seconds)

    def shed(self, kind: str, *, seconds: float) -> None:
        """Count what waited too long and was left to Slack to send again."""
        self.answered(kind, "shed", seconds=seconds)
        with self._shedding:
            self._shed += 1
            if time.monotonic() - self._told < TELL_SECONDS:
                return
            count, self._shed, self._told = self._shed, 0, time.monotonic()
        log.warning("overloaded: requests waited too long and were turned away", extra={"count": count})

    def refused(self, status: int) -> None:
        """Count what never reached Bolt: unsigned, too large, malformed."""
        self._requests.labels("refused", str(status)).inc()

    def text(self) -> bytes:
        return generate_latest(self._registry)


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
    "outbox_pending": "Messages promised and not yet sent",
    "outbox_dead": "Messages that can never be sent",
    "outbox_unknown": "Messages of which nobody knows whether Slack has them",
    "outbox_silent_workspaces": "Workspaces whose token Slack does not take, so that nothing can be said there",
    "outbox_oldest_seconds": "How long the oldest promise that is due has waited",
    "articles": "Articles in the index",
}
