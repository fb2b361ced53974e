"""What if a database neither answers nor hangs up? Whoever waits for it is woken when their time is over.

Nothing else wakes a thread that reads from a server which has fallen silent: the time limits of the database itself are
kept by the database. One thread watches over all that wait.
"""

import heapq
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Watchdog:
    """Calls whatever ends a wait that has taken too long."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        #: (when, number, what to call; None once it is over)
        self._waits: list[tuple[float, int, list[Callable[[], None]]]] = []
        self._numbers = itertools.count()
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, end: Callable[[], None], *, seconds: float) -> Iterator[None]:
        """Call `end`, from another thread, unless the block is left within so many seconds."""
        calls = [end]
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
                self._thread.start()
            heapq.heappush(self._waits, (time.monotonic() + seconds, next(self._numbers), calls))
            if self._waits[0][2] is calls:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:  # after this nobody calls it any more
                calls.clear()

    def _watch(self) -> None:
        with self._changed:
            while True:
                while self._waits and not self._waits[0][2]:
                    heapq.heappop(self._waits)
                if not self._waits:
                    self._changed.wait()
                elif (left := self._waits[0][0] - time.monotonic()) > 0:
                    self._changed.wait(left)
                else:
                    for end in heapq.heappop(self._waits)[2]:
                        end()
