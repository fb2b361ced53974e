"""In which order do the candidates answer?

All parts of the score together, and what the gate needs to know of the best.
"""

from dataclasses import dataclass

import numpy as np

from bot.search import closer, precedents, retrieve
from bot.search.closer import Closeness, Reader
from bot.search.columns import Flags, Floats, Ints, heads
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
#: The column of an article's past questions.
ASKED = 2
#: So many articles after the first show how far it leads.
RIVALS = 9
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
    best, at_passage = _best(found.passages.scores + sum(extras.values()), found.rows)
    parts = {"passage": found.passages.scores[at_passage], "article": weights.article_share * found.whole}
    parts |= {name: values[at_passage] for name, values in extras.items()}
    asked = precedents.likeness(found.articles, state, words, question, reader.worth)
    parts["past questions"] = weights.precedent_share * sum(reader.worth) * asked
    total: Floats = best + parts["article"] + parts["past questions"]
    ids = [state.ids[article] for article in found.articles.tolist()]
    order = [at for _, _, at in sorted(zip((-total).tolist(), ids, range(count), strict=True))]

    worth = reader.worth
    shown = order[:limit]
    held = _places(read.hits[at_passage[shown]] > 0)
    concepts = [term.concept for term in question.content]
    sections = state.section_of[found.passages.units[at_passage]].tolist()
    told = {name: values.tolist() for name, values in parts.items()}
    scores = total.tolist()
    hits = tuple(
        Hit(
            article=ids[at],
            section=sections[at],
            score=scores[at],
            matched=frozenset(question.content[place].word for place in places),
            coverage=_share(worth, {concepts[place] for place in places}),
            parts={name: round(values[at], 4) for name, values in told.items() if values[at]},
        )
        for at, places in zip(shown, held, strict=True)
    )
    first, others = order[0], order[1 : 1 + RIVALS]
    most = float(sum(worth)) or 1.0
    told_there = _occurrences(read, int(at_passage[first]), concepts)
    elsewhere = float(asked[order[1:]].max()) if count > 1 else 0.0
    behind = [scores[at] for at in others]
    share = len({concepts[place] for place in held[0]}) / max(1, len(worth))
    length = min(1.0, len(question.concepts) / SENTENCE)
    signs = Signs(
        words=share,
        own=len({concept for place, concept in told_there if place < closer.ASKED_AT}) / max(1, len(worth)),
        together=_share(worth, _together(told_there, worth)),
        reach=min(1.0, scores[first] / (REACH * most)),
        lead=1.0 - sum(behind) / len(behind) / scores[first] if behind else 1.0,
        asked=max(0.0, float(asked[first]) - elsewhere),
        length=length,
        much=share * length,
        untried=1.0 - min(1.0, state.articles.mean(ASKED) / SENTENCE),
    )
    return Ranking(hits=hits, signs=signs)


def _best(scores: Floats, rows: Ints) -> tuple[Floats, Ints]:
    """For every row its best score and the place of it; the earlier of equals. Each row has at least one."""
    best = np.maximum.reduceat(scores, heads(rows))
    best_at = (scores == best[rows]).nonzero()[0]
    return best, best_at[heads(rows[best_at])]


def _share(worth: list[float], concepts: set[int]) -> float:
    most = sum(worth)
    return min(1.0, sum(worth[concept] for concept in concepts) / most) if most else 0.0


def _places(table: Flags) -> list[list[int]]:
    """For every row of a table of truths where it is true."""
    return [[place for place, is_true in enumerate(row) if is_true] for row in table.tolist()]


def _occurrences(read: Closeness, row: int, concepts: list[int]) -> list[tuple[int, int]]:
    """Where in a passage which concept is, in order."""
    here = slice(*read.rows.searchsorted([row, row + 1]))
    return [
        (place, concepts[slot])
        for place, slot in zip(read.places[here].tolist(), read.slots[here].tolist(), strict=True)
    ]


def _together(occurrences: list[tuple[int, int]], worth: list[float]) -> set[int]:
    """The concepts of the weightiest stretch of a passage."""
    best: tuple[float, set[int]] = (0.0, set())
    start = 0
    for end, (place, _) in enumerate(occurrences):
        while place - occurrences[start][0] > STRETCH:
            start += 1
        near = {concept for _, concept in occurrences[start : end + 1]}
        weight = sum(worth[concept] for concept in near)
        if weight > best[0]:
            best = (weight, near)
    return best[1]
