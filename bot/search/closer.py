"""What do the candidates' own words say? Reads them in order: coverage, words near each other, stop words, character grams."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search import bm25
from bot.search.columns import Floats, spread
from bot.search.question import Question
from bot.search.state import State
from bot.search.vocabulary import Vocabulary
from bot.search.weights import Weights

Longs = NDArray[np.int64]

#: Two neighbouring words of the question are near when at most this far apart.
_NEAR = 8
_K1, _B = 1.6, 0.75


@dataclass(frozen=True, kw_only=True)
class Words:
    """The tokens of some units laid end to end, with the unit of each and its place; parts of a unit lie far apart."""

    tokens: NDArray[np.int32]
    rows: Longs
    places: Longs
    count: int


def passage_words(state: State, units: Longs) -> Words:
    """Label, heading path and text of passages."""
    articles = state.article_of[units]
    return _laid(
        len(units),
        (state.label, state.label_at[articles], state.label_at[articles + 1]),
        (state.path, state.path_start[units], state.path_end[units]),
        (state.text, state.text_start[units], state.text_end[units]),
    )


def question_words(state: State, units: Longs) -> Words:
    """Past questions."""
    return _laid(len(units), (state.questions, state.asked_at[units], state.asked_at[units + 1]))


def _laid(count: int, *parts: tuple[NDArray[np.int32], Longs, Longs]) -> Words:
    tokens, rows, places = [], [], []
    for number, (flat, starts, ends) in enumerate(parts):
        row, place = spread(starts, ends)
        tokens.append(flat[place])
        rows.append(row)
        places.append(place - starts[row] + number * 1_000_000_000)
    order = np.argsort(np.concatenate(rows), kind="stable")
    return Words(
        tokens=np.concatenate(tokens)[order],
        rows=np.concatenate(rows)[order],
        places=np.concatenate(places)[order],
        count=count,
    )


@dataclass(frozen=True, kw_only=True)
class Closeness:
    """What reading the units told, an entry a unit."""

    #: Unit x term of the question's content: how often.
    hits: NDArray[np.int64]
    pairs: Floats
    stops: Floats
    grams: Floats


class Reader:
    """Reads units for one question."""

    def __init__(self, state: State, words: Vocabulary, question: Question, weights: Weights) -> None:
        self._state = state
        self._vocabulary = words
        self._question = question
        self._weights = weights
        self._rarity = [self._rarest(term.ids) for term in question.content]

    def _rarest(self, ids: tuple[int, ...]) -> float:
        found = bm25.idf(self._state.passages, list(ids)) or bm25.idf(self._state.asked, list(ids))
        return max(found.values(), default=0.0)

    @property
    def rarity(self) -> list[float]:
        """The idf of each content term."""
        return self._rarity

    def read(self, words: Words) -> Closeness:
        """Read the units."""
        terms = self._vocabulary.term_of[words.tokens]
        content = self._question.content
        slots = _slots(terms, [term.ids for term in content])
        hits = _table(words.rows, slots, words.count, len(content))
        lengths = np.bincount(words.rows, minlength=words.count)
        norm = _K1 * (1 - _B + _B * lengths / max(1.0, float(lengths.mean()) if words.count else 1.0))
        return Closeness(
            hits=hits,
            pairs=self._pairs(words, slots, norm),
            stops=self._stops(words, terms, norm),
            grams=self._grams(words, norm),
        )

    def _stops(self, words: Words, terms: NDArray[np.int32], norm: Floats) -> Floats:
        stops = self._question.stops
        if not stops or not self._weights.stop_share:
            return np.zeros(words.count)
        tf = _table(words.rows, _slots(terms, [term.ids for term in stops]), words.count, len(stops))
        found = bm25.idf(self._state.passages, [term.ids[0] for term in stops])
        rarity = np.array([found.get(term.ids[0], 0.0) for term in stops])
        return (tf * (_K1 + 1) / (tf + norm[:, None])) @ rarity

    def _pairs(self, words: Words, slots: Longs, norm: Floats) -> Floats:
        content = self._question.content
        if len(content) < 2 or not self._weights.pair_share:
            return np.zeros(words.count)
        order = np.argsort([term.place for term in content], kind="stable")
        rank = np.empty(len(content), np.int64)
        rank[order] = np.arange(len(content))
        here = np.flatnonzero(slots >= 0)
        which, rows, places = rank[slots[here]], words.rows[here], words.places[here]
        tf = np.zeros((words.count, len(content)))
        for lag in (1, 2, 3):
            if len(here) <= lag:
                break
            first, second = which[:-lag], which[lag:]
            near = (rows[:-lag] == rows[lag:]) & (places[lag:] - places[:-lag] <= _NEAR) & (abs(first - second) == 1)
            np.add.at(tf, (rows[:-lag][near], np.minimum(first, second)[near]), 1.0)
        rarity = np.array([self._rarity[at] for at in order])
        pair = np.append(np.minimum(rarity[:-1], rarity[1:]) * 2, 0.0)
        return (tf * (_K1 + 1) / (tf + norm[:, None])) @ pair

    def _grams(self, words: Words, norm: Floats) -> Floats:
        if not self._weights.gram_share:
            return np.zeros(words.count)
        known = self._vocabulary
        wanted = list(dict.fromkeys(g for word in self._question.concepts for g in known.gram_ids(word)))
        if not wanted:
            return np.zeros(words.count)
        counts = self._state.gram_counts
        have = np.array([counts[gram] if gram < len(counts) else 0 for gram in wanted], np.float64)
        size = self._state.passages.size
        rarity = np.log((size + 1) / np.clip(have, 1, size))
        different, at = np.unique(words.tokens, return_inverse=True)
        rows, places = spread(known.gram_starts[different], known.gram_starts[different + 1])
        board = np.full(len(known.grams), -1, np.int64)
        board[wanted] = np.arange(len(wanted))
        slot = board[known.gram_lists[places]]
        seen = slot >= 0
        of_token = np.zeros((len(different), len(wanted)))
        of_token[rows[seen], slot[seen]] = 1.0
        useful = of_token.any(axis=1)[at]
        tf = np.zeros((words.count, len(wanted)))
        np.add.at(tf, words.rows[useful], of_token[at[useful]])
        wide = norm[:, None] * 1.0
        return (tf * (_K1 + 1) / (tf + wide)) @ rarity


def _slots(terms: NDArray[np.int32], groups: list[tuple[int, ...]]) -> Longs:
    """For each term occurrence which of the groups it belongs to, or -1."""
    ids = np.array([id for group in groups for id in group], np.int64)
    numbers = np.array([number for number, group in enumerate(groups) for _ in group], np.int64)
    if not len(ids):
        return np.full(len(terms), -1)
    order = np.argsort(ids)
    ids, numbers = ids[order], numbers[order]
    at = np.minimum(np.searchsorted(ids, terms), len(ids) - 1)
    return np.where(ids[at] == terms, numbers[at], -1)


def _table(rows: Longs, slots: Longs, count: int, width: int) -> NDArray[np.int64]:
    here = slots >= 0
    return np.bincount(rows[here] * width + slots[here], minlength=count * width).reshape(count, width)
