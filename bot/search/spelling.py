"""Which word of the base did they mean?

Only for words that neither the base nor a dictionary knows, and only its articles' own words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from bot.search import dictionaries, likeness, products
from bot.search.frequencies import Frequencies
from bot.search.snapshot import Snapshot
from bot.search.vocabulary import Vocabulary

#: Words of fewer letters are not corrected, nor of more.
SHORTEST, LONGEST = 4, 40
#: A part of a word written together has at least so many letters; one of no more, or of a word that is in a dictionary,
#: is common.
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


def corrected(word: str, state: Snapshot, vocabulary: Vocabulary) -> Correction | None:
    """The nearest word in use (fewest edits, then the most frequent, then the alphabet), or the words it is made of.

    An ordinary word that the base does not use stays itself: whoever asks how to quit does not mean quiet. Only two
    letters in each other's place ("trail") may still be a slip, when the other word is common here. What is made of two
    ordinary words ("offboarding") is a word of its own, or has at most one letter wrong. The name of a product that the
    base does not know is that product's, and no slip.
    """
    if len(word) < SHORTEST or not word.isalpha() or len(word) > LONGEST or word in products.NAMES:
        return None
    spoken = [code for code, number in state.spoken.items() if number]
    is_typo = not dictionaries.is_ordinary(word, spoken)
    elsewhere = likeness.elsewhere(word)
    is_spelt_elsewhere = is_typo and any(dictionaries.is_ordinary(other, spoken) for other in elsewhere)
    tries = [(elsewhere, 1)]
    if not is_spelt_elsewhere:
        tries += [(likeness.swaps(word), 1 if is_typo else COMMON)]
        tries += [(likeness.edits(word), 1)] if is_typo else []
    for counts, is_public in ((state.token_counts, True), (state.asked_counts, False)):

        def count(other: str, counts: Frequencies = counts) -> int:
            return sum(map(counts.one, vocabulary.tokens_of(other)))

        def best(others: Iterable[str], least: int, count: Callable[[str], int] = count) -> tuple[str, ...]:
            used = {other: found for other in others if (found := count(other)) >= least}
            return (min(used, key=lambda other: (-used[other], other)),) if used else ()

        found = next(filter(None, (best(vocabulary.among(others), least) for others, least in tries)), ())
        if not found and is_typo and not is_spelt_elsewhere and not dictionaries.is_compound(word, spoken, PART):
            found = best(_distant(word, counts, vocabulary), 1)
        if not found:
            found = _parts(word, count, is_typo=is_typo)
        if found:
            return Correction(words=found, is_public=is_public)
    return None


def _parts(word: str, count: Callable[[str], int], *, is_typo: bool) -> tuple[str, ...]:
    """The two known words it is written together from ("emaildetail"), a linking letter or two between them allowed."""
    shortest = PART if is_typo else PART + 1

    def times(part: str) -> int:
        found = count(part) if len(part) >= shortest else 0
        return found if found >= COMMON or (is_typo and len(part) > PART) else 0

    found = []
    for at in range(shortest, len(word) - shortest + 1):
        left = times(word[:at])
        for link in ("", "s", "es", "n", "en") if left else ():
            right = word[at + len(link) :]
            if word.startswith(link, at) and (rarer := min(left, times(right))):
                found.append((len(link), -rarer, word[:at], right))
    return min(found)[2:] if found else ()


def _distant(word: str, counts: Frequencies, vocabulary: Vocabulary) -> list[str]:
    """Words that two slips may have made this one, among the words in use that share most grams with it."""
    if len(word) < likeness.LONG:
        return []
    tokens, shared = vocabulary.sharing(word)
    used = counts.many(tokens) > 0
    tokens, shared = tokens[used], shared[used]
    if len(tokens) > CLOSE:
        kept = shared >= np.partition(shared, -CLOSE)[-CLOSE]
        tokens, shared = tokens[kept], shared[kept]
    ranked = sorted((-number, vocabulary.token_texts[token]) for token, number in zip(tokens, shared, strict=True))
    near = dict.fromkeys(other for _, other in ranked[:CLOSE])
    return [other for other in near if other.isalpha() and likeness.may_be_meant(word, other)]
