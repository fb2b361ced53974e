"""How do arrays grow while others read them? Append-only: what a reader holds never changes under it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Arrays by what they hold; NumPy's own types tell widths apart, which casts would have to repeat everywhere.
Ints = NDArray[Any]
Floats = NDArray[Any]
Flags = NDArray[Any]


class Column:
    """A growing one-dimensional array; `view` is what is in it now."""

    def __init__(self, dtype: type, values: NDArray[Any] | None = None) -> None:
        self._buffer: NDArray[Any] = np.empty(16, dtype) if values is None else np.asarray(values, dtype)
        self._size = 0 if values is None else len(values)

    def extend(self, values: NDArray[Any] | list[Any]) -> None:
        """Append; moves to a larger buffer when needed and leaves the old one to its readers."""
        end = self._size + len(values)
        if end > len(self._buffer):
            larger = np.empty(max(end, 2 * len(self._buffer)), self._buffer.dtype)
            larger[: self._size] = self._buffer[: self._size]
            self._buffer = larger
        self._buffer[self._size : end] = values
        self._size = end

    def __len__(self) -> int:
        return self._size

    @property
    def view(self) -> NDArray[Any]:
        """The values so far."""
        return self._buffer[: self._size]


def spread(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Ranges laid end to end: for each place in them the number of its range, and the place itself."""
    sizes = ends - starts
    after = sizes.cumsum()
    rows = np.arange(len(sizes)).repeat(sizes)
    places = np.arange(len(rows))
    places += (starts - after + sizes).repeat(sizes)
    return rows, places


def heads(values: Ints) -> Ints:
    """Where in sorted values a new value starts."""
    is_head = np.empty(len(values), np.bool_)
    is_head[:1] = True
    np.not_equal(values[1:], values[:-1], out=is_head[1:])
    return is_head.nonzero()[0]
