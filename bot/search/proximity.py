"""What do the candidates' own words say?

Reads them in order: coverage, words near each other, stop words, character grams.
"""

from dataclasses import dataclass

import numpy as np

from bot.search import accumulators, bm25, everyday, grams, sequences, sources
from bot.search.columns import Floats, Ints, heads, spread
from bot.search.past_questions import FULL
from bot.search.question import Question
from bot.search.snapshot import Snapshot
from bot.search.sources import APART
from bot.search.vocabulary import Vocabulary
from bot.search.weights import Weights

Longs = Ints

#: Two neighbouring words of the question are near when at most this far apart.
_NEAR = 8
_K1, _B = 1.6, 0.75
_PARTS = 4
#: Two words are alike from this share of the asked word's grams.
_ALIKE = 0.2
#: So many words of an article's past questions are read closely.
ASKED = 320


@dataclass(frozen=True, kw_only=True)
class Words:
    """The tokens of some units laid end to end."""

    tokens: Ints
    #: Where each stands in the tokens of all articles.
    origins: Longs
    #: Where in `tokens` each part of each unit starts: label, heading path, text, past questions; one more at the end.
    starts: Longs
    #: How many tokens each unit has.
    lengths: Longs
    #: How far the past questions of each unit are believed.
    trust: Floats

    def where(self, at: Longs) -> tuple[Longs, Longs]:
        """The units of some tokens, and their places there; the parts of a unit lie far apart."""
        part = self.starts.searchsorted(at, "right") - 1
        return part // _PARTS, at - self.starts[part] + part % _PARTS * APART


def passage_words(state: Snapshot, units: Longs) -> Words:
    """Label, heading path, text and past questions of passages."""
    articles = state.article_of[units]
    asked = state.asked_at[articles]
    parts = (
        (state.label_at[articles], state.path_at[articles]),
        (state.path_start[units], state.path_end[units]),
        (state.text_start[units], state.text_end[units]),
        (asked, np.minimum(asked + ASKED, state.label_at[articles + 1])),
    )
    starts = np.empty((len(units), _PARTS), np.int64)
    sizes = np.empty((len(units), _PARTS), np.int64)
    for part, (first, last) in enumerate(parts):
        starts[:, part] = first
        np.subtract(last, first, out=sizes[:, part])
    ends = np.zeros(sizes.size + 1, np.int64)
    sizes.cumsum(out=ends[1:])
    places = np.arange(ends[-1])
    places += (starts.ravel() - ends[:-1]).repeat(sizes.ravel())
    clicks = state.first_question[articles + 1] - state.first_question[articles]
    trust = np.minimum(clicks / FULL, 1.0)
    return Words(tokens=state.tokens[places], origins=places, starts=ends, lengths=sizes.sum(axis=1), trust=trust)


@dataclass(frozen=True, kw_only=True)
class Closeness:
    """What reading the units told, an entry a unit."""

    #: Unit x term of the question's content: how often, in past questions as far as they are believed.
    hits: Floats
    #: Every occurrence of a term, in order: which term, in which unit, at which place.
    slots: Longs
    rows: Longs
    places: Longs
    #: Who says each: see `Source`.
    sources: Ints
    pairs: Floats
    runs: Floats
    stops: Floats
    grams: Floats
    alike: Floats


class Reader:
    """Reads units for one question."""

    def __init__(self, state: Snapshot, words: Vocabulary, question: Question, weights: Weights) -> None:
        self._state = state
        self._vocabulary = words
        self._question = question
        self._weights = weights
        known = [*question.content, *question.stops]
        found = bm25.idf(state.passages, [id for term in known for id in term.ids])
        rarity = [max((found.get(id, 0.0) for id in term.ids), default=0.0) for term in question.content]
        self._rarity = rarity
        said = [value for term, value in zip(question.content, rarity, strict=True) if not term.is_hint]
        top = max(said or rarity, default=1.0)
        #: How rare each term of the question is in the base, never less than a trifle of the rarest.
        self.rarity = tuple(
            max(0.05 * top, value) * term.weight for term, value in zip(question.content, rarity, strict=True)
        )
        self._asked_grams = grams.asked(state, words, question) if weights.gram_share or weights.alike_share else None
        self._stop_rarity = [found.get(term.ids[0], 0.0) for term in question.stops]
        #: What each concept of the question weighs; a word the base does not know as much as the rarest it knows.
        self.worth = [top] * len(question.concepts)
        for term, value in reversed(list(zip(question.content, rarity, strict=True))):
            if not term.is_hint:
                self.worth[term.concept] = max(0.05 * top, value)

    def read(self, words: Words) -> Closeness:
        """Read the units."""
        content, stops = self._question.content, self._question.stops
        terms = self._vocabulary.term_of[words.tokens]
        at, slots = _found(terms, [term.ids for term in (*content, *stops)], len(self._vocabulary.term_texts))
        if self._question.phrases:
            phrase = np.array([term.phrase for term in (*content, *stops)])
            stands = everyday.stand(terms, at, phrase[slots], self._question.phrases)
            at, slots = at[stands], slots[stands]
        units, places = words.where(at)
        count, lengths = len(words.lengths), words.lengths
        counted = np.where(places < sources.ASKED_AT, 1.0, words.trust[units])
        table = _table(units, slots, count, len(content) + len(stops), counted)
        is_content = slots < len(content)
        slots, units, places, at = slots[is_content], units[is_content], places[is_content], at[is_content]
        norm = _K1 * (1 - _B + _B * lengths / max(1.0, float(lengths.mean()) if count else 1.0))
        hits = table[:, : len(content)]
        of_grams, alike = self._grams(words, norm, hits)
        return Closeness(
            hits=hits,
            slots=slots,
            rows=units,
            places=places,
            sources=sources.of(self._state, words.origins[at], places),
            pairs=self._pairs(slots, units, places, norm),
            runs=sequences.longest(self._question.content, self._rarity, (slots, units, places), count),
            stops=self._stops(table[:, len(content) :], norm),
            grams=of_grams,
            alike=alike,
        )

    def _stops(self, tf: Floats, norm: Floats) -> Floats:
        if not self._question.stops or not self._weights.stop_share:
            return np.zeros(len(norm))
        score: Floats = (tf * (_K1 + 1) / (tf + norm[:, None])) @ np.array(self._stop_rarity)
        return score

    def _pairs(self, slots: Longs, rows: Longs, places: Longs, norm: Floats) -> Floats:
        content = self._question.content
        if len(content) < 2 or not self._weights.pair_share:
            return np.zeros(len(norm))
        order = sorted(range(len(content)), key=lambda at: content[at].place)
        rank = np.empty(len(content), np.int64)
        rank[order] = np.arange(len(content))
        which = rank[slots]
        is_hint = np.array([content[at].is_hint for at in order])
        bond, reach = sequences.bonds([content[at].word for at in order], _NEAR)
        found = []
        for lag in (1, 2, 3):
            if len(which) <= lag:
                break
            first, second, row = which[:-lag], which[lag:], rows[:-lag]
            near = (row == rows[lag:]) & (abs(first - second) == 1)
            near &= ~(is_hint[first] | is_hint[second])
            near &= places[lag:] - places[:-lag] <= reach[np.minimum(first, second)]
            found.append((row * len(content) + np.minimum(first, second))[near])
        tf = np.bincount(np.concatenate(found or [rows[:0]]), minlength=len(norm) * len(content))
        tf = tf.reshape(len(norm), len(content))
        rarity = np.array([self._rarity[at] for at in order])
        pair = np.append(np.minimum(rarity[:-1], rarity[1:]) * 2, 0.0) * bond
        score: Floats = (tf * (_K1 + 1) / (tf + norm[:, None])) @ pair
        return score

    def _grams(self, words: Words, norm: Floats, hits: Floats) -> tuple[Floats, Floats]:
        """BM25 over character grams; and how much like the question's missing words the unit's likest words are."""
        asked, count = self._asked_grams, len(norm)
        nothing = np.zeros(count), np.zeros(count)
        if asked is None:
            return nothing
        wanted, which, tokens = asked.wanted, asked.which, asked.tokens
        with accumulators.NUMBERS.lent(len(self._vocabulary.token_texts)) as board:
            board[tokens] = np.arange(1, len(tokens) + 1)
            at = board[words.tokens]
            same = board[tokens] - 1
            board[tokens] = 0
        places = at.nonzero()[0]
        if not len(places):
            return nothing
        units, _ = words.where(places)
        number = np.zeros(len(tokens), np.int64)
        number[at[places] - 1] = 1
        is_here = number[same] > 0
        number = number.cumsum() - 1
        slots, held, which = number[at[places] - 1], number[same[is_here]], which[is_here]
        has = np.zeros((int(number[-1]) + 1, len(wanted)))
        has[held, which] = 1.0

        starts = np.zeros(len(has) + 1, np.int64)
        np.bincount(held, minlength=len(has)).cumsum(out=starts[1:])
        rows, pairs = spread(starts[slots], starts[slots + 1])
        kept = which[held.argsort(kind="stable")]
        tf = np.bincount(units[rows] * len(wanted) + kept[pairs], minlength=count * len(wanted)).reshape(count, -1)
        score: Floats = (tf * (_K1 + 1) / (tf + norm[:, None])) @ asked.rarity

        likest = np.zeros((count, len(asked.sizes)))
        firsts = heads(units)
        likest[units[firsts]] = np.maximum.reduceat((has @ asked.belongs / asked.sizes)[slots], firsts)
        likest[likest < _ALIKE] = 0.0
        for place, term in enumerate(self._question.content):
            likest[hits[:, place] > 0, term.concept] = 0.0
        return score, likest**2 @ np.array(self.worth)


def _found(terms: Ints, groups: list[tuple[int, ...]], size: int) -> tuple[Longs, Longs]:
    """Where the terms of any group occur, and which group it is; the first of several."""
    ids = np.array([id for group in reversed(groups) for id in group], np.int64)
    numbers = np.array([number for number in range(len(groups), 0, -1) for _ in groups[number - 1]], np.int32)
    with accumulators.NUMBERS.lent(size) as board:
        board[ids] = numbers
        found = board[terms]
        board[ids] = 0
    at = found.nonzero()[0]
    return at, found[at].astype(np.int64) - 1


def _table(rows: Longs, slots: Longs, count: int, width: int, counted: Floats) -> Floats:
    return np.bincount(rows * width + slots, counted, minlength=count * width).reshape(count, width)
