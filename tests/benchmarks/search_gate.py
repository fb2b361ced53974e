"""Which weights should the gate have? Fits them on the labelled sets, and checks each set by the others.

    python -m tests.benchmarks.search_gate

prints the weights for `bot/search/gate.py`, and for every set what a gate fitted without that set would have done.
POLLEN_RETRIEVAL_SETS says where the labelled sets are.
"""

import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.cli import evaluation
from bot.search import measures
from bot.search.gate import MAYBE, SURE, Signs
from bot.search.index import Index

DATA = Path(os.environ.get("POLLEN_RETRIEVAL_SETS", Path(__file__).parents[3] / "shared" / "data" / "retrieval"))
SETS = (
    ("stackfaq", False),
    ("squad-a", False),
    ("handbook-tts", False),
    ("stackfaq", True),
    ("squad-a", True),
    ("banking77", True),
    ("hint3-mattress", True),
)
NAMES = tuple(asdict(Signs()))
#: Keeps weights small where the sets do not insist.
RIDGE = 0.003
Floats = NDArray[np.float64]


class Sample:
    """The signs of every question of one set, whether the base answers it, and whether the first article does."""

    def __init__(self, name: str, *, asked: bool) -> None:
        questions = evaluation.read(DATA / name, asked=asked)
        index = Index.build(questions.articles)
        self.name = f"{name}{' + asked' if asked else ''}"
        signs, right, answerable = [], [], []
        for id, text in (*questions.questions, *questions.unanswerable):
            findings = index.search(text, limit=1)
            grades = questions.grades.get(id, {})
            signs.append([1.0, *asdict(findings.signs).values()] if findings.hits else [0.0] * (len(NAMES) + 1))
            right.append(bool(findings.hits) and grades.get(findings.hits[0].article, 0) >= questions.min_rel)
            answerable.append(id in questions.grades)
        self.signs: Floats = np.array(signs)
        self.right = np.array(right)
        self.answerable = np.array(answerable)


def fitted(samples: list[Sample]) -> Floats:
    """Logistic regression by Newton's method: half on "is answerable", half on "is right"; each set counts alike."""
    signs = np.concatenate([np.repeat(sample.signs, 2, axis=0) for sample in samples])
    said = np.concatenate([np.stack([sample.answerable, sample.right], axis=1).ravel() for sample in samples])
    weight = np.concatenate([_balance(sample) for sample in samples])
    kept = signs[:, 0] > 0
    x, y, w = signs[kept], said[kept].astype(float), weight[kept]
    beta = np.zeros(x.shape[1])
    penalty = RIDGE * len(samples) * np.eye(len(beta))
    penalty[0, 0] = 0
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        step = np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + penalty, x.T @ (w * (y - p)) - penalty @ beta)
        beta += step
        if np.abs(step).max() < 1e-9:
            break
    return beta


def _balance(sample: Sample) -> Floats:
    """Answerable and unanswerable questions weigh the same together, and the set 1 in all."""
    share = np.where(sample.answerable, 0.5 / sample.answerable.sum(), 0.5 / max(1, (~sample.answerable).sum()))
    return np.repeat(share / 2, 2)


def confidence(sample: Sample, beta: Floats) -> Floats:
    """What a gate with these weights would say."""
    return np.where(sample.signs[:, 0] > 0, 1 / (1 + np.exp(-np.clip(sample.signs @ beta, -30, 30))), 0.0)


def figures(sample: Sample, said: Floats, sure: float) -> tuple[float, ...]:
    """The columns of `HEAD`."""
    answerable, is_sure = sample.answerable, said >= sure
    return (
        measures.auc(list(said[answerable]), list(said[~answerable])),
        float(sample.right[is_sure].mean()) if is_sure.any() else 1.0,
        float(is_sure[answerable].mean()),
        float((is_sure & sample.right)[answerable].mean()),
        float(is_sure[~answerable].mean()),
        measures.coverage(list(zip(said, sample.right, strict=True)), int(answerable.sum()), 0.8),
        float((said < MAYBE)[answerable & sample.right].mean()),
        float((said < MAYBE)[~answerable].mean()),
    )


#: Of what is answered sure the share that is right; of the answerable questions the share answered sure, and sure and
#: right; of the unanswerable ones that answered sure; the data's coverage at precision 0.8; right answers not offered;
#: unanswerable questions not answered at all.
HEAD = "AUC    right  sure   s+r    false  at.8   lost   spared"


def main() -> None:
    """Fit, and print."""
    samples = [Sample(name, asked=asked) for name, asked in SETS]
    everything = fitted(samples)
    print("BIAS =", round(float(everything[0]), 3))
    for name, value in zip(NAMES, everything[1:], strict=True):
        print(f"    {name!r}: {value:.3f},")
    for threshold in (SURE - 0.02, SURE - 0.01, SURE, SURE + 0.01, SURE + 0.02):
        print(f"\nsure from {threshold:<14} {HEAD}  |  the same, fitted without the set")
        both = []
        for sample in samples:
            others = [other for other in samples if other.name.split()[0] != sample.name.split()[0]]
            inside = figures(sample, confidence(sample, everything), threshold)
            outside = figures(sample, confidence(sample, fitted(others)), threshold)
            both.append((*inside, *outside))
            print(_line(sample.name, both[-1]))
        print(_line("mean", np.mean(both, axis=0)))
        print(_line("mean, text alone", np.mean([both[at] for at in (0, 1, 2, 5, 6)], axis=0)))
        print(_line("mean, past questions", np.mean([both[at] for at in (2, 3, 4, 5, 6)], axis=0)))


def _line(name: str, values: Iterable[float]) -> str:
    told = [f"{value:.3f}" for value in values]
    return f"{name:24s} {'  '.join(told[: len(told) // 2])}  |  {'  '.join(told[len(told) // 2 :])}"


if __name__ == "__main__":
    main()
