"""How does a part of a base rank, and how do the answers of several parts come together?

A base may be asked in parts: what is for everyone, and a few articles that some may read. The large part knows nothing
of the small ones. A small one is weighed as what it is, a part: what is rare in both together is rare in it, so that
five articles don't take "holiday" for the rarest word there is. Who reads no small part is answered by the large one
alone, as if there were no other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from bot.search.findings import Findings, Hit
from bot.search.frequencies import Frequencies
from bot.search.postings import Postings, Strengths
from bot.search.snapshot import Snapshot
from bot.search.vocabulary import Vocabulary


def weighed(state: Snapshot, words: Vocabulary, larger: Snapshot, known: Vocabulary) -> Snapshot:
    """A small part's state with the statistics of both parts together; `known`: the words of the larger."""
    terms = _numbers({text: number for number, text in enumerate(words.term_texts)}, known.terms)
    return replace(
        state,
        passages=_with(state.passages, larger.passages, terms),
        articles=_with(state.articles, larger.articles, terms),
        gram_counts=_added(state.gram_counts, larger.gram_counts, _numbers(words.grams, known.grams)),
    )


def together(found: Sequence[Findings], *, limit: int) -> Findings:
    """The answer of several parts: the surest leads, and what else was found follows by its score."""
    lead = max(found, key=lambda one: one.confidence)
    first = lead.hits[:1]
    others = [hit for one in found for hit in one.hits if hit not in first]
    others.sort(key=lambda hit: (-hit.score, hit.article))
    words: dict[str, float] = {}
    for one in found:
        words |= {stem: max(rarity, words.get(stem, 0.0)) for stem, rarity in one.words.items()}
    hits: tuple[Hit, ...] = (*first, *others)[:limit]
    return replace(lead, hits=hits, words={**lead.words, **words})


def _numbers(own: Mapping[str, int], others: Mapping[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """What both have: its numbers in the one and in the other."""
    both = [(number, others[text]) for text, number in own.items() if text in others]
    pairs = np.array(both, np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _added(own: Frequencies, others: Frequencies, numbers: tuple[np.ndarray, np.ndarray]) -> Frequencies:
    return own.plus(numbers[0], others.many(numbers[1]))


def _with(own: Postings, others: Postings, numbers: tuple[np.ndarray, np.ndarray]) -> Postings:
    return replace(
        own,
        frequencies=_added(own.frequencies, others.frequencies, numbers),
        size=own.size + others.size,
        totals=tuple(a + b for a, b in zip(own.totals, others.totals, strict=True)),
        strengths=Strengths(len(own)),
    )
