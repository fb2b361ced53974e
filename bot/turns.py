"""How many requests may compute at once? As many as help one another on.

Python's threads take the interpreter from one another, and sixty that compute are all finished late; in a queue each
is finished soon. Who waits for the network needs no turn, and gives it up meanwhile.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.fair_lock import FairLock


class Overloaded(Exception):
    """A turn did not come in time."""


class Turns:
    """`at_once` threads compute, the others wait in the order they came, for `patience` seconds at most."""

    def __init__(self, at_once: int, *, patience: float) -> None:
        self._places = FairLock(places=at_once)
        self._patience = patience
        self._mine = threading.local()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take a turn; raise `Overloaded` when none comes in time."""
        if not self._places.acquire(timeout=self._patience):
            raise Overloaded
        self._mine.is_held = True
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def stepped_aside(self) -> Iterator[None]:
        """Let others compute for as long as this thread waits for something else; nothing to do without a turn.

        Afterwards the thread queues again, and goes on in any case: what it has begun is finished.
        """
        had = self._give()
        try:
            yield
        finally:
            if had:
                self._mine.is_held = self._places.acquire(timeout=self._patience)

    def _give(self) -> bool:
        had = getattr(self._mine, "is_held", False)
        self._mine.is_held = False
        if had:
            self._places.release()
        return had
