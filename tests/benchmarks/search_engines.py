"""One search engine, built and asked: `search_speed` starts each in a process of its own and reads its line of JSON."""

import ctypes
import gc
import json
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from bot.cli import evaluation
from bot.markup.sections import Section, sections
from bot.search import retrieve, saving
from bot.search.index import Article, Index
from bot.search.postings import Postings, Rows
from bot.search.question import Question, Term
from bot.search.segments import merged
from bot.search.snippets import snippet
from bot.search.vocabulary import Vocabulary
from bot.search.weights import Shape
from tests.benchmarks.search_gate import DATA

SETS = ("scifact", "squad-a", "stackfaq", "handbook-tts")
WORDS, BEST = 80, 10
WARM, ASKED, UPDATES = 100, 500, 200
CHUNK = 20_000
K1, B = 1.5, 0.75


@dataclass(frozen=True, kw_only=True)
class Base:
    """Passages and questions as lists of term numbers, laid end to end, and the terms."""

    terms: list[str]
    held: np.ndarray
    starts: np.ndarray
    questions: list[list[int]]

    def passages(self) -> Iterator[list[int]]:
        for first, last in zip(self.starts[:-1].tolist(), self.starts[1:].tolist(), strict=True):
            yield self.held[first:last].tolist()

    def words(self, numbers: list[int]) -> list[str]:
        return [self.terms[number] for number in numbers]


def texts() -> tuple[list[list[str]], list[str]]:
    """The words of every article of the sets, and the questions in a fixed random order."""
    sets = [evaluation.read(DATA / name) for name in SETS]
    articles = [f"{one.title}. {one.text}".split() for questions in sets for one in questions.articles]
    asked = [text for questions in sets for _, text in questions.questions]
    random.Random(7).shuffle(asked)
    return [words for words in articles if len(words) >= WORDS // 2], asked[: WARM + ASKED]


def stretches(articles: list[list[str]], count: int) -> Iterator[str]:
    """So many stretches of real text, each begun at a random place."""
    chance = random.Random(11)
    sizes = [len(words) for words in articles]
    for words in chance.choices(articles, sizes, k=count):
        at = chance.randrange(max(1, len(words) - WORDS // 2))
        yield " ".join(words[at : at + WORDS])


def prepare(count: int, folder: Path) -> None:
    """Read all texts once, for the engines that take terms."""
    articles, asked = texts()
    vocabulary = Vocabulary()

    def content(text: str) -> np.ndarray:
        tokens = np.array(vocabulary.read(text, "en"), np.int64)
        return vocabulary.term_of[tokens[~vocabulary.is_stop[tokens]]] if len(tokens) else np.zeros(0, np.int32)

    found = [content(text) for text in stretches(articles, count)]
    starts = np.zeros(count + 1, np.int64)
    np.cumsum([len(one) for one in found], out=starts[1:])
    known = len(vocabulary.term_texts)
    read = ({term for term in content(text).tolist() if term < known} for text in asked)
    questions = [sorted(terms) for terms in read if terms]
    np.savez(folder / "base.npz", held=np.concatenate(found).astype(np.int32), starts=starts)
    told = {"terms": vocabulary.term_texts[:known], "questions": questions}
    (folder / "base.json").write_text(json.dumps(told))


def loaded(folder: Path) -> Base:
    told = json.loads((folder / "base.json").read_text())
    with np.load(folder / "base.npz") as arrays:
        return Base(terms=told["terms"], held=arrays["held"], starts=arrays["starts"], questions=told["questions"])


def measured(
    build: Callable[[], Any],
    ask: Callable[[Any, Any], object],
    asked: list[Any],
    update: Callable[[Any, int], object] | None,
) -> dict[str, Any]:
    """Seconds to build, megabytes it takes, milliseconds to ask and to change one passage."""
    before = _resident()
    started = time.perf_counter()
    engine = build()
    took = time.perf_counter() - started
    told = {"build s": took, "MB": (_resident() - before) / 1e6}
    for question in asked[:WARM]:
        ask(engine, question)
    spent = sorted(_timed(ask, engine, question) for question in asked[WARM:])
    told |= {"p50": _at(spent, 0.5), "p95": _at(spent, 0.95), "p99": _at(spent, 0.99)}
    if update is not None:
        spent = sorted(_timed(update, engine, number) for number in range(UPDATES))
        told |= {"update p50": _at(spent, 0.5), "update p99": _at(spent, 0.99)}
    return told


def _plain(text: str) -> Section:
    (section,) = sections(text, markdown=False)
    return section


def _timed(work: Callable[..., object], *arguments: object) -> float:
    started = time.perf_counter()
    work(*arguments)
    return (time.perf_counter() - started) * 1000


def _at(spent: list[float], share: float) -> float:
    return spent[min(len(spent) - 1, int(share * len(spent)))]


def _resident() -> int:
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
    resident: int = psutil.Process().memory_info().rss
    return resident


def pollen(base: Base) -> dict[str, Any]:
    """Ours, nothing but BM25 over passages."""
    shape = Shape(columns=(1.0,), b=(B,), k1=K1)

    def rows(first: int, last: int) -> tuple[Rows, np.ndarray]:
        held = base.held[base.starts[first] : base.starts[last]]
        lengths = np.diff(base.starts[first : last + 1]).astype(np.int32)
        nothing = np.zeros(len(held), np.int8)
        units = np.repeat(np.arange(first, last, dtype=np.int32), lengths)
        return Rows(terms=held, units=units, columns=nothing, stops=nothing.astype(np.bool_)), lengths

    def build() -> list[Postings]:
        count = len(base.starts) - 1
        postings = Postings.empty((np.zeros(0, np.int32),))
        for first in range(0, count, CHUNK):
            added, lengths = rows(first, min(count, first + CHUNK))
            postings = postings.added(added, len(lengths), (np.append(postings.lengths[0], lengths),))
        return [replace(postings, runs=(merged(postings.runs),))]

    def ask(engine: list[Postings], question: Question) -> list[Any]:
        found = retrieve.score(engine[0], question, shape)
        if len(found.units) <= BEST:
            return list(found.units)
        best = np.argpartition(found.scores, -BEST)[-BEST:]
        return list(found.units[best[np.argsort(-found.scores[best])]])

    asked = [
        Question(
            content=tuple(
                Term(word="", ids=(term,), weight=1.0, concept=at, place=at) for at, term in enumerate(terms)
            ),
            stops=(),
            concepts=(),
            corrections=(),
            synonyms=(),
            was_cut=False,
        )
        for terms in base.questions
    ]
    return measured(build, ask, asked, None)


def pipeline(count: int) -> dict[str, Any]:
    """Ours, the whole of it: from the words of a question to the passage to read, with all its features."""
    articles, asked = texts()
    passages = list(stretches(articles, count))

    def article(number: int, text: str) -> Article:
        return Article(id=f"{number:07}", title="", text=text, markdown=False, language="en")

    def build() -> Index:
        return Index.build(article(number, text) for number, text in enumerate(passages))

    def ask(index: Index, question: str) -> object:
        found = index.search(question)
        return found.hits and snippet(_plain(passages[int(found.hits[0].article)]), found.words)

    changed = random.Random(13).choices(range(count), k=UPDATES)

    def update(index: Index, at: int) -> None:
        index.put(article(changed[at], passages[changed[-1 - at]]))

    kept: list[Index] = []

    def remembered() -> Index:
        kept.append(build())
        return kept[0]

    told = measured(remembered, ask, asked, update)
    fresh = build()
    digests = {f"{number:07}": "" for number in range(count)}
    data: list[bytes] = []
    save = _timed(lambda: data.append(saving.dumped(fresh, digests))) / 1000
    load = _timed(lambda: saving.loaded(data[0])) / 1000
    meanwhile = _while_building(kept[0], asked, passages[:10_000])
    told["also"] = (
        f"pipeline: saved in {save:.2f} s ({len(data[0]) / 1e6:.0f} MB), loaded in {load:.2f} s; "
        f"questions asked while another {min(count, 10_000):,} articles are read: "
        f"p50 {_at(meanwhile, 0.5):.1f} ms, p99 {_at(meanwhile, 0.99):.1f} ms"
    )
    return told


def _while_building(index: Index, asked: list[str], passages: list[str]) -> list[float]:
    """Milliseconds of questions asked in one thread while another builds an index."""
    done = threading.Event()

    def build() -> None:
        Index.build(Article(id=str(at), title="", text=text, markdown=False) for at, text in enumerate(passages))
        done.set()

    builder = threading.Thread(target=build)
    builder.start()
    spent: list[float] = []
    while not done.is_set():
        question = asked[len(spent) % len(asked)]
        spent.append(_timed(index.search, question))
    builder.join()
    return sorted(spent)


def by_bm25s(base: Base, backend: str) -> dict[str, Any]:
    """bm25s, with what it computes in advance, as NumPy or by Numba."""
    import bm25s
    from bm25s.tokenization import Tokenized

    def build() -> Any:
        engine = bm25s.BM25(method="lucene", k1=K1, b=B, backend=backend)
        vocabulary = {term: number for number, term in enumerate(base.terms)}
        engine.index(Tokenized(ids=list(base.passages()), vocab=vocabulary), show_progress=False)
        if backend == "numba":
            engine.activate_numba_scorer()
        return engine

    def ask(engine: Any, terms: list[str]) -> object:
        return engine.retrieve([terms], k=BEST, show_progress=False, n_threads=0)

    return measured(build, ask, [base.words(question) for question in base.questions], None)


def by_tantivy(base: Base) -> dict[str, Any]:
    """tantivy, one field split on spaces."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    schema.add_integer_field("id", stored=True, indexed=True)
    built = schema.build()

    def build() -> Any:
        engine = tantivy.Index(built)
        writer = engine.writer(heap_size=256_000_000, num_threads=1)
        for number, terms in enumerate(base.passages()):
            writer.add_document(tantivy.Document(id=number, text=" ".join(base.words(terms))))
        writer.commit()
        writer.wait_merging_threads()
        engine.reload()
        return engine

    def ask(engine: Any, terms: list[str]) -> object:
        should = [(tantivy.Occur.Should, tantivy.Query.term_query(built, "text", term)) for term in terms]
        return engine.searcher().search(tantivy.Query.boolean_query(should), BEST).hits

    writers: list[Any] = []

    def update(engine: Any, at: int) -> None:
        if not writers:
            writers.append(engine.writer(heap_size=64_000_000, num_threads=1))
        writers[0].delete_documents_by_term("id", at)
        first, last = base.starts[at : at + 2]
        writers[0].add_document(tantivy.Document(id=at, text=" ".join(base.words(base.held[first:last].tolist()))))
        writers[0].commit()
        engine.reload()

    return measured(build, ask, [base.words(question) for question in base.questions], update)


def by_rank_bm25(base: Base) -> dict[str, Any]:
    """rank-bm25's Okapi."""
    from rank_bm25 import BM25Okapi

    def build() -> Any:
        return BM25Okapi([base.words(terms) for terms in base.passages()], k1=K1, b=B)

    def ask(engine: Any, terms: list[str]) -> object:
        scores = engine.get_scores(terms)
        return np.argpartition(scores, -BEST)[-BEST:]

    return measured(build, ask, [base.words(question) for question in base.questions[: WARM + 100]], None)


ENGINES: dict[str, Callable[[int, Path], dict[str, Any]]] = {
    "pollen": lambda _, folder: pollen(loaded(folder)),
    "pipeline": lambda count, _: pipeline(count),
    "bm25s": lambda _, folder: by_bm25s(loaded(folder), "numpy"),
    "bm25s-numba": lambda _, folder: by_bm25s(loaded(folder), "numba"),
    "tantivy": lambda _, folder: by_tantivy(loaded(folder)),
    "rank-bm25": lambda _, folder: by_rank_bm25(loaded(folder)),
}


if __name__ == "__main__":
    what, count, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    if what == "prepare":
        prepare(count, folder)
    else:
        print(json.dumps(ENGINES[what](count, folder)))
