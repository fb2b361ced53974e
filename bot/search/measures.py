"""How good is one ranking?

NDCG, recall, reciprocal rank, success, and the areas of a gate, as trec_eval counts them.
"""

import math
from collections.abc import Iterable, Mapping, Sequence


def ordered(ranked: Iterable[tuple[str, float]]) -> list[str]:
    """Article ids by score, ties by id, both descending; each once."""
    best: dict[str, float] = {}
    for article, score in ranked:
        best[article] = max(score, best.get(article, -math.inf))
    return sorted(best, key=lambda article: (best[article], article.encode("utf-8", "surrogatepass")), reverse=True)


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    held = list(values)
    return sum(held) / len(held) if held else 0.0


def ndcg(ids: Sequence[str], grades: Mapping[str, int], depth: int) -> float:
    """Linear gains, discounted by log2(rank + 1), over the best possible."""

    def gain(found: Iterable[int]) -> float:
        return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(found, 1))

    best = gain(sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:depth])
    return gain(max(0, grades.get(id, 0)) for id in ids[:depth]) / best if best else 0.0


def recall(ids: Sequence[str], grades: Mapping[str, int], minimum: int, depth: int) -> float:
    """Share of the relevant articles among the first."""
    relevant = _relevant(grades, minimum)
    return len(relevant.intersection(ids[:depth])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ids: Sequence[str], grades: Mapping[str, int], minimum: int, depth: int) -> float:
    """1 / rank of the first relevant article; 0 past the depth."""
    relevant = _relevant(grades, minimum)
    return next((1 / rank for rank, id in enumerate(ids[:depth], 1) if id in relevant), 0.0)


def success(ids: Sequence[str], grades: Mapping[str, int], minimum: int, depth: int) -> float:
    """1 when one of the first is relevant."""
    return float(not _relevant(grades, minimum).isdisjoint(ids[:depth]))


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive is above a negative, a tie counting one half."""
    if not positive or not negative:
        return 0.5
    together = sorted([(value, 1) for value in positive] + [(value, 0) for value in negative])
    ranks, at = 0.0, 0
    while at < len(together):
        end = at
        while end < len(together) and together[end][0] == together[at][0]:
            end += 1
        ranks += (at + end + 1) / 2 * sum(is_positive for _, is_positive in together[at:end])
        at = end
    wins = ranks - len(positive) * (len(positive) + 1) / 2
    return wins / (len(positive) * len(negative))


def coverage(answers: Sequence[tuple[float, bool]], answerable: int, precision: float) -> float:
    """The largest share of questions answered rightly while at least `precision` of the answers are right."""
    best, right = 0, 0
    answers = sorted(answers, reverse=True)
    for given, (value, is_right) in enumerate(answers, 1):
        right += is_right
        is_last_of_equals = given == len(answers) or answers[given][0] != value
        if is_last_of_equals and right >= precision * given:
            best = max(best, right)
    return best / answerable if answerable else 0.0


def _relevant(grades: Mapping[str, int], minimum: int) -> set[str]:
    return {article for article, grade in grades.items() if grade >= minimum}
