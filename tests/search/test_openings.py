"""Who asks what a thing is reads the line that says so, and not the next one that only names it."""

import pytest

from bot.markup.sections import sections
from bot.search import focus
from bot.search.findings import Spot

ROTA = """# The rota

A rota is a list that says whose turn it is to open the shop.

## Where it hangs

The rota hangs beside the till, and a copy of it is in the shared folder for everyone who works on Saturdays.

## Changing the rota

Ask Ben before Thursday.

## When the rota is wrong

Tell Ben.
"""


def first(text: str, spot: int, *words: str, is_exact: bool = False) -> str:
    groups = focus.neighbours(sections(text))
    found = focus.places(groups, [Spot(section=spot, is_exact=is_exact)], frozenset(words))
    return found[0].section.path[-1]


@pytest.mark.parametrize(
    ("spot", "words", "told"),
    [
        (1, ["rota"], "The rota"),
        (2, ["rota"], "The rota"),
        (2, ["rota", "chang"], "Changing the rota"),
        (2, ["rota", "swap"], "The rota"),
        (2, ["ben"], "Changing the rota"),
        (3, ["ben"], "Changing the rota"),
    ],
)
def test_the_opening_wins_where_a_single_word_was_found_that_it_says_too(
    spot: int, words: list[str], told: str
) -> None:
    assert first(ROTA, spot, *words) == told


def test_an_opening_that_only_has_it_in_its_heading_does_not() -> None:
    text = ROTA.replace("A rota is a list that says whose turn it is to open the shop.", "Last changed in May.")
    assert first(text, 2, "rota") == "Changing the rota"


def test_what_was_chosen_by_meaning_stays() -> None:
    assert first(ROTA, 3, "rota", is_exact=True) == "When the rota is wrong"


def test_of_short_sections_that_hold_one_word_each_the_first_is_meant_and_otherwise_the_one_that_was_found() -> None:
    text = (
        "# Lifts\n\n## Keys\n\nThe porter has the lift key.\n\n## Repairs\n\nAsk the porter for the lift's repair book."
    )
    assert first(text, 1, "porter") == "Keys"
    assert first(text, 1, "porter", "lift") == "Repairs"
    assert first(text, 1) == "Repairs"
