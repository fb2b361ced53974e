"""Which articles are worth a closer look?

BM25 over passages, whole articles and past questions; only postings are touched.
"""

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.search import bm25
from bot.search.columns import Floats, Ints
from bot.search.postings import Postings
from bot.search.question import Question
from bot.search.state import State
from bot.search.weights import Shape, Weights

_scratch = threading.local()


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


def score(postings: Postings, question: Question, shape: Shape) -> Scored:
    """Every unit that holds a term of the question, with its BM25 score."""
    weights: dict[int, float] = {}
    for term in question.content:
        for id in term.ids:
            weights[id] = max(weights.get(id, 0.0), term.weight)
    rarity = bm25.idf(postings, list(weights))
    total = _board("total", len(postings.lengths[0]), np.float64)
    touched: list[Ints] = []
    for id, value in rarity.items():
        units, strength = bm25.weigh(postings, id, shape)
        before = total[units]
        touched.append(units[before == 0.0])
        total[units] = before + (value * weights[id]) * strength
    if not touched:
        return Scored(units=np.zeros(0, np.int64), scores=np.zeros(0))
    found = np.concatenate(touched).astype(np.int64)
    scores = total[found]
    total[found] = 0.0
    return Scored(units=found, scores=scores)


def _board(name: str, size: int, dtype: type) -> NDArray[Any]:
    """This thread's board of zeros; whoever writes on it wipes what they wrote, so that its size costs nothing."""
    board: NDArray[Any] | None = getattr(_scratch, name, None)
    if board is None or len(board) < size:
        board = np.zeros(max(size, 1024) * 5 // 4, dtype)
        setattr(_scratch, name, board)
    return board


def candidates(state: State, question: Question, weights: Weights) -> Candidates:
    """The articles that lead by their best passage and as a whole, and what to read of them."""
    passages = score(state.passages, question, weights.passage)
    whole = score(state.articles, question, weights.article) if weights.article_share else _NONE
    article_of = state.article_of[passages.units]
    everyone = _distinct(article_of, len(state.alive))
    as_whole = _best(whole.units, whole.scores, everyone, len(state.alive))
    total = _best(article_of, passages.scores, everyone, len(state.alive)) + weights.article_share * as_whole
    total[~state.alive[everyone]] = -1.0
    chosen = _top(total, everyone, state, weights.candidates)
    chosen = chosen[total[chosen] > 0]
    articles = everyone[chosen]
    board = _board("row", len(state.alive), np.int64)
    board[articles] = np.arange(1, len(articles) + 1)
    read, rows = _best_each(passages, board[article_of] - 1, weights.passages_each)
    board[articles] = 0
    return Candidates(articles=articles, whole=as_whole[chosen], passages=read, rows=rows)


_NONE = Scored(units=np.zeros(0, np.int64), scores=np.zeros(0))


def _distinct(articles: Ints, size: int) -> Ints:
    """Each article once, without sorting: the last one to sign a place owns it."""
    board = _board("owner", size, np.int64)
    order = np.arange(len(articles))
    board[articles] = order
    kept: Ints = articles[board[articles] == order]
    board[articles] = 0
    return kept


def _best(articles: Ints, scores: Floats, everyone: Ints, size: int) -> Floats:
    """The best score of every article's units."""
    board = _board("best", size, np.float64)
    np.maximum.at(board, articles, scores)
    best: Floats = board[everyone]
    board[articles] = 0.0
    return best


def _top(total: Floats, articles: Ints, state: State, limit: int) -> Ints:
    """The places of the largest totals, largest first; equals by their article's id."""
    if len(total) > limit:
        edge = np.partition(total, len(total) - limit)[len(total) - limit]
        places = np.flatnonzero(total >= edge)
    else:
        places = np.arange(len(total))
    order = sorted(places.tolist(), key=lambda place: (-total[place], state.ids[articles[place]]))
    return np.array(order[:limit], np.int64)


def _best_each(scored: Scored, rows: Ints, each: int) -> tuple[Scored, Ints]:
    """Of every row the few best units: best first, the earlier of equals."""
    kept = np.flatnonzero(rows >= 0)
    order = kept[np.lexsort((scored.units[kept], -scored.scores[kept], rows[kept]))]
    rows = rows[order]
    first = np.searchsorted(rows, rows, side="left")
    order = order[np.arange(len(order)) - first < each]
    return Scored(units=scored.units[order], scores=scored.scores[order]), np.sort(
        rows[np.arange(len(rows)) - first < each]
    )
