"""What does a curator read after an import?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.articles.rules import wording
from bot.articles.service.comparing import Fate
from bot.articles.service.reading import Remark

NAMED = 20  #: paths listed of each kind; the rest is counted


@dataclass(frozen=True, kw_only=True)
class Report:
    collection: str
    is_dry_run: bool
    #: The paths, by what became of their articles.
    fates: Mapping[Fate, tuple[str, ...]]
    #: What was left out.
    broken: tuple[Remark, ...] = ()
    #: What went in, with a reservation.
    notes: tuple[Remark, ...] = ()
    #: New pages that may say what is said already.
    twins: tuple[Remark, ...] = ()
    #: How many files of other kinds, by their ending.
    others: Mapping[str, int] = field(default_factory=dict)
    #: How many hidden files.
    skipped: int = 0
    #: Of the knowledge base afterwards.
    version: int

    @property
    def is_unchanged(self) -> bool:
        """Did the import find everything as it was?"""
        return not any(paths for fate, paths in self.fates.items() if fate is not Fate.UNCHANGED)

    def count(self, fate: Fate) -> int:
        return len(self.fates.get(fate, ()))

    def lines(self) -> Iterator[str]:
        """Say it for a terminal."""
        counts = [f"{self.count(fate):,} {fate}" for fate in Fate]
        yield f"{self.collection}: {', '.join(counts)}, {len(self.broken):,} broken"
        for fate in Fate:
            if fate is not Fate.UNCHANGED:
                yield from self._listed(fate)
        for remark in self.broken:
            yield f"  broken    {place(remark)}: {wording.one_line(remark.sentence)}"
        for remark in self.notes:
            yield f"  note      {place(remark)}: {wording.one_line(remark.sentence)}"
        for remark in self.twins[:NAMED]:
            yield f"  twin      {place(remark)}: {wording.one_line(remark.sentence)}"
        if len(self.twins) > NAMED:
            yield f"  twin      and {len(self.twins) - NAMED:,} more"
        if self.broken:
            yield "Broken files were left out; articles imported from them before stay as they were."
        yield from left(self.others, self.skipped)
        if self.is_dry_run:
            yield "This was a dry run: nothing was changed."

    def _listed(self, fate: Fate) -> Iterator[str]:
        paths = self.fates.get(fate, ())
        for path in paths[:NAMED]:
            yield f"  {fate:<9} {shown(path)}"
        if len(paths) > NAMED:
            yield f"  {fate:<9} and {len(paths) - NAMED:,} more"


def left(others: Mapping[str, int], hidden: int) -> Iterator[str]:
    """Name what was not read, by kind and count."""
    if others:
        named = [f"{count:,} {shown(kind) or 'without an ending'}" for kind, count in list(others.items())[:NAMED]]
        if further := sum(list(others.values())[NAMED:]):
            named.append(f"{further:,} of other kinds")
        yield f"Not read: {', '.join(named)}."
    if hidden:
        yield f"Passed over: {hidden:,} hidden."


def place(remark: Remark) -> str:
    """Where it is."""
    return shown(remark.path) + (f":{remark.line}" if remark.line else "")


def shown(path: str) -> str:
    """Return a path a terminal can show; a name on a disk may be any bytes."""
    return wording.one_line(path.encode("utf-8", "backslashreplace").decode())
