"""What goes wrong between the bot and Slack, and when?

A test or the page orders a fault for the next calls of a method ("*": of any); each order is used up in turn.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from threading import Event


class FaultKind(StrEnum):
    RATE_LIMITED = "rate_limited"
    ERROR = "error"
    SERVER_ERROR = "server_error"
    BAD_JSON = "bad_json"
    CUT_BEFORE = "cut_before"
    CUT_AFTER = "cut_after"
    HANG = "hang"


@dataclass(frozen=True, kw_only=True)
class Fault:
    kind: FaultKind
    retry_after: int = 0
    status: int = 0
    code: str = ""
    #: set when a hanging call has arrived, and when it may go on
    arrived: Event = field(default_factory=Event)
    released: Event = field(default_factory=Event)

    def release(self) -> None:
        """Let the hanging call go on; it then has its effect and is answered."""
        self.released.set()


class Faults:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._orders: list[tuple[str, Fault]] = []
        self._hanging: list[Fault] = []
        self.down_until: datetime | None = None

    def rate_limited(self, method: str = "*", *, retry_after: int = 30, times: int = 1) -> Fault:
        """Answer 429 with Retry-After."""
        return self._order(method, Fault(kind=FaultKind.RATE_LIMITED, retry_after=retry_after), times)

    def error(self, code: str, method: str = "*", *, times: int = 1) -> Fault:
        """Answer `ok: false` with a code."""
        return self._order(method, Fault(kind=FaultKind.ERROR, code=code), times)

    def server_error(self, method: str = "*", *, status: int = 503, times: int = 1) -> Fault:
        """Answer an HTML page with 500 or 503."""
        return self._order(method, Fault(kind=FaultKind.SERVER_ERROR, status=status), times)

    def bad_json(self, method: str = "*", *, times: int = 1) -> Fault:
        """Answer 200 with half a JSON document; the call had its effect."""
        return self._order(method, Fault(kind=FaultKind.BAD_JSON), times)

    def cut(self, method: str = "*", *, after: bool, times: int = 1) -> Fault:
        """Cut the connection before the call has its effect, or after it and before the answer."""
        kind = FaultKind.CUT_AFTER if after else FaultKind.CUT_BEFORE
        return self._order(method, Fault(kind=kind), times)

    def hang(self, method: str = "*", *, times: int = 1) -> Fault:
        """Keep the call waiting until `release()`; `arrived.wait(5)` tells when it is there."""
        fault = self._order(method, Fault(kind=FaultKind.HANG), times)
        self._hanging.append(fault)
        return fault

    @property
    def is_down(self) -> bool:
        return self.down_until is not None and self._now() < self.down_until

    def take(self, method: str) -> Fault | None:
        """Give the fault that meets this call, if any, and use it up."""
        if self.is_down:
            return Fault(kind=FaultKind.SERVER_ERROR, status=503)
        for i, (wanted, fault) in enumerate(self._orders):
            if wanted in ("*", method):
                del self._orders[i]
                return fault
        return None

    def clear(self) -> None:
        """Forget every order and let hanging calls go."""
        self._orders.clear()
        self.down_until = None
        for fault in self._hanging:
            fault.release()
        self._hanging.clear()

    def _order(self, method: str, fault: Fault, times: int) -> Fault:
        self._orders += [(method, fault)] * times
        return fault
