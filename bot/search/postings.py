"""Which units hold a term? An inverted index in contiguous arrays, in runs, with its statistics kept exact."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.search.columns import Flags, Ints, fitted

#: Runs of about one size are merged when there are this many of them.
FAN = 8
#: Postings of the smallest size of run, and of the largest that is still merged while an editor waits.
SMALL, LARGE = 512, 512 * FAN**2


@dataclass(frozen=True, kw_only=True)
class Run:
    """Postings of some units, sorted by term and then by unit."""

    terms: Ints
    starts: Ints
    units: Ints
    #: One array a column: how often the term is in that column of the unit.
    counts: tuple[Ints, ...]


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Occurrences: term number `terms[i]` in column `columns[i]` of unit `units[i]`."""

    terms: Ints
    units: Ints
    columns: Ints
    stops: Flags


@dataclass(frozen=True, kw_only=True)
class Postings:
    """The inverted index of one kind of unit. A value: changes make a new one that shares what did not change."""

    runs: tuple[Run, ...]
    #: Term -> units that exist now and hold it.
    frequencies: Ints
    #: Units that exist now.
    size: int
    #: Summed length of the units that exist now, by column.
    totals: tuple[int, ...]
    #: Unit -> length, by column; also of units that are gone.
    lengths: tuple[Ints, ...]

    @classmethod
    def empty(cls, columns: int) -> "Postings":
        """No unit yet."""
        nothing = np.zeros(0, np.int32)
        return cls(runs=(), frequencies=nothing, size=0, totals=(0,) * columns, lengths=(nothing,) * columns)

    def count(self, term: int) -> int:
        """How many units hold the term."""
        return int(self.frequencies[term]) if 0 <= term < len(self.frequencies) else 0

    def mean(self, column: int) -> float:
        """The mean length of a column."""
        return self.totals[column] / self.size if self.size else 0.0

    def of(self, term: int) -> tuple[Ints, tuple[NDArray[Any], ...]]:
        """The units (some of them perhaps gone) that hold the term, ascending, and its counts by column."""
        found = []
        for run in self.runs:
            at = int(run.terms.searchsorted(np.int32(term)))
            if at < len(run.terms) and run.terms[at] == term:
                found.append((run, slice(int(run.starts[at]), int(run.starts[at + 1]))))
        if len(found) == 1:
            run, part = found[0]
            return run.units[part], tuple(count[part] for count in run.counts)
        if not found:
            return np.zeros(0, np.int32), tuple(np.zeros(0, np.uint16) for _ in self.totals)
        units = np.concatenate([run.units[part] for run, part in found])
        columns = range(len(self.totals))
        return units, tuple(np.concatenate([run.counts[c][part] for run, part in found]) for c in columns)

    def added(self, rows: Rows, units: int, lengths: tuple[Ints, ...], terms: int) -> "Postings":
        """With so many more units; `lengths` covers every unit ever, `terms` is the size of the vocabulary."""
        run, held = _run(rows, len(self.totals))
        first = len(self.lengths[0])
        frequencies = fitted(self.frequencies, terms)
        np.add.at(frequencies, held, 1)
        return replace(
            self,
            runs=_tidied((*self.runs, run)) if len(run.units) else self.runs,
            frequencies=frequencies,
            size=self.size + units,
            totals=tuple(t + int(n[first:].sum()) for t, n in zip(self.totals, lengths, strict=True)),
            lengths=lengths,
        )

    def dropped(self, rows: Rows, units: slice) -> "Postings":
        """Without these units; their postings stay behind, unseen, until a compaction."""
        _, held = _run(rows, len(self.totals))
        frequencies = self.frequencies.copy()
        np.subtract.at(frequencies, held, 1)
        return replace(
            self,
            frequencies=frequencies,
            size=self.size - (units.stop - units.start),
            totals=tuple(t - int(n[units].sum()) for t, n in zip(self.totals, self.lengths, strict=True)),
        )


def _run(rows: Rows, columns: int) -> tuple[Run, Ints]:
    """The rows as a run without stop words, and one entry for each distinct term of each unit, stop words too."""
    base = int(rows.units.min()) if len(rows.units) else 0
    span = int(rows.units.max()) - base + 1 if len(rows.units) else 1
    keys = rows.terms.astype(np.int64) * span + (rows.units - base)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    is_first = np.ones(len(keys), np.bool_)
    is_first[1:] = keys[1:] != keys[:-1]
    firsts = np.flatnonzero(is_first)
    held = rows.terms[order[firsts]]
    keep = ~rows.stops[order[firsts]]
    which = rows.columns[order]
    counts = []
    for column in range(columns):
        sums = np.add.reduceat(which == column, firsts, dtype=np.int64) if len(firsts) else np.zeros(0, np.int64)
        counts.append(np.minimum(sums, 65_535).astype(np.uint16)[keep])
    kept = firsts[keep]
    terms = held[keep]
    heads = np.flatnonzero(np.diff(terms, prepend=-1))
    run = Run(
        terms=terms[heads],
        starts=np.append(heads, len(terms)).astype(np.int64),
        units=rows.units[order[kept]].astype(np.int32),
        counts=tuple(counts),
    )
    return run, held


def merged(runs: tuple[Run, ...]) -> Run:
    """Runs of ascending units as one."""
    terms = np.concatenate([np.repeat(run.terms, np.diff(run.starts)) for run in runs])
    order = np.argsort(terms, kind="stable")
    terms = terms[order]
    heads = np.flatnonzero(np.diff(terms, prepend=-1))
    return Run(
        terms=terms[heads],
        starts=np.append(heads, len(terms)).astype(np.int64),
        units=np.concatenate([run.units for run in runs])[order],
        counts=tuple(np.concatenate(parts)[order] for parts in zip(*(run.counts for run in runs), strict=True)),
    )


def _tidied(runs: tuple[Run, ...]) -> tuple[Run, ...]:
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
