"""How much does a term say about a unit?

The formulas are rank-bm25's (its Plus, without the constant for absent terms).
"""

from collections.abc import Iterable, Iterator
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


def idf(postings: Postings, terms: Iterable[int]) -> dict[int, float]:
    """Each term's rarity among the units that exist now, by rank-bm25; terms in no unit are left out."""
    counts = {term: count for term in terms if (count := postings.count(term)) > 0}
    statistics = Statistics(corpus_size=postings.size)
    BM25Plus._calc_idf(statistics, counts)
    return statistics.idf


def weighed(postings: Postings, terms: Iterable[int], shape: Shape) -> Iterator[tuple[Ints, Floats]]:
    """The units that hold each term, and how strongly; worked out once for each state of the collection."""
    kept = postings.strengths.of(shape)
    for term in terms:
        found = kept.get(term)
        if found is None:
            found = weigh(postings, term, shape)
            postings.strengths.keep(shape, term, found)
        yield found


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
        here = tf.nonzero()[0]
        if len(here) == len(tf):
            strength += weight * tf / ((1 - b) + (b / mean) * postings.lengths[column][units])
        elif len(here):
            strength[here] += weight * tf[here] / ((1 - b) + (b / mean) * postings.lengths[column][units[here]])
    return units, strength * (shape.k1 + 1) / (strength + shape.k1)
