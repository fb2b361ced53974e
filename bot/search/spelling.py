"""Which word of the base did they mean?

Only for words that neither the base nor a dictionary knows, and only its articles' own words.
"""

import string
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bot.search import lexicon
from bot.search.state import State
from bot.search.tally import Tally
from bot.search.vocabulary import Vocabulary

#: Shorter words are not corrected; from the second on a letter may be wrong or too many, from the third on two may.
SHORTEST, MIDDLE, LONG, LONGEST = 4, 6, 7, 40
#: A part of a word written together has at least so many letters, of one that is in a dictionary one more.
PART = 3
#: A word that occurs so often is common.
COMMON = 3
#: So many words that are spelt alike are looked at.
CLOSE = 80


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What to look for in place of an unknown word."""

    words: tuple[str, ...]
    #: Whether it may be shown: only words that the articles themselves use.
    is_public: bool


def corrected(word: str, state: State, vocabulary: Vocabulary) -> Correction | None:
    """The nearest word in use (fewest edits, then the most frequent, then the alphabet), or the words it is made of.

    An ordinary word that the base does not use stays itself: whoever asks how to quit does not mean quiet. Only two
    letters in each other's place ("trail") may still be a slip, when the other word is common here.
    """
    if len(word) < SHORTEST or not word.isalpha() or len(word) > LONGEST:
        return None
    is_typo = not lexicon.is_ordinary(word, (code for code, number in state.spoken.items() if number))
    edits, least = (_edits(word), 1) if is_typo else (_swaps(word), COMMON)
    for counts, is_public in ((state.token_counts, True), (state.asked_counts, False)):

        def count(other: str, counts: Tally = counts) -> int:
            return sum(map(counts.one, vocabulary.tokens_of(other)))

        near = {other: found for other in vocabulary.among(edits) if (found := count(other)) >= least}
        if not near and is_typo and len(word) >= LONG:
            near = {other: found for other in _distant(word, counts, vocabulary) if (found := count(other))}
        if near:
            return Correction(words=(min(near, key=lambda other: (-near[other], other)),), is_public=is_public)
        if parts := _parts(word, count, PART if is_typo else PART + 1):
            return Correction(words=parts, is_public=is_public)
    return None


def _parts(word: str, count: Callable[[str], int], shortest: int) -> tuple[str, ...] | None:
    """The two known words it is written together from ("emidetail"), a linking letter or two between them allowed."""
    found = []
    for at in range(shortest, len(word) - shortest + 1):
        left = count(word[:at])
        for link in ("", "s", "es", "n", "en") if left else ():
            right = word[at + len(link) :]
            if len(right) >= shortest and word.startswith(link, at) and (times := count(right)):
                found.append((len(link), -min(left, times), word[:at], right))
    return min(found)[2:] if found else None


def _swaps(word: str) -> set[str]:
    """The word with two neighbouring letters in each other's place."""
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)} - {word}


def _edits(word: str) -> set[str]:
    """Every word one edit away that somebody may have meant: first letters are rarely wrong, short words rarely."""
    letters = string.ascii_lowercase
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = _swaps(word)
    found |= {left + letter + right for left, right in splits if left for letter in letters}
    if len(word) >= MIDDLE:
        found |= {left + right[1:] for left, right in splits if left and right}
        found |= {left + letter + right[1:] for left, right in splits if left and right for letter in letters}
    found.discard(word)
    return found


def _distant(word: str, counts: Tally, vocabulary: Vocabulary) -> list[str]:
    """Words two edits away, among the words in use that share most grams with it."""
    tokens, shared = vocabulary.sharing(word)
    used = counts.many(tokens) > 0
    tokens, shared = tokens[used], shared[used]
    if len(tokens) > CLOSE:
        kept = shared >= np.partition(shared, -CLOSE)[-CLOSE]
        tokens, shared = tokens[kept], shared[kept]
    ranked = sorted((-number, vocabulary.token_texts[token]) for token, number in zip(tokens, shared, strict=True))
    near = dict.fromkeys(other for _, other in ranked[:CLOSE])
    return [
        other
        for other in near
        if other[0] == word[0] and abs(len(other) - len(word)) <= 2 and other.isalpha() and _distance(word, other) <= 2
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
