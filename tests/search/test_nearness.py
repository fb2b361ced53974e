"""Do words and meaning put pages and sections in order together?"""

import pytest

from bot.markup.sections import Section
from bot.search import focus, gate, nearness
from bot.search.findings import Spot
from bot.search.gate import Ground, Signs
from bot.search.nearness import Nearness


def near(best: float) -> Nearness:
    return Nearness(sections={0: best}, under={0: 0})


@pytest.mark.parametrize(
    ("scores", "told", "order"),
    [
        ([10, 9, 1], [near(0.2), near(0.6), near(0.3)], [1, 0, 2]),
        ([10, 9, 1], [near(0.5), near(0.5), near(0.6)], [0, 1, 2]),
        ([10, 9], [near(0.2), None], [0, 1]),
        ([0, 0], [near(0.2), near(0.9)], [0, 1]),
        ([], [], []),
    ],
)
def test_a_page_must_be_good_by_both(scores: list[float], told: list[Nearness | None], order: list[int]) -> None:
    assert nearness.pages(scores, told) == order


def test_short_neighbours_that_are_searched_as_one_stand_apart() -> None:
    spots = [Spot(section=2, score=4.0, start=0.0, end=1.0), Spot(section=5, score=3.0, start=0.5, end=0.8)]
    told = Nearness(sections={1: 0.9, 2: 0.1, 4: 0.9, 5: 0.2}, under={1: 2, 2: 2, 4: 5, 5: 5})
    found = nearness.sections(spots, told)
    assert [spot.section for spot in found] == [1, 2, 5]
    assert found[0].is_exact
    assert found[0].score == 4.0
    assert nearness.sections(spots, None) == tuple(spots)


def test_the_very_section_that_was_meant_is_shown() -> None:
    cut = [Section(ordinal=at, path=(name,), anchor=name) for at, name in enumerate(("tea", "coffee"))]
    groups = [tuple(cut)]
    (by_words,) = focus.places(groups, [Spot(section=0)], frozenset({"coffe"}))
    (exact,) = focus.places(groups, [Spot(section=0, is_exact=True)], frozenset({"coffe"}))
    assert (by_words.section.anchor, exact.section.anchor) == ("coffee", "tea")


def test_nearness_speaks_for_a_page_and_against_it_and_never_instead_of_what_it_holds() -> None:
    signs = Signs(words=0.8, own=0.8, together=0.8, reach=0.5, lead=0.4, length=0.8, much=0.6, untried=1.0)
    plain = gate.confidence(signs, Ground())
    assert gate.confidence(signs, Ground(), 0.1) < plain < gate.confidence(signs, Ground(), 0.9)
    assert gate.decide(gate.confidence(signs, Ground(held=0.2), 1.0)) is not gate.Decision.SURE
    few = Signs(words=0.4, own=0.4, reach=0.6, lead=0.1, length=0.8, much=0.32, untried=1.0)
    assert not gate.is_likely(gate.confidence(few, Ground()))
    assert gate.is_likely(gate.confidence(few, Ground(), 0.8)), "what few words tell is shown where it is near"
    assert gate.decide(gate.confidence(few, Ground(), 0.8)) is gate.Decision.MAYBE
    assert gate.confidence(few, Ground(), 0.3) == gate.confidence(few, Ground()), "what is far is a maybe as before"
    assert gate.reasons(signs, 0.5)[:-1] == gate.reasons(signs)
