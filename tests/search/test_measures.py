"""Are the figures those of the books? Worked out by hand, and true for every ranking."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import measures

GRADES = {"a": 2, "b": 1, "c": 0}


def test_ndcg_of_a_ranking_worked_out_by_hand() -> None:
    gained = 1 / math.log2(2) + 0 / math.log2(3) + 2 / math.log2(4)
    best = 2 / math.log2(2) + 1 / math.log2(3)
    assert measures.ndcg(["b", "c", "a"], GRADES, 10) == pytest.approx(gained / best)
    assert measures.ndcg(["b", "c", "a"], GRADES, 2) == pytest.approx(1 / best)
    assert measures.ndcg(["a", "b"], GRADES, 10) == 1.0


@pytest.mark.parametrize("ids", [[], ["c", "unknown"]])
def test_nothing_relevant_found_is_worth_nothing(ids: list[str]) -> None:
    assert measures.ndcg(ids, GRADES, 10) == 0.0
    assert measures.recall(ids, GRADES, 1, 10) == 0.0
    assert measures.reciprocal_rank(ids, GRADES, 1, 10) == 0.0
    assert measures.success(ids, GRADES, 1, 10) == 0.0


def test_the_depth_and_the_least_grade_count() -> None:
    ids = ["c", "b", "a"]
    assert measures.recall(ids, GRADES, 1, 2) == 0.5
    assert measures.recall(ids, GRADES, 2, 3) == 1.0
    assert measures.reciprocal_rank(ids, GRADES, 1, 10) == 0.5
    assert measures.reciprocal_rank(ids, GRADES, 2, 10) == pytest.approx(1 / 3)
    assert measures.reciprocal_rank(ids, GRADES, 2, 2) == 0.0
    assert measures.success(ids, GRADES, 1, 1) == 0.0
    assert measures.success(ids, GRADES, 1, 2) == 1.0


def test_equal_scores_are_ordered_by_id_descending_and_an_article_counts_once() -> None:
    assert measures.ordered([("a", 1.0), ("é", 1.0), ("z", 1.0), ("b", 2.0), ("b", 0.5)]) == ["b", "é", "z", "a"]


def test_the_area_under_a_curve_worked_out_by_hand() -> None:
    assert measures.auc([0.9, 0.5], [0.5, 0.1]) == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert measures.auc([0.9], [0.1]) == 1.0
    assert measures.auc([0.1], [0.9]) == 0.0
    assert measures.auc([], [0.5]) == 0.5


def test_coverage_keeps_or_drops_equal_confidences_together() -> None:
    answers = [(0.9, True), (0.8, True), (0.7, False), (0.7, True), (0.6, False)]
    assert measures.coverage(answers, answerable=4, precision=1.0) == 0.5
    assert measures.coverage(answers, answerable=4, precision=0.75) == 0.75
    assert measures.coverage([], answerable=0, precision=0.8) == 0.0


ids = st.lists(st.sampled_from("abcdefgh"), unique=True)
grades = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-1, 3))


@given(ids, grades)
def test_no_ranking_is_better_than_the_best(ids: list[str], grades: dict[str, int]) -> None:
    best = sorted(grades, key=lambda id: -grades[id])
    assert 0.0 <= measures.ndcg(ids, grades, 5) <= measures.ndcg(best, grades, 5) + 1e-12
    assert measures.ndcg(best, grades, 5) in (0.0, pytest.approx(1.0))


@given(st.lists(st.sampled_from([0.1, 0.2, 0.3]), max_size=8), st.lists(st.sampled_from([0.1, 0.2, 0.3]), max_size=8))
def test_the_area_is_the_share_of_pairs_won(positive: list[float], negative: list[float]) -> None:
    pairs = [(a > b) + 0.5 * (a == b) for a in positive for b in negative]
    assert measures.auc(positive, negative) == pytest.approx(sum(pairs) / len(pairs) if pairs else 0.5)
