"""Until when must this be done? Slack waits three seconds; what serves it knows when they are over."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def until(moment: float) -> Iterator[None]:
    """Have everything that this thread waits for given up at a moment (`time.monotonic`), or at an earlier one."""
    before = _until.get()
    token = _until.set(moment if before is None else min(before, moment))
    try:
        yield
    finally:
        _until.reset(token)


def is_set() -> bool:
    """Does somebody wait for what this thread does?"""
    return _until.get() is not None


def left(most: float) -> float:
    """Return how many seconds may be waited, `most` at the most; 0 when it is too late."""
    moment = _until.get()
    return most if moment is None else max(0.0, min(most, moment - time.monotonic()))
