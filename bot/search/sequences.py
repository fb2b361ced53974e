"""How much of a question stands in a text as it was typed? For scripts without spaces, whose words nobody cuts out.

There a question's terms are pieces of two characters. Those of a frequent word are found in many texts; that all stand
one after the other, as in the question, is rare.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from bot.search.columns import Floats, Ints
from bot.search.question import Term
from bot.search.terms import is_dense

#: Fewer pieces in a row are a word that many texts have.
LEAST = 3
#: How much more a word and a letter or two beside it say together than two words near each other: "plan B" is one name.
LETTER = 2.0


def longest(terms: Sequence[Term], rarity: Sequence[float], found: tuple[Ints, Ints, Ints], count: int) -> Floats:
    """For each of `count` units the weight of its longest run of pieces, times the square of its share of the question.

    `found`: which term occurs in which unit at which place, in the order of the places.
    """
    best: Floats = np.zeros(count)
    pieces = [at for at in sorted(range(len(terms)), key=lambda at: terms[at].place) if is_dense(terms[at].word)]
    slots, rows, places = found
    if len(pieces) < LEAST or not len(slots):
        return best
    number = np.full(len(terms), -len(terms), np.int64)
    number[pieces] = np.arange(len(pieces))
    which = number[slots]
    starts = np.ones(len(slots), np.bool_)
    starts[1:] = (rows[1:] != rows[:-1]) | (places[1:] - places[:-1] != 1) | (which[1:] - which[:-1] != 1)
    run = starts.cumsum() - 1
    lengths = np.bincount(run, which >= 0)
    weights = np.bincount(run, np.array(rarity)[slots] * (which >= 0))
    worth = np.where(lengths >= LEAST, weights * (lengths / len(pieces)) ** 2, 0.0)
    np.maximum.at(best, rows[starts], worth)
    return best


def bonds(words: Sequence[str], near: int) -> tuple[Floats, Ints]:
    """Of each word and the one after it in a question how much they say together, and how far apart they may stand."""
    is_name = np.zeros(len(words), np.bool_)
    for at, pair in enumerate(pairwise(words)):
        is_name[at] = min(map(len, pair)) <= 2 and not any(map(is_dense, pair))
    return np.where(is_name, LETTER, 1.0), np.where(is_name, 1, near)
