"""How good is the search, beside plain BM25, and what does each of its steps add?

    python -m tests.benchmarks.search_quality [SET …]

prints nDCG@10 of every system and step on every labelled set. A step is the default configuration without what the
steps after it add. POLLEN_RETRIEVAL_SETS says where the labelled sets are.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from bot.cli import evaluation
from bot.search import languages, measures, terms
from bot.search.index import Article, Index
from bot.search.weights import Shape, Weights

DATA = Path(os.environ.get("POLLEN_RETRIEVAL_SETS", Path(__file__).parents[3] / "shared" / "data" / "retrieval"))
#: Set, whether past questions belong to it, and the floor.
SETS = (
    ("stackfaq", False, 0.81),
    ("squad-a", False, 0.91),
    ("handbook-tts", False, 0.77),
    ("scifact", False, 0.70),
    ("stackfaq", True, 0.94),
    ("squad-a", True, None),
    ("banking77", True, 0.875),
    ("hint3-mattress", True, 0.88),
)
#: Rank-bm25's and bm25s' results are read so far down.
DEPTH = 10
ROUNDS = 1_000
#: More words than any article has: no windows.
WHOLE = 10**9
Floats = NDArray[np.float64]
System = Callable[[evaluation.QuestionSet], Floats]

DEFAULT = Weights()
ONE_FIELD = Shape(columns=(1.0, 1.0, 1.0, 1.0), b=(0.75, 0.75, 0.75, 0.75))
#: Each step with what it adds to the one before; the last is the default configuration.
STEPS: tuple[tuple[str, dict[str, object]], ...] = (
    (
        "sections as one field",
        {
            "passage": ONE_FIELD,
            "window": WHOLE,
            "article_share": 0.0,
            "pair_share": 0.0,
            "gram_share": 0.0,
            "alike_share": 0.0,
            "stop_share": 0.0,
            "precedent_share": 0.0,
            "spelling": False,
            "everyday": 0.0,
        },
    ),
    ("+ fields: title, headings, text", {"passage": DEFAULT.passage}),
    ("+ windows of 80 words", {"window": DEFAULT.window}),
    ("+ half of the article's score", {"article_share": DEFAULT.article_share}),
    ("+ neighbouring word pairs", {"pair_share": DEFAULT.pair_share}),
    ("+ character 4-grams", {"gram_share": DEFAULT.gram_share}),
    ("+ words alike a missing one", {"alike_share": DEFAULT.alike_share}),
    ("+ spelling", {"spelling": DEFAULT.spelling}),
    ("+ stop words", {"stop_share": DEFAULT.stop_share}),
    ("+ likeness to past questions", {"precedent_share": DEFAULT.precedent_share}),
    ("+ other words of working life", {"everyday": DEFAULT.everyday}),
)


def steps() -> Iterator[tuple[str, Weights]]:
    """Every step with the configuration up to it."""
    weights = DEFAULT
    for name, added in STEPS:
        weights = replace(weights, **added)  # type: ignore[arg-type]  # names and values of its own fields
        yield name, weights
    if weights != DEFAULT:
        raise ValueError("The last step is not the default configuration.")


def same_terms(text: str) -> list[str]:
    """The words of a text as the search knows them, in English."""
    stems = languages.stemmers()
    return [stems.stem(word, "en") for word in terms.words(text) if not languages.is_stop(word, "en")]


def bare_words(text: str) -> list[str]:
    """Lower case, split on spaces."""
    return text.lower().split()


def written(article: Article) -> str:
    """All of an article, for systems that know no fields."""
    return "\n".join((article.title, article.text, *article.asked))


def by_rank_bm25(cut: Callable[[str], list[str]]) -> System:
    """rank-bm25's Okapi over whole articles."""

    def ask(questions: evaluation.QuestionSet) -> Floats:
        okapi = BM25Okapi([cut(written(article)) for article in questions.articles])
        return scored(questions, lambda text: okapi.get_scores(cut(text)))

    return ask


def by_bm25s(questions: evaluation.QuestionSet) -> Floats:
    """bm25s with its defaults over whole articles, on the same terms."""
    index = bm25s.BM25()
    index.index([same_terms(written(article)) for article in questions.articles], show_progress=False)
    known = index.vocab_dict
    nothing = np.zeros(len(questions.articles))

    def scores(text: str) -> Floats:
        asked = [term for term in same_terms(text) if term in known]
        return np.asarray(index.get_scores(asked), np.float64) if asked else nothing

    return scored(questions, scores)


def scored(questions: evaluation.QuestionSet, scores: Callable[[str], Floats]) -> Floats:
    """The nDCG@10 of every question by a system that gives every article a score."""
    ids = np.array([article.id for article in questions.articles])
    found = []
    for id, text in questions.questions:
        told = scores(text)
        last = np.partition(told, -DEPTH)[-DEPTH] if len(told) > DEPTH else -np.inf
        best = measures.ordered(zip(ids[told >= last].tolist(), told[told >= last].tolist(), strict=True))
        found.append(measures.ndcg(best, questions.grades.get(id, {}), DEPTH))
    return np.array(found)


def by_pollen(weights: Weights) -> System:
    """Our search."""

    def ask(questions: evaluation.QuestionSet) -> Floats:
        answered = evaluation.measure(questions, Index.build(questions.articles, weights=weights)).questions
        return np.array(
            [measures.ndcg(measures.ordered(one.ranked), questions.grades.get(one.id, {}), DEPTH) for one in answered]
        )

    return ask


def is_beyond_chance(gains: Floats) -> bool:
    """Whether the 95% interval of a paired bootstrap leaves out zero."""
    chance = np.random.default_rng(7)
    drawn = gains[chance.integers(0, len(gains), (ROUNDS, len(gains)))].mean(axis=1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return bool(low > 0 or high < 0)


def main() -> None:
    """Print the table."""
    wanted = [one for one in SETS if one[0] in sys.argv[1:]] or list(SETS)
    if not DATA.is_dir():
        print(f"There are no labelled sets at {DATA}; POLLEN_RETRIEVAL_SETS says where they are.")
        return
    sets = [evaluation.read(DATA / name, asked=asked) for name, asked, _ in wanted]
    systems: list[tuple[str, System]] = [
        ("rank-bm25, lower case, split on spaces", by_rank_bm25(bare_words)),
        ("rank-bm25, the same terms", by_rank_bm25(same_terms)),
        ("bm25s, the same terms", by_bm25s),
        *((name, by_pollen(weights)) for name, weights in steps()),
    ]
    print("nDCG@10; `*`: past questions are part of the articles; bold: beyond chance against the row above it")
    print("(95 % of a paired bootstrap).\n")
    print("| | " + " | ".join(name + r"\*" * asked for name, asked, _ in wanted) + " |")
    print("| --- |" + " ---: |" * len(wanted))
    before: list[Floats] = []
    for name, system in systems:
        rows = [system(one) for one in sets]
        cells = [f"{row.mean():.3f}" for row in rows]
        for at, (row, last) in enumerate(zip(rows, before, strict=False)):
            if is_beyond_chance(row - last):
                cells[at] = f"**{cells[at]}**"
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
        before = rows
    print("| *floor* | " + " | ".join(f"{floor:.3f}" if floor else "" for _, _, floor in wanted) + " |")
    low = [one[0] for one, row in zip(wanted, before, strict=True) if one[2] is not None and float(row.mean()) < one[2]]
    if low:
        sys.exit(f"Below the floor: {', '.join(low)}.")


if __name__ == "__main__":
    main()
