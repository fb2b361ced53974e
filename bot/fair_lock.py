"""Whose turn is it to write? Theirs who have waited longest."""

import threading
from collections import deque


class FairLock:
    """A lock that serves in the order of asking; `threading.Lock` promises no order, and starves."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._queue: deque[threading.Lock] = deque()
        self._is_held = False

    @property
    def waiting(self) -> int:
        """Count those in the queue."""
        return len(self._queue)

    def acquire(self, *, timeout: float) -> bool:
        with self._mutex:
            if not self._is_held:
                self._is_held = True
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
                self._is_held = False
