"""Is an article asked for by its name? How much of its title, or of an alias, a question has."""

from dataclasses import dataclass

import numpy as np

from bot.search.columns import Floats, Ints, spread
from bot.search.question import Question
from bot.search.snapshot import Snapshot
from bot.search.vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class Called:
    """Shares weighted by rarity, an entry an article."""

    #: Of its title what the question has.
    title: Floats
    #: The same of the alias that is most like the question, times what it has of the question: aliases are many.
    alias: Floats


def called(state: Snapshot, words: Vocabulary, question: Question, worth: list[float], articles: Ints) -> Called:
    """How much each article is asked for by its names."""
    title, _ = _had(state, words, question, state.label_at[articles], state.title_end[articles])
    rows, aliases = spread(state.first_alias[articles], state.first_alias[articles + 1])
    alias: Floats = np.zeros(len(articles))
    if len(rows):
        share, weight = _had(state, words, question, state.alias_start[aliases], state.alias_end[aliases])
        np.maximum.at(alias, rows, share * np.minimum(1.0, weight / max(1e-9, sum(worth))))
    return Called(title=title, alias=alias)


def _had(state: Snapshot, words: Vocabulary, question: Question, starts: Ints, ends: Ints) -> tuple[Floats, Floats]:
    """Of some ranges of tokens the share that the question has, weighted by rarity, and the weight of it."""
    rows, places = spread(starts, ends)
    tokens = state.tokens[places]
    is_content = ~words.is_stop[tokens]
    rows, terms = rows[is_content], words.term_of[tokens[is_content]]
    size = max(1, state.passages.size)
    rarity = np.log((size + 1) / np.clip(state.passages.frequencies.many(terms), 1, size))
    asked = np.isin(terms, [id for term in question.content if term.phrase < 0 for id in term.ids])
    weight = np.bincount(rows, rarity * asked, minlength=len(starts))
    share: Floats = weight / np.maximum(np.bincount(rows, rarity, minlength=len(starts)), 1e-9)
    return share, weight
