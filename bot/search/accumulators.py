"""Where does a search note things by number? On boards of zeros that are lent out and come back wiped.

A board is as long as the base, but whoever borrows one touches only the places they need, so its length costs nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Boards:
    """Boards of one type; as many as searches run at one time, whatever the number of threads."""

    def __init__(self, dtype: type) -> None:
        self._dtype = dtype
        self._spare: list[NDArray[Any]] = []

    @contextmanager
    def lent(self, size: int) -> Iterator[NDArray[Any]]:
        """At least `size` zeros; the borrower wipes what they wrote. One that fails keeps the board."""
        try:
            board = self._spare.pop()
        except IndexError:
            board = np.zeros(0, self._dtype)
        if len(board) < size:
            board = np.zeros(size * 5 // 4 + 1024, self._dtype)
        yield board
        self._spare.append(board)


NUMBERS = Boards(np.int32)
SCORES = Boards(np.float64)
