"""Which units hold a term? An inverted index in contiguous arrays, in runs, with its statistics kept exact."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.search.columns import Flags, Floats, Ints, heads
from bot.search.frequencies import Frequencies
from bot.search.segments import Run, tidied, zeros
from bot.search.weights import Shape


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Occurrences: term number `terms[i]` in column `columns[i]` of unit `units[i]`."""

    terms: Ints
    units: Ints
    columns: Ints
    stops: Flags


#: So many strengths are kept in any case, and of a large collection those of one posting in `SHARE`.
ROOM, SHARE = 65_536, 4


class Strengths:
    """What was worked out for one state of a collection, the more of it the larger the collection is."""

    def __init__(self, postings: int) -> None:
        self._room = self._left = max(ROOM, postings // SHARE)
        self._kept: dict[Shape, dict[int, tuple[Ints, Floats]]] = {}

    def of(self, shape: Shape) -> dict[int, tuple[Ints, Floats]]:
        """What was kept, by term."""
        return self._kept.setdefault(shape, {})

    def keep(self, shape: Shape, term: int, found: tuple[Ints, Floats]) -> None:
        """Keep it while there is room; when there is none left, begin anew."""
        size = len(found[0])
        if self._left < size:
            self._kept, self._left = {}, self._room
        if size <= self._room:
            self._left -= size
            self.of(shape)[term] = found


@dataclass(frozen=True, kw_only=True)
class Postings:
    """The inverted index of one kind of unit. A value: changes make a new one that shares what did not change."""

    runs: tuple[Run, ...]
    #: Term -> units that exist now and hold it.
    frequencies: Frequencies
    #: Units that exist now, and units that do not but whose postings are still there.
    size: int
    gone: int
    #: Summed length of the units that exist now, by column.
    totals: tuple[int, ...]
    #: Unit -> length, by column; also of units that are gone.
    lengths: tuple[Ints, ...]
    #: Of the terms that were asked for.
    strengths: Strengths

    @classmethod
    def empty(cls, lengths: tuple[Ints, ...]) -> "Postings":
        """No unit yet."""
        return cls(
            runs=(),
            frequencies=Frequencies.empty(),
            size=0,
            gone=0,
            totals=(0,) * len(lengths),
            lengths=lengths,
            strengths=Strengths(0),
        )

    def count(self, term: int) -> int:
        """How many units hold the term."""
        return self.frequencies.one(term)

    def __len__(self) -> int:
        """How many postings there are, also of units that are gone."""
        return sum(len(run.units) for run in self.runs)

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

    def added(self, rows: Rows, units: int, lengths: tuple[Ints, ...]) -> "Postings":
        """With so many more units; `lengths` covers every unit ever."""
        run, held = _run(rows, len(self.totals))
        first = len(self.lengths[0])
        return replace(
            self,
            strengths=Strengths(len(self)),
            runs=tidied((*self.runs, run)) if len(run.units) else self.runs,
            frequencies=self.frequencies.plus(held, 1),
            size=self.size + units,
            totals=tuple(t + int(n[first:].sum()) for t, n in zip(self.totals, lengths, strict=True)),
            lengths=lengths,
        )

    def dropped(self, rows: Rows, units: slice) -> "Postings":
        """Without these units; their postings stay behind, unseen, until a compaction."""
        _, held = _run(rows, len(self.totals))
        return replace(
            self,
            strengths=Strengths(len(self)),
            frequencies=self.frequencies.plus(held, -1),
            size=self.size - (units.stop - units.start),
            gone=self.gone + (units.stop - units.start),
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
        counts.append(np.minimum(sums, 65_535).astype(np.uint16)[keep] if sums.any() else zeros(int(keep.sum())))
    kept = firsts[keep]
    terms = held[keep]
    firsts = heads(terms)
    run = Run(
        terms=terms[firsts],
        starts=np.append(firsts, len(terms)).astype(np.int64),
        units=rows.units[order[kept]].astype(np.int32),
        counts=tuple(counts),
    )
    return run, held
