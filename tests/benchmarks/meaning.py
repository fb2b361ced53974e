"""What does search by meaning bring, and what does it cost? Every labelled set with and without it, and the gate's fit.

    POLLEN_MODEL=folder python -m tests.benchmarks.meaning

Passages that were read once are kept in the cache folder, so the second run takes a tenth of the first.
POLLEN_RETRIEVAL_SETS says where the labelled sets are.
"""

import os
import resource
import sys
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot import settings
from bot.cli import evaluation
from bot.meaning import models
from bot.meaning.base import Base
from bot.meaning.models import Model
from bot.meaning.pieces import pieces
from bot.search import gate, measures
from bot.search.findings import Findings
from bot.search.index import Index
from tests.benchmarks.search_gate import DATA, RIDGE, SETS

Floats = NDArray[np.float64]
#: Shown of each set, by name: answers, and what the gate says of them.
SHOWN = (
    "nDCG@10",
    "Success@1",
    "ROC-AUC gate",
    "AUC right/wrong",
    "Sure is right",
    "Sure and right, of answerable",
    "Sure, of unanswerable",
    "Nothing, of answerable",
)
#: Pieces and questions that the time of one is measured with.
TIMED = 200


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Of each question of a set that finds anything: the gate's logit without meaning, nearness, and the truth."""

    name: str
    logit: Floats
    near: Floats
    right: NDArray[np.bool_]
    answerable: NDArray[np.bool_]


def sampled(name: str, questions: evaluation.QuestionSet, index: Index, base: Base) -> Sample:
    """Ask every question."""
    rows = []
    near = base.near()
    for id, text in (*questions.questions, *questions.unanswerable):
        found: Findings = index.search(text, limit=1, near=near)
        if found.hits and found.near is not None:
            grade = questions.grades.get(id, {}).get(found.hits[0].article, 0)
            logit = gate.BIAS + sum(weight * getattr(found.signs, sign) for sign, weight in gate.WEIGHTS.items())
            rows.append((logit, found.near, grade >= questions.min_rel, id in questions.grades))
    logits, nears, right, answerable = map(np.array, zip(*rows, strict=True))
    return Sample(name=name, logit=logits, near=nears, right=right.astype(bool), answerable=answerable.astype(bool))


def fitted(samples: list[Sample]) -> tuple[float, float]:
    """What nearness counts, and from where on, beside the gate's other signs: each set alike, half on both truths."""
    beta = np.zeros(2)
    for _ in range(50):
        gradient, curve = -RIDGE * len(samples) * beta * (0, 1), RIDGE * len(samples) * np.diag((0.0, 1.0)) + 1e-9
        for sample in samples:
            x = np.stack([np.ones(len(sample.near)), sample.near], axis=1)
            p = 1 / (1 + np.exp(-np.clip(sample.logit + x @ beta, -30, 30)))
            many, few = max(1, sample.answerable.sum()), max(1, (~sample.answerable).sum())
            weight = np.where(sample.answerable, 0.5 / many, 0.5 / few)
            for truth in (sample.right, sample.answerable):
                gradient += x.T @ (weight / 2 * (truth - p))
                curve += (x * (weight / 2 * p * (1 - p))[:, None]).T @ x
        step = np.linalg.solve(curve, gradient)
        beta += step
        if np.abs(step).max() < 1e-9:
            break
    return float(beta[1]), float(-beta[0] / beta[1])


def _areas(sample: Sample, share: float) -> tuple[float, float]:
    """The areas of a gate to which nearness counts so much."""
    said = sample.logit + share * sample.near
    return (
        measures.auc(list(said[sample.answerable]), list(said[~sample.answerable])),
        measures.auc(list(said[sample.right]), list(said[~sample.right])),
    )


def cost(model: Model, texts: list[str], before: int) -> None:
    """Print what a passage, a question and the whole take."""
    start = time.process_time()
    for first in range(0, len(texts), 8):
        model.passages(texts[first : first + 8])
    passage = (time.process_time() - start) / len(texts)
    start = time.process_time()
    for text in texts:
        model.question(" ".join(text.split()[:9]))
    question = (time.process_time() - start) / len(texts)
    memory = (_memory() - before) / 1024
    print(f"{passage * 1000:.1f} ms of CPU a passage, {question * 1000:.1f} ms a question, {memory:.0f} MB of memory")


def _memory() -> int:
    """Kilobytes that the process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Measure, and print."""
    folder = settings.model_folder(os.environ)
    if folder is None:
        sys.exit("POLLEN_MODEL names no folder.")
    sets = [(name, asked, evaluation.read(DATA / name, asked=asked)) for name, asked in SETS if (DATA / name).is_dir()]
    timed = [piece.text for article in sets[0][2].articles for piece in pieces(article)][:TIMED]
    before = _memory()
    model = models.opened(folder)
    cost(model, timed, before)
    print(f"likeness of unlike sentences {model.unlike:.3f}, of a question and its answer {model.alike:.3f}\n")
    cache = settings.cache_folder() / "folders"
    samples = []
    for name, asked, questions in sets:
        index = Index.build(questions.articles)
        base = Base.of(model, questions.articles, cache / f"{name}.vectors")
        title = f"{name}{' + asked' if asked else ''}"
        print(f"{title}\n  {'':32} by words  by both")
        words, both = evaluation.measure(questions, index), evaluation.measure(questions, index, base)
        for metric in SHOWN:
            if metric in words.metrics:
                print(f"  {metric:32} {words.metrics[metric]:8.3f} {both.metrics[metric]:8.3f}")
        samples.append(sampled(title, questions, index, base))
    share, usual = fitted(samples)
    print(f"\nNEAR, USUAL = {share:.3f}, {usual:.3f}  (bot/search/gate.py)")
    print(f"{'areas: answerable, right':26} {'0':>13} {'1':>13} {'2':>13} {'3':>13} {'4':>13}")
    for sample in samples:
        told = "  ".join("{:.3f} {:.3f}".format(*_areas(sample, float(share))) for share in range(5))
        alone = fitted([sample])
        print(f"{sample.name:26} {told}   alone {alone[0]:.2f}, {alone[1]:.2f}")


if __name__ == "__main__":
    main()
