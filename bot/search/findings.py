"""What did a search find? The values that answers, the command line and the benchmarks read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.search.gate import Decision, Signs


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where in an article words of the question stand: a section, and which of its words the best window takes."""

    #: Ordinal of the section.
    section: int
    #: Shares of the section's words, 0..1.
    start: float = 0.0
    end: float = 1.0
    #: The window's whole score.
    score: float = 0.0
    #: Whether this very section is meant, and not one of the short neighbours that are searched as one.
    is_exact: bool = False


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One article, by its best passage."""

    article: str
    #: Its sections by their best windows, best first; at least one.
    spots: tuple[Spot, ...]
    score: float
    #: The question's words it has, as they were typed (or corrected).
    matched: frozenset[str]
    #: Share of the question's words, weighted by rarity.
    coverage: float
    #: The parts of the score.
    parts: Mapping[str, float]

    @property
    def section(self) -> int:
        """Ordinal of the section the best passage is in."""
        return self.spots[0].section


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The answer to one question."""

    question: str
    #: What was looked for, after stemming, corrections and synonyms.
    terms: tuple[str, ...]
    #: What to mark in a snippet: stems, and how rare each is in the base.
    words: Mapping[str, float]
    decision: Decision
    #: 0..1
    confidence: float
    hits: tuple[Hit, ...]
    #: (typed, used)
    corrections: tuple[tuple[str, str], ...] = ()
    #: (typed, meaning)
    synonyms: tuple[tuple[str, str], ...] = ()
    #: Whether the question was too long to be read to its end.
    was_cut: bool = False
    signs: Signs = field(default_factory=Signs)
    #: How near the first is in meaning, as `nearness.Nearness`; None where nobody can tell.
    near: float | None = None
