"""How do sorted lists grow? In runs: contiguous arrays that never change, small ones merged into larger ones."""

from dataclasses import dataclass

import numpy as np

from bot.search.columns import Flags, Ints, heads, spread

#: Runs of about one size are merged when there are this many of them.
FAN = 8
#: Entries of the smallest size of run, and of the largest that is still merged while an editor waits.
SMALL, LARGE = 512, 512 * FAN**2


@dataclass(frozen=True, kw_only=True)
class Run:
    """Which units each term has, sorted by term and then by unit."""

    terms: Ints
    starts: Ints
    units: Ints
    #: One array a column: how often the term is in that column of the unit.
    counts: tuple[Ints, ...]


def grouped(terms: Ints, units: Ints) -> Run:
    """A run of pairs, the units ascending."""
    order = np.argsort(terms, kind="stable")
    terms = terms[order]
    firsts = heads(terms)
    return Run(
        terms=terms[firsts], starts=np.append(firsts, len(terms)).astype(np.int64), units=units[order], counts=()
    )


def of_many(runs: tuple[Run, ...], terms: Ints) -> tuple[Ints, Ints]:
    """The units of some terms: which of them, and the unit."""
    which, units = [], []
    for run in runs:
        at = np.minimum(run.terms.searchsorted(terms), len(run.terms) - 1)
        has = np.flatnonzero(run.terms[at] == terms)
        rows, places = spread(run.starts[at[has]], run.starts[at[has] + 1])
        which.append(has[rows])
        units.append(run.units[places])
    if not runs:
        return np.zeros(0, np.int64), np.zeros(0, np.int32)
    return np.concatenate(which), np.concatenate(units)


def merged(runs: tuple[Run, ...], is_kept: Flags | None = None) -> Run:
    """Runs of ascending units as one; with `is_kept` only the postings of the units it is true for."""
    if is_kept is not None:
        runs = tuple(_only(run, is_kept) for run in runs)
    terms = np.unique(np.concatenate([run.terms for run in runs]))
    sizes = np.zeros(len(terms), np.int64)
    for run in runs:
        sizes[terms.searchsorted(run.terms)] += np.diff(run.starts)
    starts = np.zeros(len(terms) + 1, np.int64)
    sizes.cumsum(out=starts[1:])
    free = starts[:-1].copy()
    units = np.empty(int(starts[-1]), np.int32)
    counts = [
        zeros(len(units)) if all(is_zero(part) for part in parts) else np.empty(len(units), parts[0].dtype)
        for parts in zip(*(run.counts for run in runs), strict=True)
    ]
    for run in runs:
        at = terms.searchsorted(run.terms)
        length = np.diff(run.starts)
        places = np.arange(len(run.units))
        places += (free[at] - run.starts[:-1]).repeat(length)
        free[at] += length
        units[places] = run.units
        for column, part in zip(counts, run.counts, strict=True):
            if not is_zero(column):
                column[places] = part
    return Run(terms=terms, starts=starts, units=units, counts=tuple(counts))


def _only(run: Run, is_kept: Flags) -> Run:
    kept = is_kept[run.units]
    before = np.zeros(len(kept) + 1, np.int64)
    kept.cumsum(out=before[1:])
    starts = before[run.starts]
    has = np.diff(starts).nonzero()[0]
    return Run(
        terms=run.terms[has],
        starts=np.append(starts[has], starts[-1]),
        units=run.units[kept],
        counts=tuple(zeros(int(starts[-1])) if is_zero(count) else count[kept] for count in run.counts),
    )


def zeros(size: int) -> Ints:
    """A column of nothing but zeros, which takes no room."""
    return np.broadcast_to(np.uint16(0), size)


def is_zero(column: Ints) -> bool:
    """Whether it is one of `zeros`."""
    return column.strides == (0,)


def tidied(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Merge the last runs when there are many of one size or less: few runs to visit, little to move."""
    size = SMALL
    while size <= LARGE:
        last = 0
        while last < len(runs) and len(runs[-1 - last].units) < size:
            last += 1
        if last >= FAN:
            runs = (*runs[:-last], merged(runs[-last:]))
        size *= FAN
    return runs
