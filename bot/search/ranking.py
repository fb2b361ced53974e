"""In which order do the candidates answer?

All parts of the score together, and what the gate needs to know of the best.
"""

from dataclasses import dataclass

import numpy as np

from bot.search import closer, precedents, retrieve
from bot.search.closer import Closeness, Reader
from bot.search.columns import Floats, Ints
from bot.search.findings import Hit
from bot.search.gate import Signs
from bot.search.question import Question
from bot.search.state import State
from bot.search.vocabulary import Vocabulary
from bot.search.weights import Weights

#: A score of this many times the question's weight is as good as it gets.
REACH = 6.0
#: Words of a question that say what it is about, from which it counts as a whole sentence.
SENTENCE = 6
#: Words so far apart still belong together.
STRETCH = 24


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
    count = len(found.articles)
    extras = {
        "pairs": weights.pair_share * read.pairs,
        "grams": weights.gram_share * read.grams,
        "alike": weights.alike_share * read.alike,
        "stop words": weights.stop_share * read.stops,
    }
    best, at_passage = _best(found.passages.scores + sum(extras.values()), found.rows, count)
    parts = {"passage": found.passages.scores[at_passage], "article": weights.article_share * found.whole}
    parts |= {name: values[at_passage] for name, values in extras.items()}
    asked = precedents.likeness(found.articles, state, words, question, reader.worth)
    parts["past questions"] = weights.precedent_share * sum(reader.worth) * asked
    total: Floats = best + parts["article"] + parts["past questions"]
    ids = [state.ids[int(article)] for article in found.articles]
    order = sorted(range(count), key=lambda at: (-total[at], ids[at]))

    worth = reader.worth
    held = read.hits[at_passage] > 0
    concepts = np.array([term.concept for term in question.content])
    covered = [_share(worth, set(concepts[row].tolist())) for row in held]
    hits = tuple(
        Hit(
            article=ids[at],
            section=int(state.section_of[found.passages.units[at_passage[at]]]),
            score=float(total[at]),
            matched=frozenset(question.content[i].word for i in np.flatnonzero(held[at])),
            coverage=covered[at],
            parts={name: round(float(values[at]), 4) for name, values in parts.items() if values[at]},
        )
        for at in order[:limit]
    )
    first, others = order[0], order[1:5]
    most = float(sum(worth)) or 1.0
    elsewhere = float(asked[order[1:]].max()) if count > 1 else 0.0
    signs = Signs(
        words=len(set(concepts[held[first]].tolist())) / max(1, len(worth)),
        own=len(_own(read, int(at_passage[first]), concepts)) / max(1, len(worth)),
        together=_share(worth, _together(read, int(at_passage[first]), concepts, worth)),
        reach=min(1.0, float(total[first]) / (REACH * most)),
        lead=1.0 - float(total[others].mean() / total[first]) if others else 1.0,
        asked=max(0.0, float(asked[first]) - elsewhere),
        length=min(1.0, len(question.concepts) / SENTENCE),
    )
    return Ranking(hits=hits, signs=signs)


def _best(scores: Floats, rows: Ints, count: int) -> tuple[Floats, Ints]:
    """For every row its best score and the place of it; the earlier of equals. Each row has at least one."""
    order = np.lexsort((np.arange(len(rows)), -scores, rows))
    heads = order[np.searchsorted(rows[order], np.arange(count))]
    return scores[heads], heads


def _share(worth: list[float], concepts: set[int]) -> float:
    most = sum(worth)
    return min(1.0, sum(worth[concept] for concept in concepts) / most) if most else 0.0


def _own(read: Closeness, row: int, concepts: Ints) -> set[int]:
    """The concepts in what the article itself says, past questions left out."""
    here = (read.rows == row) & (read.slots >= 0) & (read.places < closer.ASKED_AT)
    return set(concepts[read.slots[here]].tolist())


def _together(read: Closeness, row: int, concepts: Ints, worth: list[float]) -> set[int]:
    """The concepts of the weightiest stretch of a passage."""
    here = np.flatnonzero((read.rows == row) & (read.slots >= 0))
    places, held = read.places[here].tolist(), concepts[read.slots[here]].tolist()
    best: tuple[float, set[int]] = (0.0, set())
    start = 0
    for end, place in enumerate(places):
        while place - places[start] > STRETCH:
            start += 1
        near = set(held[start : end + 1])
        best = max(best, (sum(worth[concept] for concept in near), near), key=lambda found: found[0])
    return best[1]
