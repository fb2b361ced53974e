"""What goes wrong between the bot and Slack, and when?

A test or the page orders a fault for the next calls of a method ("*": of any), all of them or those that fit `when`;
each order is used up in turn.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from threading import Event

from bot.playground.state import Json


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


#: how many calls a fault meets; None: all, until it is cleared
Times = int | None
#: whether a call with these arguments is met
When = Callable[[Json], bool]


def anyway(_: Json) -> bool:
    """Meet every call."""
    return True


def in_channel(channel_id: str) -> When:
    """Meet calls about one channel."""
    return lambda args: channel_id in (args.get("channel"), args.get("channel_id"))


def with_blocks(args: Json) -> bool:
    """Meet calls that bring blocks."""
    return bool(args.get("blocks"))


@dataclass(kw_only=True)
class _Order:
    method: str
    fault: Fault
    when: When
    left: Times


class Faults:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._orders: list[_Order] = []
        self._hanging: list[Fault] = []
        self.down_until: datetime | None = None

    def rate_limited(self, method: str = "*", *, retry_after: int = 30, times: Times = 1, when: When = anyway) -> Fault:
        """Answer 429 with Retry-After."""
        return self._order(method, Fault(kind=FaultKind.RATE_LIMITED, retry_after=retry_after), times, when)

    def error(self, code: str, method: str = "*", *, times: Times = 1, when: When = anyway) -> Fault:
        """Answer `ok: false` with a code."""
        return self._order(method, Fault(kind=FaultKind.ERROR, code=code), times, when)

    def server_error(self, method: str = "*", *, status: int = 503, times: Times = 1, when: When = anyway) -> Fault:
        """Answer an HTML page with 500 or 503."""
        return self._order(method, Fault(kind=FaultKind.SERVER_ERROR, status=status), times, when)

    def bad_json(self, method: str = "*", *, times: Times = 1, when: When = anyway) -> Fault:
        """Answer 200 with half a JSON document; the call had its effect."""
        return self._order(method, Fault(kind=FaultKind.BAD_JSON), times, when)

    def cut(self, method: str = "*", *, after: bool, times: Times = 1, when: When = anyway) -> Fault:
        """Cut the connection before the call has its effect, or after it and before the answer."""
        kind = FaultKind.CUT_AFTER if after else FaultKind.CUT_BEFORE
        return self._order(method, Fault(kind=kind), times, when)

    def hang(self, method: str = "*", *, times: Times = 1, when: When = anyway) -> Fault:
        """Keep the call waiting until `release()`; `arrived.wait(5)` tells when it is there."""
        fault = self._order(method, Fault(kind=FaultKind.HANG), times, when)
        self._hanging.append(fault)
        return fault

    @property
    def is_down(self) -> bool:
        return self.down_until is not None and self._now() < self.down_until

    def take(self, method: str, args: Json) -> Fault | None:
        """Give the fault that meets this call, if any, and use it up."""
        if self.is_down:
            return Fault(kind=FaultKind.SERVER_ERROR, status=503)
        for order in self._orders:
            if order.method in ("*", method) and order.when(args):
                if order.left is not None:
                    order.left -= 1
                    self._orders = [o for o in self._orders if o.left is None or o.left > 0]
                return order.fault
        return None

    def clear(self) -> None:
        """Forget every order and let hanging calls go."""
        self._orders.clear()
        self.down_until = None
        for fault in self._hanging:
            fault.release()
        self._hanging.clear()

    def _order(self, method: str, fault: Fault, times: Times, when: When) -> Fault:
        self._orders.append(_Order(method=method, fault=fault, when=when, left=times))
        return fault
