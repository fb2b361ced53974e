"""Which word of the base did they mean? Only for words the base does not know, and only its articles' own words."""

import string

import numpy as np

from bot.search.state import State
from bot.search.vocabulary import Vocabulary

#: Shorter words are not corrected; longer ones may differ in two letters.
SHORTEST, LONG = 4, 7


def corrected(word: str, state: State, vocabulary: Vocabulary) -> str | None:
    """The nearest word in use: fewest edits, then the most frequent, then the alphabet."""
    if len(word) < SHORTEST or not word.isalpha() or len(word) > 32:
        return None
    near = {other: count for other in _edits(word) if (count := _count(other, state, vocabulary))}
    if not near and len(word) >= LONG:
        near = _distant(word, state, vocabulary)
    return min(near, key=lambda other: (-near[other], other)) if near else None


def _count(word: str, state: State, vocabulary: Vocabulary) -> int:
    counts = state.token_counts
    return sum(int(counts[token]) for token in vocabulary.tokens_of(word) if token < len(counts))


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


def _distant(word: str, state: State, vocabulary: Vocabulary) -> dict[str, int]:
    """Words two edits away, among those that share most grams with it."""
    tokens, shared = vocabulary.sharing(word)
    found: dict[str, int] = {}
    for at in np.lexsort((tokens, -shared))[:80]:
        other = vocabulary.token_texts[int(tokens[at])]
        if abs(len(other) - len(word)) <= 2 and other.isalpha() and _distance(word, other) <= 2:
            count = _count(other, state, vocabulary)
            if count:
                found[other] = count
    return found


def _distance(one: str, other: str) -> int:
    """Edit distance with swaps of neighbours (optimal string alignment)."""
    before, row = [], list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i] + [0] * len(other)
        for j, b in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]
