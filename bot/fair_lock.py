"""Whose turn is it? Theirs who have waited longest."""

import threading
from collections import deque
from collections.abc import Hashable, Iterator
from contextlib import contextmanager


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


class FairLocks:
    """A fair lock for each name that is in use: whoever comes twice waits for themselves, and for nobody else.

    In one process a person's requests go one after the other, before any of them asks for a connection. The database
    decides what counts, whatever happens here: this only keeps one eager person from holding every connection, and from
    losing races against themselves where the database serializes by refusing.
    """

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._locks: dict[Hashable, tuple[FairLock, int]] = {}

    @contextmanager
    def of(self, name: Hashable, *, patience: float) -> Iterator[None]:
        """Wait for one's turn; after `patience` seconds go on without: the database is still there to wait at."""
        lock = self._enter(name)
        has_turn = lock.acquire(timeout=patience)
        try:
            yield
        finally:
            if has_turn:
                lock.release()
            self._leave(name)

    def _enter(self, name: Hashable) -> FairLock:
        with self._mutex:
            lock, users = self._locks.get(name) or (FairLock(), 0)
            self._locks[name] = lock, users + 1
            return lock

    def _leave(self, name: Hashable) -> None:
        with self._mutex:
            lock, users = self._locks[name]
            if users > 1:
                self._locks[name] = lock, users - 1
            else:
                del self._locks[name]
