"""Which word of the base did they mean? Only for words the base does not know, and only its articles' own words."""

import string
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bot.search.columns import Ints
from bot.search.state import State
from bot.search.vocabulary import Vocabulary

#: Shorter words are not corrected; longer ones may differ in two letters.
SHORTEST, LONG, LONGEST = 4, 7, 40
#: A part of a word written together has at least so many letters.
PART = 3


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What to look for in place of an unknown word."""

    words: tuple[str, ...]
    #: Whether it may be shown: only words that the articles themselves use.
    is_public: bool


def corrected(word: str, state: State, vocabulary: Vocabulary) -> Correction | None:
    """The nearest word in use (fewest edits, then the most frequent, then the alphabet), or the words it is made of."""
    if len(word) < SHORTEST or not word.isalpha() or len(word) > LONGEST:
        return None
    for counts, is_public in ((state.token_counts, True), (state.asked_counts, False)):

        def count(other: str, counts: Ints = counts) -> int:
            return sum(int(counts[token]) for token in vocabulary.tokens_of(other) if token < len(counts))

        near = {other: found for other in _edits(word) if (found := count(other))}
        if not near and len(word) >= LONG:
            near = {other: found for other in _distant(word, vocabulary) if (found := count(other))}
        if near:
            return Correction(words=(min(near, key=lambda other: (-near[other], other)),), is_public=is_public)
        if parts := _parts(word, count):
            return Correction(words=parts, is_public=is_public)
    return None


def _parts(word: str, count: Callable[[str], int]) -> tuple[str, ...] | None:
    """The two known words it is written together from ("emidetail"), a linking letter or two between them allowed."""
    found = []
    for at in range(PART, len(word) - PART + 1):
        left = count(word[:at])
        for link in ("", "s", "es", "n", "en") if left else ():
            right = word[at + len(link) :]
            if len(right) >= PART and word.startswith(link, at) and (times := count(right)):
                found.append((len(link), -min(left, times), word[:at], right))
    return min(found)[2:] if found else None


def _edits(word: str) -> set[str]:
    """Every word one deletion, swap, replacement or insertion away."""
    letters = string.ascii_lowercase
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {left + right[1:] for left, right in splits if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in splits if right for letter in letters}
    found |= {left + letter + right for left, right in splits for letter in letters}
    found.discard(word)
    return {other for other in found if len(other) >= SHORTEST - 1}


def _distant(word: str, vocabulary: Vocabulary) -> list[str]:
    """Words two edits away, among those that share most grams with it."""
    tokens, shared = vocabulary.sharing(word)
    near = (vocabulary.token_texts[int(tokens[at])] for at in np.lexsort((tokens, -shared))[:80])
    return [
        other for other in near if abs(len(other) - len(word)) <= 2 and other.isalpha() and _distance(word, other) <= 2
    ]


def _distance(one: str, other: str) -> int:
    """Edit distance with swaps of neighbours (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i] + [0] * len(other)
        for j, b in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]
