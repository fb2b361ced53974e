"""Which articles are worth a closer look? BM25 over passages, whole articles and past questions; only postings are touched."""

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.search import bm25
from bot.search.columns import Floats
from bot.search.postings import Postings
from bot.search.question import Question
from bot.search.state import State
from bot.search.weights import Shape, Weights

_scratch = threading.local()


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Units with their scores, ascending by unit."""

    units: NDArray[np.int64]
    scores: Floats


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """The best articles, best first, by what the postings alone tell."""

    articles: NDArray[np.int64]
    #: Of each: the scores of the whole article, of all its past questions, of its best past question.
    whole: Floats
    learned: Floats
    asked: Floats
    #: The passages and past questions to read, with their articles' places in `articles`.
    passages: Scored
    passage_rows: NDArray[np.int64]
    questions: Scored
    question_rows: NDArray[np.int64]


def score(postings: Postings, question: Question, shape: Shape) -> Scored:
    """Every unit that holds a term of the question, with its BM25 score."""
    weights: dict[int, float] = {}
    for term in question.content:
        for id in term.ids:
            weights[id] = max(weights.get(id, 0.0), term.weight)
    rarity = bm25.idf(postings, list(weights))
    total = _board("total", len(postings.lengths[0]), np.float64)
    touched: list[NDArray[np.int32]] = []
    for term, value in rarity.items():
        units, strength = bm25.weigh(postings, term, shape)
        before = total[units]
        touched.append(units[before == 0.0])
        total[units] = before + (value * weights[term]) * strength
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
    """The articles that lead by passages, article and past questions together, and what to read of them."""
    passages = score(state.passages, question, weights.passage)
    whole = score(state.articles, question, weights.article) if weights.article_share else _NONE
    learned = score(state.learned, question, weights.learned) if weights.learned_share else _NONE
    asked = score(state.asked, question, weights.asked) if weights.asked_share else _NONE
    passage_article = state.article_of[passages.units]
    asked_article = state.asked_of[asked.units]

    everyone = _distinct(np.concatenate([passage_article, whole.units, learned.units, asked_article]), len(state.alive))
    parts = (
        _best(passage_article, passages.scores, everyone),
        _best(whole.units, whole.scores, everyone),
        _best(learned.units, learned.scores, everyone),
        _best(asked_article, asked.scores, everyone),
    )
    shares = (1.0, weights.article_share, weights.learned_share, weights.asked_share)
    total = sum((share * part for share, part in zip(shares, parts, strict=True)), np.zeros(len(everyone)))
    total[~state.alive[everyone]] = -1.0
    chosen = _top(total, everyone, state, weights.candidates)
    chosen = chosen[total[chosen] > 0]
    articles = everyone[chosen]
    board = _board("row", len(state.alive), np.int64)
    board[articles] = np.arange(1, len(articles) + 1)
    read, passage_rows = _best_each(passages, board[passage_article] - 1, weights.passages_each)
    questions, question_rows = _best_each(asked, board[asked_article] - 1, weights.asked_each)
    board[articles] = 0
    return Candidates(
        articles=articles,
        whole=parts[1][chosen],
        learned=parts[2][chosen],
        asked=parts[3][chosen],
        passages=read,
        passage_rows=passage_rows,
        questions=questions,
        question_rows=question_rows,
    )


_NONE = Scored(units=np.zeros(0, np.int64), scores=np.zeros(0))


def _distinct(articles: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Each article once, without sorting: the last one to sign a place owns it."""
    board = _board("owner", size, np.int64)
    order = np.arange(len(articles))
    board[articles] = order
    kept = articles[board[articles] == order]
    board[articles] = 0
    return kept


def _best(articles: NDArray[np.int64], scores: Floats, everyone: NDArray[np.int64]) -> Floats:
    """The best score of every article's units."""
    board = _board("best", int(everyone.max()) + 1 if len(everyone) else 0, np.float64)
    np.maximum.at(board, articles, scores)
    best = board[everyone]
    board[everyone] = 0.0
    return best


def _top(total: Floats, articles: NDArray[np.int64], state: State, limit: int) -> NDArray[np.int64]:
    """The places of the largest totals, largest first; equals by their article's id."""
    if len(total) > limit:
        edge = np.partition(total, len(total) - limit)[len(total) - limit]
        places = np.flatnonzero(total >= edge)
    else:
        places = np.arange(len(total))
    order = sorted(places.tolist(), key=lambda place: (-total[place], state.ids[articles[place]]))
    return np.array(order[:limit], np.int64)


def _best_each(scored: Scored, rows: NDArray[np.int64], each: int) -> tuple[Scored, NDArray[np.int64]]:
    """Of every row the few best units: best first, the earlier of equals."""
    kept = np.flatnonzero(rows >= 0)
    order = kept[np.lexsort((scored.units[kept], -scored.scores[kept], rows[kept]))]
    rows = rows[order]
    first = np.searchsorted(rows, rows, side="left")
    order = order[np.arange(len(order)) - first < each]
    return Scored(units=scored.units[order], scores=scored.scores[order]), np.sort(
        rows[np.arange(len(rows)) - first < each]
    )
