"""Which words of the base look like words of the question? Those that have character grams of it."""

from dataclasses import dataclass

import numpy as np

from bot.search import vocabulary
from bot.search.columns import Floats, Ints
from bot.search.question import Question
from bot.search.snapshot import Snapshot
from bot.search.vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class Grams:
    """The character grams of a question, and which words of the base have them."""

    #: The grams that the base knows.
    wanted: list[int]
    #: Which of them a word has, as its place in `wanted`, and the word's token; an entry a pair.
    which: Ints
    tokens: Ints
    #: How rare each is in the base.
    rarity: Floats
    #: Gram x concept: 1 where the concept has it.
    belongs: Floats
    #: Of each concept how many it has, known or not.
    sizes: Ints


def asked(state: Snapshot, words: Vocabulary, question: Question) -> Grams | None:
    """The grams of a question; None when the base knows none of them."""
    spelt = [vocabulary.grams(word) for word in question.concepts]
    of_concepts = [
        (words.grams[text], concept) for concept, texts in enumerate(spelt) for text in texts if text in words.grams
    ]
    wanted = list(dict.fromkeys(gram for gram, _ in of_concepts))
    if not wanted:
        return None
    which, tokens = words.holders(wanted)
    size = state.passages.size
    rarity = np.log((size + 1) / np.minimum(np.maximum(state.gram_counts.many(np.array(wanted)), 1), size))
    belongs = np.zeros((len(wanted), len(spelt)))
    numbers = {gram: at for at, gram in enumerate(wanted)}
    belongs[[numbers[gram] for gram, _ in of_concepts], [concept for _, concept in of_concepts]] = 1.0
    sizes = np.array([len(texts) for texts in spelt])
    return Grams(wanted=wanted, which=which, tokens=tokens, rarity=rarity, belongs=belongs, sizes=sizes)
