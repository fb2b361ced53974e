"""How often does each thing occur? Exact counts of many things, of which a change touches few.

A value: what changed since the counts were last written down lies beside them, so that no change copies them all.
"""

from dataclasses import dataclass

import numpy as np

from bot.search.columns import Ints, heads

#: Changes are written down when there are more than this, and more than a share of all counts.
MANY, SHARE = 4_096, 8


@dataclass(frozen=True, kw_only=True)
class Frequencies:
    """Counts by number; 0 for whatever was never counted."""

    written: Ints
    #: Numbers, ascending, and what to add to their counts.
    numbers: Ints
    changes: Ints

    @classmethod
    def empty(cls) -> "Frequencies":
        """Nothing counted yet."""
        return cls.of(np.zeros(0, np.int32))

    @classmethod
    def of(cls, counts: Ints) -> "Frequencies":
        """These counts."""
        return cls(written=counts, numbers=np.zeros(0, np.int64), changes=np.zeros(0, np.int32))

    def one(self, number: int) -> int:
        """The count of one thing."""
        count = int(self.written[number]) if number < len(self.written) else 0
        if len(self.numbers):
            at = int(self.numbers.searchsorted(number))
            if at < len(self.numbers) and self.numbers[at] == number:
                count += int(self.changes[at])
        return count

    def many(self, numbers: Ints) -> Ints:
        """The counts of several things."""
        counts = np.zeros(len(numbers), np.int32)
        if len(self.written):
            inside = (numbers < len(self.written)).nonzero()[0]
            counts[inside] = self.written[numbers[inside]]
        if len(self.numbers):
            at = np.minimum(self.numbers.searchsorted(numbers), len(self.numbers) - 1)
            changed = (self.numbers[at] == numbers).nonzero()[0]
            counts[changed] += self.changes[at[changed]]
        return counts

    def plus(self, numbers: Ints, amounts: Ints | int) -> "Frequencies":
        """With these amounts added; a number may come several times."""
        added = np.broadcast_to(np.asarray(amounts, np.int32), len(numbers))
        if len(numbers) > max(MANY, len(self.written) // SHARE):
            return Frequencies.of(self._sum(numbers, added))
        every, added = np.concatenate([self.numbers, numbers]), np.concatenate([self.changes, added])
        order = every.argsort(kind="stable")
        every, added = every[order], added[order]
        firsts = heads(every)
        every, changes = every[firsts], np.add.reduceat(added, firsts) if len(firsts) else added
        if len(every) > max(MANY, len(self.written) // SHARE):
            return Frequencies.of(Frequencies.of(self.written)._sum(every, changes))
        return Frequencies(written=self.written, numbers=every, changes=changes)

    def _sum(self, numbers: Ints, amounts: Ints) -> Ints:
        size = max(len(self.written), int(numbers.max()) + 1, int(self.numbers[-1]) + 1 if len(self.numbers) else 0)
        counts = np.zeros(size, np.int32)
        counts[: len(self.written)] = self.written
        counts[self.numbers] += self.changes
        np.add.at(counts, numbers, amounts)
        return counts
