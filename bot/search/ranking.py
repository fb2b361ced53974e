"""In which order do the candidates answer?

All parts of the score together, and what the gate needs to know of the best.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.search import gate, names, nearness, past_questions, precedence, proximity, retrieve
from bot.search.columns import Flags, Floats, Ints, heads
from bot.search.findings import Hit, Spot
from bot.search.gate import SENTENCE, Ground, Signs
from bot.search.nearness import Nearness
from bot.search.proximity import Closeness, Reader
from bot.search.question import Question, untold
from bot.search.reading import Standing
from bot.search.retrieve import Scored
from bot.search.snapshot import Snapshot
from bot.search.sources import ASKED_AT, TEXT_AT, Source
from bot.search.vocabulary import Vocabulary
from bot.search.weights import Weights

#: A score of this many times the question's weight is as good as it gets.
REACH = 6.0
#: So many articles after the first show how far it leads.
RIVALS = 9
#: So many sections of an article are kept, best first.
SPOTS = 6
#: Sections whose best passage scores less than this share of the article's best one are another matter.
LEAST = 0.5
#: Words so far apart still belong together.
STRETCH = 24


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The hits, best first, the signs of the first, and how rare each term of the question is."""

    hits: tuple[Hit, ...] = ()
    signs: Signs = field(default_factory=Signs)
    ground: Ground = field(default_factory=Ground)
    rarity: tuple[float, ...] = ()
    #: How near the first is in meaning, as `nearness.Nearness`; None where nobody can tell.
    near: float | None = None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Passages that were read closely, an entry a passage."""

    units: Ints
    #: Which article, in the order asked for.
    rows: Ints
    read: Closeness
    #: The parts of each one's score.
    parts: Mapping[str, Floats]
    scores: Floats


def rank(
    state: Snapshot,
    words: Vocabulary,
    question: Question,
    weights: Weights,
    *,
    limit: int,
    near: Callable[[Sequence[str]], Mapping[str, Nearness]] | None = None,
    rivals: Sequence[float] = (),
) -> Ranking:
    """Find, read and order the articles; `near` tells of some how near they are in meaning.

    `rivals`: the scores of what was found elsewhere, which the first of these leads as well, or does not.
    """
    if not question.content:
        return Ranking()
    found = retrieve.candidates(state, question, weights)
    reader = Reader(state, words, question, weights)
    if not len(found.articles):
        return Ranking(rarity=reader.rarity)
    seen = _seen(state, reader, weights, found.passages, found.rows)
    count = len(found.articles)
    best, at_passage = _best(seen.scores, seen.rows)
    parts = {"passage": seen.parts["passage"][at_passage], "article": weights.article_share * found.whole}
    parts |= {name: values[at_passage] for name, values in seen.parts.items() if name != "passage"}
    asked = past_questions.likeness(found.articles, state, words, question, reader.worth)
    parts["past questions"] = weights.precedent_share * sum(reader.worth) * asked
    worth = reader.worth
    plain: Floats = best + parts["article"] + parts["past questions"]
    untried = untold(state)
    called = names.called(state, words, question, worth, found.articles)
    parts["title"] = plain * (weights.title_bonus * untried) * np.maximum(called.title, called.alias)
    concepts = [None if term.is_hint else term.concept for term in question.content]
    said = precedence.telling(seen.read, at_passage, concepts, worth, TEXT_AT)
    standing = state.standing[found.articles]
    total: Floats = precedence.kept(plain + parts["title"], said, standing)
    parts["stepping back"] = total - plain - parts["title"]
    ids = [state.ids[article] for article in found.articles.tolist()]
    order = [at for _, _, at in sorted(zip((-total).tolist(), ids, range(count), strict=True))]
    scores = total.tolist()
    close = near([ids[at] for at in order[: nearness.PAGES]]) if near else {}
    if close:
        front = order[: nearness.PAGES]
        best_first = nearness.pages([scores[at] for at in front], [close.get(ids[at]) for at in front])
        order[: len(front)] = [front[place] for place in best_first]
        for at, score in zip(order, [scores[at] for at in front], strict=False):
            scores[at] = score
        parts["meaning"] = np.array(scores) - total
    shown = order[:limit]
    held = _places(seen.read.hits[at_passage[shown]] > 0)
    opened = shown[: weights.opened]
    within = retrieve.best_each(found.touched, state, found.articles[opened], weights.places_each)
    closer_seen = _seen(state, reader, weights, *within)
    spots = [
        _worth_it(nearness.sections(places, close.get(ids[at])))
        for at, places in zip(opened, _spots(state, closer_seen, len(opened)), strict=True)
    ]
    spots += [(_spot(state, int(seen.units[at_passage[at]]), float(best[at])),) for at in shown[len(opened) :]]
    told = {name: values.tolist() for name, values in parts.items()}
    hits = tuple(
        Hit(
            article=ids[at],
            spots=places,
            score=scores[at],
            matched=frozenset(question.content[slot].word for slot in slots),
            coverage=_share(worth, {concept for slot in slots if (concept := concepts[slot]) is not None}),
            parts={name: round(values[at], 4) for name, values in told.items() if values[at]},
        )
        for at, slots, places in zip(shown, held, spots, strict=True)
    )
    first, others = order[0], order[1 : 1 + RIVALS]
    most = float(sum(worth)) or 1.0
    told_there = _occurrences(seen.read, int(at_passage[first]), concepts)
    elsewhere = float(asked[order[1:]].max()) if count > 1 else 0.0
    behind = sorted([*(scores[at] for at in others), *rivals], reverse=True)[:RIVALS]
    share = len({concept for _, concept in told_there}) / max(1, len(worth))
    length = min(1.0, len(question.concepts) / SENTENCE)
    signs = Signs(
        words=share,
        own=len({concept for place, concept in told_there if place < ASKED_AT}) / max(1, len(worth)),
        together=_share(worth, _together(told_there, worth)),
        reach=min(1.0, float(plain[first]) / (REACH * most)),
        lead=gate.lead(scores[first], behind),
        asked=max(0.0, float(asked[first]) - elsewhere),
        length=length,
        much=share * length,
        untried=untried,
    )
    ground = Ground(
        held=float(said.held[first]),
        topic=float(said.topic[first]),
        called=float(called.title[first]),
        is_bundled=bool(standing[first] & Standing.BUNDLED),
        subjects=gate.subjects(question.concepts),
    )
    nearest = close.get(ids[first])
    return Ranking(
        hits=hits,
        signs=signs,
        ground=ground,
        rarity=reader.rarity,
        near=None if nearest is None else nearest.best,
    )


def _seen(state: Snapshot, reader: Reader, weights: Weights, passages: Scored, rows: Ints) -> Seen:
    """Read passages closely."""
    read = reader.read(proximity.passage_words(state, passages.units))
    parts = {
        "passage": passages.scores,
        "pairs": weights.pair_share * read.pairs,
        "runs": weights.run_share * read.runs,
        "grams": weights.gram_share * read.grams,
        "alike": weights.alike_share * read.alike,
        "stop words": weights.stop_share * read.stops,
    }
    return Seen(units=passages.units, rows=rows, read=read, parts=parts, scores=np.sum(list(parts.values()), axis=0))


def _spots(state: Snapshot, seen: Seen, count: int) -> list[tuple[Spot, ...]]:
    """Of each article its sections by their best passages, best first; the earlier of equals."""
    found: list[dict[int, Spot]] = [{} for _ in range(count)]
    order = np.lexsort((seen.units, -seen.scores))
    for row, unit, score in zip(
        seen.rows[order].tolist(), seen.units[order].tolist(), seen.scores[order].tolist(), strict=True
    ):
        section = int(state.section_of[unit])
        if section not in found[row]:
            found[row][section] = _spot(state, unit, score)
    return [tuple(spots.values()) for spots in found]


def _worth_it(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """The first of an article's sections, without those that are far behind."""
    most = max(spot.score for spot in spots)
    return tuple(spot for spot in spots if spot.score >= LEAST * most)[:SPOTS]


def _spot(state: Snapshot, unit: int, score: float) -> Spot:
    start, end = int(state.section_start[unit]), int(state.section_end[unit])
    size = max(1, end - start)
    return Spot(
        section=int(state.section_of[unit]),
        start=round(min(1.0, max(0.0, (int(state.text_start[unit]) - start) / size)), 4),
        end=round(min(1.0, max(0.0, (int(state.text_end[unit]) - start) / size)), 4),
        score=round(score, 4),
    )


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


def _occurrences(read: Closeness, row: int, concepts: Sequence[int | None]) -> list[tuple[int, int]]:
    """Where in a passage the article itself, or those who asked before, say which concept, in order."""
    here = slice(*read.rows.searchsorted([row, row + 1]))
    found = zip(read.places[here].tolist(), read.slots[here].tolist(), read.sources[here].tolist(), strict=True)
    return [
        (place, concept)
        for place, slot, source in found
        if source in (Source.TOLD, Source.ASKED) and (concept := concepts[slot]) is not None
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
