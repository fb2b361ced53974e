"""How well does the search answer a labelled set of questions? The code behind `pollen eval`."""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.cli.terminal import Reader
from bot.errors import Refusal
from bot.meaning.base import Base
from bot.search import measures
from bot.search.index import Article, Index
from bot.search.weights import Weights

#: Articles returned for each question.
DEPTH = 100


class BadSet(Refusal):
    """A folder that is not a question set."""

    def __init__(self, *, path: Path, problem: str) -> None:
        super().__init__(f"I can't read {path} as a question set: {problem}.")


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """A folder of articles, questions and which article answers which."""

    name: str
    articles: tuple[Article, ...]
    #: (id, text)
    questions: tuple[tuple[str, str], ...]
    unanswerable: tuple[tuple[str, str], ...]
    #: Question id -> article id -> grade.
    grades: dict[str, dict[str, int]]
    min_rel: int


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What the index said to one question."""

    id: str
    #: (article, score), best first.
    ranked: tuple[tuple[str, float], ...]
    confidence: float
    decision: str


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """The figures of one set."""

    name: str
    articles: int
    metrics: dict[str, float]
    questions: tuple[Answered, ...]
    unanswerable: tuple[Answered, ...]


def read(folder: Path, *, asked: bool = False) -> QuestionSet:
    """Read a set; with `asked` its past questions belong to the articles."""
    meta = _meta(folder)
    past: dict[str, list[str]] = {}
    for row in _rows(folder, "asked.jsonl", required=False) if asked else ():
        past.setdefault(str(row["doc_id"]), []).append(str(row["text"]))
    markdown = bool(meta.get("markdown", False))
    try:
        return QuestionSet(
            name=str(meta.get("name", folder.name)),
            articles=tuple(
                Article(
                    id=str(row["id"]),
                    title=str(row.get("title") or ""),
                    text=str(row.get("text") or ""),
                    markdown=markdown,
                    asked=tuple(past.get(str(row["id"]), ())),
                )
                for row in _rows(folder, "corpus.jsonl")
            ),
            questions=tuple((str(row["id"]), str(row["text"])) for row in _rows(folder, "queries.jsonl")),
            unanswerable=tuple(
                (str(row["id"]), str(row["text"])) for row in _rows(folder, "unanswerable.jsonl", required=False)
            ),
            grades=_grades(folder),
            min_rel=_min_rel(folder, meta),
        )
    except KeyError as missing:
        raise BadSet(path=folder, problem=f"a line lacks {missing}") from missing


def evaluate(
    folder: Path,
    *,
    asked: bool = False,
    progress: Callable[[int], None] | None = None,
    weights: Weights | None = None,
    reader: Reader | None = None,
) -> Evaluation:
    """Index the set's articles, ask every question, and measure; `reader`: by their meaning as well."""
    questions = read(folder, asked=asked)
    index = Index.build(questions.articles, progress=progress, weights=weights)
    return measure(questions, index, reader(folder.resolve().name, questions.articles) if reader else None)


def measure(questions: QuestionSet, index: Index, base: Base | None = None) -> Evaluation:
    """Ask an index every question of a set, and measure."""
    answered = tuple(_answer(index, base, *question) for question in questions.questions)
    unanswerable = tuple(_answer(index, base, *question) for question in questions.unanswerable)
    return Evaluation(
        name=questions.name,
        articles=len(questions.articles),
        metrics=metrics(questions, answered, unanswerable),
        questions=answered,
        unanswerable=unanswerable,
    )


def metrics(questions: QuestionSet, answered: Iterable[Answered], unanswerable: Iterable[Answered]) -> dict[str, float]:
    """The means of the data folder's README, by name."""
    answered, unanswerable = list(answered), list(unanswerable)
    ranking = [(measures.ordered(one.ranked), questions.grades.get(one.id, {})) for one in answered]
    minimum = questions.min_rel
    found = {
        "nDCG@10": measures.mean(measures.ndcg(ids, grades, 10) for ids, grades in ranking),
        "Recall@10": measures.mean(measures.recall(ids, grades, minimum, 10) for ids, grades in ranking),
        "MRR@10": measures.mean(measures.reciprocal_rank(ids, grades, minimum, 10) for ids, grades in ranking),
        "Success@1": measures.mean(measures.success(ids, grades, minimum, 1) for ids, grades in ranking),
        "Success@3": measures.mean(measures.success(ids, grades, minimum, 3) for ids, grades in ranking),
    }
    found |= {
        "Sure, of answerable": _said(answered, "sure"),
        "Maybe, of answerable": _said(answered, "maybe"),
        "Nothing, of answerable": _said(answered, "nothing"),
    }
    if not unanswerable:
        return found
    right = [measures.success(ids, grades, minimum, 1) > 0 for ids, grades in ranking]
    sure = [one.decision == "sure" for one in answered]
    wrongly = sum(one.decision == "sure" for one in unanswerable)
    right_sure = sum(a and b for a, b in zip(right, sure, strict=True))
    confident = [one.confidence for one in answered]
    doubtful = [one.confidence for one in unanswerable]
    return found | {
        "ROC-AUC gate": measures.auc(confident, doubtful),
        "AUC right/wrong": measures.auc(
            [value for value, ok in zip(confident, right, strict=True) if ok],
            [value for value, ok in zip(confident, right, strict=True) if not ok] + doubtful,
        ),
        "Coverage at precision 0.8": measures.coverage(
            [*zip(confident, right, strict=True), *((value, False) for value in doubtful)], len(answered), 0.8
        ),
        "Sure is right": right_sure / max(1, sum(sure) + wrongly),
        "Sure and right, of answerable": right_sure / max(1, len(answered)),
        "Sure, of unanswerable": wrongly / len(unanswerable),
        "Maybe, of unanswerable": _said(unanswerable, "maybe"),
        "Nothing, of unanswerable": _said(unanswerable, "nothing"),
    }


def _said(those: Iterable[Answered], decision: str) -> float:
    found = [one.decision == decision for one in those]
    return sum(found) / max(1, len(found))


def _answer(index: Index, base: Base | None, id: str, text: str) -> Answered:
    findings = index.search(text, limit=DEPTH, near=base.near() if base else None)
    ranked = tuple((hit.article, hit.score) for hit in findings.hits)
    return Answered(id=id, ranked=ranked, confidence=findings.confidence, decision=str(findings.decision))


def _grades(folder: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_lines(folder, "qrels.tsv"), 1):
        cells = line.split("\t")
        if not line.strip() or (number == 1 and cells[-1].strip() == "grade"):
            continue
        try:
            question, article, grade = cells
            grades.setdefault(question, {})[article] = int(grade)
        except ValueError as error:
            raise BadSet(path=folder / "qrels.tsv", problem=f"line {number} is not `qid docid grade`") from error
    return grades


def _rows(folder: Path, name: str, *, required: bool = True) -> Iterator[dict[str, object]]:
    for number, line in enumerate(_lines(folder, name, required=required), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise BadSet(path=folder / name, problem=f"line {number} is not JSON") from error
            if not isinstance(row, dict):
                raise BadSet(path=folder / name, problem=f"line {number} is not an object")
            yield row


def _meta(folder: Path) -> dict[str, object]:
    try:
        meta = json.loads("\n".join(_lines(folder, "meta.json", required=False)) or "{}")
    except ValueError as error:
        raise BadSet(path=folder / "meta.json", problem="it is not JSON") from error
    if not isinstance(meta, dict):
        raise BadSet(path=folder / "meta.json", problem="it is not an object")
    return meta


def _min_rel(folder: Path, meta: dict[str, object]) -> int:
    least = meta.get("min_rel", 1)
    if not isinstance(least, int):
        raise BadSet(path=folder / "meta.json", problem="min_rel is not a whole number")
    return least


def _lines(folder: Path, name: str, *, required: bool = True) -> Iterator[str]:
    """The lines of a file, or of its gzip."""
    plain, packed = folder / name, folder / f"{name}.gz"
    here = plain if plain.is_file() else packed
    if not here.is_file():
        if required:
            raise BadSet(path=folder, problem=f"it has no {name}")
        return
    opener = gzip.open if here is packed else open
    try:
        with opener(here, "rt", encoding="utf-8", newline="\n") as lines:
            yield from (line.rstrip("\r\n") for line in lines)
    except UnicodeDecodeError as error:
        raise BadSet(path=here, problem="it is not in UTF-8") from error
    except (OSError, EOFError) as error:
        raise BadSet(path=here, problem="it is not a whole gzip file" if here is packed else str(error)) from error
