"""Is this an ordinary word of a language? Then it was meant as it was typed, whether or not the base uses it."""

from collections.abc import Iterable
from functools import cache

import numpy as np
from spellchecker import SpellChecker

from bot.search.columns import Ints
from bot.search.terms import fold


def is_ordinary(word: str, languages: Iterable[str]) -> bool:
    """Whether a folded word is in the dictionary of one of the languages."""
    return any(_holds(dictionary(language), hash(word)) for language in languages)


def is_compound(word: str, languages: Iterable[str], shortest: int) -> bool:
    """Whether it is two such words written together, each with so many letters."""
    languages = tuple(languages)
    return any(
        is_ordinary(word[:at], languages) and is_ordinary(word[at:], languages)
        for at in range(shortest, len(word) - shortest + 1)
    )


def _holds(sorted_hashes: Ints, number: int) -> bool:
    at = int(sorted_hashes.searchsorted(number))
    return at < len(sorted_hashes) and int(sorted_hashes[at]) == number


@cache
def dictionary(language: str) -> Ints:
    """The words of a language by their hashes: a tenth of the room, and two that share one are no harm.

    The first time it is read from a file, which takes a quarter of a second.
    """
    words = SpellChecker(language=language, distance=1).word_frequency.words()
    return np.unique(np.fromiter((hash(fold(word)) for word in words), np.int64))
