"""Who is next? In one process a giver's kudos go one after the other, before any of them asks for a connection.

The database decides what counts, whatever happens here: this only keeps one eager giver from holding every connection
of the process, and from losing races against themselves where the database serializes by refusing.
"""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

from bot.fair_lock import FairLock


class Turns:
    """A fair lock for each name that is in use."""

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
