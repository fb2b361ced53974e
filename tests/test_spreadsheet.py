"""Does a cell stay a text, whatever stands in it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import spreadsheet

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BLANKS = ("", " ", "\u00a0", "\u2003", "\u3000", "\0", "\0 ")


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("blank", BLANKS)
def test_a_formula_is_a_text_also_after_blanks(blank: str, start: str) -> None:
    assert spreadsheet.cell(f"{blank}{start}1") == f"'{blank}{start}1".replace("\0", "")


@given(st.text(max_size=20), st.sampled_from(("", *STARTS)), st.sampled_from(BLANKS))
def test_no_cell_runs(rest: str, start: str, blank: str) -> None:
    cell = spreadsheet.cell(blank + start + rest)
    assert not cell.startswith(STARTS)
    assert not cell.lstrip().startswith(STARTS)


@pytest.mark.parametrize(("value", "written"), [(None, ""), (-1.5, "-1.5"), (-3, "-3"), ("a-b", "a-b"), ("", "")])
def test_numbers_and_words_stay_as_they_are(value: str | float | None, written: str) -> None:
    assert spreadsheet.cell(value) == written
