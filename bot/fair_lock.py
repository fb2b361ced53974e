"""Whose turn is it? Theirs who have waited longest."""

import threading
from collections import deque


class FairLock:
    """A lock that serves in the order of asking; `threading.Lock` promises no order, and starves.

    `places`: how many may hold it at once.
    """

    def __init__(self, *, places: int = 1) -> None:
        self._mutex = threading.Lock()
        self._queue: deque[threading.Lock] = deque()
        self._free = places

    @property
    def waiting(self) -> int:
        """Count those in the queue."""
        return len(self._queue)

    def acquire(self, *, timeout: float) -> bool:
        with self._mutex:
            if self._free:
                self._free -= 1
                return True
            ticket = threading.Lock()
            ticket.acquire()
            self._queue.append(ticket)
        if ticket.acquire(timeout=timeout):
            return True
        with self._mutex:
            if ticket not in self._queue:  # handed over at the last moment
                return True
            self._queue.remove(ticket)
            return False

    def release(self) -> None:
        with self._mutex:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._free += 1
