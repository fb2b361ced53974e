"""Which articles are worth a closer look?

BM25 over passages, whole articles and past questions; only postings are touched.
"""

from dataclasses import dataclass

import numpy as np

from bot.search import accumulators, bm25
from bot.search.columns import Floats, Ints, heads, spread
from bot.search.postings import Postings
from bot.search.question import Question
from bot.search.snapshot import Snapshot
from bot.search.weights import Shape, Weights

#: From this share of all units on it is quicker to look at every unit than to sort those that were touched.
_MANY = 1 / 32


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Units with their scores, ascending by unit."""

    units: Ints
    scores: Floats


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """The best articles, best first, by what the postings alone tell."""

    articles: Ints
    #: The score of each as a whole.
    whole: Floats
    #: The passages to read, and the place of each one's article in `articles`.
    passages: Scored
    rows: Ints
    #: Every passage that holds a term of the question.
    touched: Scored


def score(postings: Postings, question: Question, shape: Shape) -> Scored:
    """Every unit that holds a term of the question, with its BM25 score."""
    weights: dict[int, float] = {}
    for term in question.content:
        for id in term.ids:
            weights[id] = max(weights.get(id, 0.0), term.weight)
    found, parts = [], []
    rarities = bm25.idf(postings, weights)
    for (id, rarity), (units, strength) in zip(rarities.items(), bm25.weighed(postings, rarities, shape), strict=True):
        found.append(units)
        parts.append((rarity * weights[id]) * strength)
    if not found:
        return _NONE
    if len(found) == 1:
        return Scored(units=found[0].astype(np.int64), scores=parts[0])
    everywhere, size = np.concatenate(found), len(postings.lengths[0])
    if len(everywhere) > size * _MANY:
        total = np.bincount(everywhere, np.concatenate(parts))
        units = (total > 0).nonzero()[0]  # truths are found ten times as fast as numbers
        return Scored(units=units, scores=total[units])
    with accumulators.SCORES.lent(size) as board:
        for here, part in zip(found, parts, strict=True):
            board[here] += part
        everywhere.sort()
        units = everywhere[heads(everywhere)].astype(np.int64)
        scores = board[units]
        board[units] = 0.0
    return Scored(units=units, scores=scores)


def candidates(state: Snapshot, question: Question, weights: Weights) -> Candidates:
    """The articles that lead by their best passage and as a whole, and what to read of them."""
    passages = score(state.passages, question, weights.passage)
    whole = score(state.articles, question, weights.article) if weights.article_share else _NONE
    article_of = state.article_of[passages.units]
    firsts = heads(article_of)
    everyone = article_of[firsts]
    best = np.maximum.reduceat(passages.scores, firsts) if len(firsts) else passages.scores
    as_whole = _of(whole, everyone, len(state.alive))
    total = best + weights.article_share * as_whole
    total[~state.alive[everyone]] = -1.0
    chosen = _top(total, everyone, state, weights.candidates)
    articles = everyone[chosen]
    read, rows = best_each(passages, state, articles, weights.passages_each)
    return Candidates(articles=articles, whole=as_whole[chosen], passages=read, rows=rows, touched=passages)


_NONE = Scored(units=np.zeros(0, np.int64), scores=np.zeros(0))


def _of(scored: Scored, units: Ints, size: int) -> Floats:
    """The scores of some units; 0 where there is none."""
    with accumulators.SCORES.lent(size) as board:
        board[scored.units] = scored.scores
        scores: Floats = board[units]
        board[scored.units] = 0.0
    return scores


def _top(total: Floats, articles: Ints, state: Snapshot, limit: int) -> Ints:
    """The places of the largest positive totals, largest first; equals by their article's id."""
    edge = np.partition(total, len(total) - limit)[len(total) - limit] if len(total) > limit else 0.0
    places = ((total >= edge) & (total > 0)).nonzero()[0]
    ids = [state.ids[article] for article in articles[places].tolist()]
    order = sorted(zip((-total[places]).tolist(), ids, places.tolist(), strict=True))
    return np.array([place for _, _, place in order[:limit]], np.int64)


def best_each(scored: Scored, state: Snapshot, articles: Ints, each: int) -> tuple[Scored, Ints]:
    """Of every article the few best passages, best first, the earlier of equals; and which article each is of."""
    first = scored.units.searchsorted(state.first_passage[articles])
    last = scored.units.searchsorted(state.first_passage[articles + 1])
    rows, places = spread(first, last)
    order = np.lexsort((-scored.scores[places], rows))
    sizes = last - first
    kept = order[np.arange(len(order)) - (sizes.cumsum() - sizes)[rows] < each]
    return Scored(units=scored.units[places[kept]], scores=scored.scores[places[kept]]), rows[kept]
