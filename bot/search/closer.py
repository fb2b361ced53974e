"""What do the candidates' own words say?

Reads them in order: coverage, words near each other, stop words, character grams.
"""

from dataclasses import dataclass

import numpy as np

from bot.search import bm25, vocabulary
from bot.search.columns import Flags, Floats, Ints, spread
from bot.search.question import Question
from bot.search.state import State
from bot.search.vocabulary import Vocabulary
from bot.search.weights import Weights

Longs = Ints

#: Two neighbouring words of the question are near when at most this far apart.
_NEAR = 8
_K1, _B = 1.6, 0.75
#: Parts of a unit are laid so far apart that no words of two of them are near.
_APART = 1_000_000_000
ASKED_AT = 3 * _APART
#: Two words are alike from this share of the asked word's grams.
_ALIKE = 0.2
#: So many words of an article's past questions are read closely.
ASKED = 320


@dataclass(frozen=True, kw_only=True)
class Words:
    """The tokens of some units laid end to end, with the unit of each and its place; parts of a unit lie far apart."""

    tokens: Ints
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
        (
            state.asked,
            state.asked_at[articles],
            np.minimum(state.asked_at[articles] + ASKED, state.asked_at[articles + 1]),
        ),
    )


def _laid(count: int, *parts: tuple[Ints, Longs, Longs]) -> Words:
    tokens, rows, places = [], [], []
    for number, (flat, starts, ends) in enumerate(parts):
        row, place = spread(starts, ends)
        tokens.append(flat[place])
        rows.append(row)
        places.append(place - starts[row] + number * _APART)
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
    hits: Ints
    #: Every occurrence: which term (or -1), in which unit, at which place.
    slots: Longs
    rows: Longs
    places: Longs
    pairs: Floats
    stops: Floats
    grams: Floats
    alike: Floats


class Reader:
    """Reads units for one question."""

    def __init__(self, state: State, words: Vocabulary, question: Question, weights: Weights) -> None:
        self._state = state
        self._vocabulary = words
        self._question = question
        self._weights = weights
        self._rarity = [self._rarest(term.ids) for term in question.content]
        #: What each concept of the question weighs; a word the base does not know as much as the rarest it knows.
        top = max(self._rarity, default=1.0)
        self.worth = [top] * len(question.concepts)
        for term, rarity in reversed(list(zip(question.content, self._rarity, strict=True))):
            self.worth[term.concept] = max(0.05 * top, rarity)

    def _rarest(self, ids: tuple[int, ...]) -> float:
        found = bm25.idf(self._state.passages, list(ids))
        return max(found.values(), default=0.0)

    def read(self, words: Words) -> Closeness:
        """Read the units."""
        terms = self._vocabulary.term_of[words.tokens]
        content = self._question.content
        slots = _slots(terms, [term.ids for term in content])
        hits = _table(words.rows, slots, words.count, len(content))
        lengths = np.bincount(words.rows, minlength=words.count)
        norm = _K1 * (1 - _B + _B * lengths / max(1.0, float(lengths.mean()) if words.count else 1.0))
        grams, likest = self._grams(words, norm, hits)
        return Closeness(
            hits=hits,
            slots=slots,
            rows=words.rows,
            places=words.places,
            pairs=self._pairs(words, slots, norm),
            stops=self._stops(words, terms, norm),
            grams=grams,
            alike=likest**2 @ np.array(self.worth),
        )

    def _stops(self, words: Words, terms: Ints, norm: Floats) -> Floats:
        stops = self._question.stops
        if not stops or not self._weights.stop_share:
            return np.zeros(words.count)
        tf = _table(words.rows, _slots(terms, [term.ids for term in stops]), words.count, len(stops))
        found = bm25.idf(self._state.passages, [term.ids[0] for term in stops])
        rarity = np.array([found.get(term.ids[0], 0.0) for term in stops])
        score: Floats = (tf * (_K1 + 1) / (tf + norm[:, None])) @ rarity
        return score

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
        score: Floats = (tf * (_K1 + 1) / (tf + norm[:, None])) @ pair
        return score

    def _grams(self, words: Words, norm: Floats, hits: Ints) -> tuple[Floats, Floats]:
        """BM25 over character grams; and how much like the question's missing words the unit's likest words are."""
        known, concepts = self._vocabulary, self._question.concepts
        by_concept = [known.gram_ids(word) for word in concepts]
        wanted = np.array(list(dict.fromkeys(gram for held in by_concept for gram in held)), np.int64)
        if not len(wanted) or not (self._weights.gram_share or self._weights.alike_share):
            return np.zeros(words.count), np.zeros((words.count, len(concepts)))
        board = np.full(len(known.grams), -1, np.int64)
        board[wanted] = np.arange(len(wanted))
        belongs = np.zeros((len(wanted), len(concepts)))
        for concept, held in enumerate(by_concept):
            belongs[board[held], concept] = 1 / len(vocabulary.grams(concepts[concept]))
        different, at = np.unique(words.tokens, return_inverse=True)
        rows, places = spread(known.gram_starts[different], known.gram_starts[different + 1])
        slots = board[known.gram_lists[places]]
        seen = slots >= 0
        has = np.zeros((len(different), len(wanted)))
        has[rows[seen], slots[seen]] = 1.0
        holds: Flags = np.any(has, axis=1)
        useful = holds[at]
        at, units = at[useful], words.rows[useful]

        counts = self._state.gram_counts
        size = self._state.passages.size
        rarity = np.log((size + 1) / np.clip(counts[wanted], 1, size))
        tf = np.zeros((words.count, len(wanted)))
        np.add.at(tf, units, has[at])
        alike = np.zeros((words.count, len(concepts)))
        np.maximum.at(alike, units, (has @ belongs)[at])
        alike[alike < _ALIKE] = 0.0
        for number, term in enumerate(self._question.content):
            alike[hits[:, number] > 0, term.concept] = 0.0
        score: Floats = (tf * (_K1 + 1) / (tf + norm[:, None])) @ rarity
        return score, alike


def _slots(terms: Ints, groups: list[tuple[int, ...]]) -> Longs:
    """For each term occurrence which of the groups it belongs to, or -1."""
    ids = np.array([id for group in groups for id in group], np.int64)
    numbers = np.array([number for number, group in enumerate(groups) for _ in group], np.int64)
    if not len(ids):
        return np.full(len(terms), -1)
    order = np.argsort(ids)
    ids, numbers = ids[order], numbers[order]
    at = np.minimum(np.searchsorted(ids, terms), len(ids) - 1)
    return np.where(ids[at] == terms, numbers[at], -1)


def _table(rows: Longs, slots: Longs, count: int, width: int) -> Ints:
    here = slots >= 0
    return np.bincount(rows[here] * width + slots[here], minlength=count * width).reshape(count, width)
