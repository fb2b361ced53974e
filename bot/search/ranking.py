"""In which order do the candidates answer? All parts of the score together, and what the gate needs to know of the best."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search import closer, retrieve
from bot.search.closer import Closeness, Reader
from bot.search.columns import Floats
from bot.search.findings import Hit
from bot.search.gate import Signs
from bot.search.question import Question
from bot.search.state import State
from bot.search.vocabulary import Vocabulary
from bot.search.weights import Weights


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The hits, best first, and the signs of the first."""

    hits: tuple[Hit, ...]
    signs: Signs


def rank(state: State, words: Vocabulary, question: Question, weights: Weights, *, limit: int) -> Ranking:
    """Find, read and order the articles."""
    if not question.content:
        return Ranking(hits=(), signs=Signs())
    found = retrieve.candidates(state, question, weights)
    if not len(found.articles):
        return Ranking(hits=(), signs=Signs())
    reader = Reader(state, words, question, weights)
    read = reader.read(closer.passage_words(state, found.passages.units))
    asked = reader.read(closer.question_words(state, found.questions.units))
    count = len(found.articles)

    passage = found.passages.scores + _extra(read, weights)
    best_passage, passage_at = _best(passage, found.passage_rows, count)
    question_score = found.questions.scores + _extra(asked, weights)
    best_asked, asked_at = _best(question_score, found.question_rows, count)
    parts = {
        "passage": _at(found.passages.scores, passage_at),
        "pairs": weights.pair_share * _at(read.pairs, passage_at),
        "stop words": weights.stop_share * _at(read.stops, passage_at),
        "grams": weights.gram_share * _at(read.grams, passage_at),
        "article": weights.article_share * found.whole,
        "past questions": weights.learned_share * found.learned + weights.asked_share * best_asked,
    }
    total: Floats = np.sum(list(parts.values()), axis=0)
    ids = [state.ids[int(article)] for article in found.articles]
    order = sorted(range(count), key=lambda at: (-total[at], ids[at]))

    worth = _worth(question, reader)
    hits = []
    for at in order[:limit]:
        matched = _matched(question, read, int(passage_at[at]), asked, int(asked_at[at]))
        unit = int(found.passages.units[passage_at[at]]) if passage_at[at] >= 0 else -1
        hits.append(
            Hit(
                article=ids[at],
                section=int(state.section_of[unit]) if unit >= 0 else 0,
                score=float(total[at]),
                matched=frozenset(question.content[i].word for i in matched),
                coverage=_share(worth, {question.content[i].concept for i in matched}),
                parts={name: round(float(values[at]), 4) for name, values in parts.items() if values[at]},
            )
        )
    first = order[0]
    text_matched = _matched(question, read, int(passage_at[first]), None, -1)
    asked_matched = _matched(question, None, -1, asked, int(asked_at[first]))
    most = float(sum(worth))
    signs = Signs(
        coverage=_share(worth, {question.content[i].concept for i in text_matched}),
        reach=float(parts["passage"][first]) / (2.6 * most) if most else 0.0,
        gap=float((total[first] - total[order[1]]) / total[first]) if count > 1 else 1.0,
        agreement=float(int(np.argmax(best_passage)) == int(np.argmax(found.whole))),
        nearness=_squash(float(parts["pairs"][first]) / most) if most else 0.0,
        likeness=_squash(float(parts["grams"][first]) / most) if most else 0.0,
        asked=_share(worth, {question.content[i].concept for i in asked_matched}),
        known=sum(worth[c] for c in {t.concept for t in question.content}) / most if most else 0.0,
        length=min(1.0, len(question.concepts) / 6),
    )
    return Ranking(hits=tuple(hits), signs=signs)


def _extra(read: Closeness, weights: Weights) -> Floats:
    return weights.pair_share * read.pairs + weights.stop_share * read.stops + weights.gram_share * read.grams


def _best(scores: Floats, rows: NDArray[np.int64], count: int) -> tuple[Floats, NDArray[np.int64]]:
    """For every row its best score and the place of it (-1 and 0.0 where it has none); the earlier of equals."""
    order = np.lexsort((np.arange(len(rows)), -scores, rows))
    heads = order[np.flatnonzero(np.diff(rows[order], prepend=-1))]
    best, at = np.zeros(count), np.full(count, -1)
    best[rows[heads]] = scores[heads]
    at[rows[heads]] = heads
    return best, at


def _at(values: Floats, places: NDArray[np.int64]) -> Floats:
    return np.where(places >= 0, values[places], 0.0) if len(values) else np.zeros(len(places))


def _worth(question: Question, reader: Reader) -> list[float]:
    """What each concept of the question weighs; a word the base does not know weighs as much as its rarest."""
    top = max(reader.rarity, default=1.0)
    worth = [top] * len(question.concepts)
    seen: dict[int, float] = {}
    for term, rarity in zip(question.content, reader.rarity, strict=True):
        if term.concept not in seen:
            seen[term.concept] = max(0.05 * top, rarity)
    for concept, rarity in seen.items():
        worth[concept] = rarity
    return worth


def _share(worth: list[float], concepts: set[int]) -> float:
    most = sum(worth)
    return min(1.0, sum(worth[concept] for concept in concepts) / most) if most else 0.0


def _matched(question: Question, read: Closeness | None, at: int, asked: Closeness | None, place: int) -> list[int]:
    found = np.zeros(len(question.content), np.bool_)
    if read is not None and at >= 0:
        found |= read.hits[at] > 0
    if asked is not None and place >= 0:
        found |= asked.hits[place] > 0
    return [int(i) for i in np.flatnonzero(found)]


def _squash(value: float) -> float:
    return value / (1 + value)
