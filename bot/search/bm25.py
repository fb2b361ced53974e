"""How much does a term say about a unit?

The formulas are rank-bm25's (its Plus, without the constant for absent terms).
"""

from dataclasses import dataclass, field

import numpy as np
from rank_bm25 import BM25Plus

from bot.search.columns import Floats, Ints
from bot.search.postings import Postings
from bot.search.weights import Shape


@dataclass
class Statistics:
    """What rank-bm25 needs to know of a collection to weigh its terms."""

    corpus_size: int
    idf: dict[int, float] = field(default_factory=dict)


def idf(postings: Postings, terms: list[int]) -> dict[int, float]:
    """Each term's rarity among the units that exist now, by rank-bm25; terms in no unit are left out."""
    counts = {term: count for term in terms if (count := postings.count(term)) > 0}
    statistics = Statistics(corpus_size=postings.size)
    BM25Plus._calc_idf(statistics, counts)
    return statistics.idf


def weigh(postings: Postings, term: int, shape: Shape) -> tuple[Ints, Floats]:
    """The units that hold a term, and how strongly, before its idf: tf (k1 + 1) / (tf + k1 (1 - b + b length / mean)).

    With several columns tf is their weighted sum, each divided by its own length normalisation (BM25F); with one of
    weight 1 this is Okapi's formula to the letter.
    """
    units, counts = postings.of(term)
    strength: Floats = np.zeros(len(units))
    for column, (weight, b) in enumerate(zip(shape.columns, shape.b, strict=True)):
        mean = postings.mean(column)
        if not mean or not weight:
            continue
        tf = counts[column]
        length = postings.lengths[column][units]
        strength += weight * tf / ((1 - b) + (b / mean) * length)
    return units, strength * (shape.k1 + 1) / (strength + shape.k1)
