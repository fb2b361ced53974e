"""A table keeps every word of its cells, each in its own cell."""

import pytest

from bot.markup.sections import sections

Rows = tuple[tuple[str, ...], ...]


def rows(text: str) -> Rows:
    (section,) = sections(text)
    (block,) = section.blocks
    return block.rows


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("| a | b |\n|---|---|\n| `x || y` | or |", (("a", "b"), ("x || y", "or"))),
        ("| `a|b` | c |\n|---|---|\n| ``d | ` `` | `e \\| f` |", (("a|b", "c"), ("d | `", "e | f"))),
        ("a | b\n--|--\n`x|y` | z", (("a", "b"), ("x|y", "z"))),
        ("| a | b |\n|---|---|\n| x ` y | z ` w |", (("a", "b"), ("x ` y", "z ` w"))),
        ("| a | b |\n|---|---|\n| x | y | z | w |", (("a", "b"), ("x", "y | z | w"))),
        ("| a | b |\n|---|---|\n| x | y | | |", (("a", "b"), ("x", "y"))),
        ("| a | b |\n|---|---|\n| x |", (("a", "b"), ("x", ""))),
        ("> | a | b |\n> |---|---|\n> | `x|y` | z |", (("a", "b"), ("x|y", "z"))),
        ("| a | b |\n|---|---|\n| <p>x</p><p>y</p> | z<ul><li>v</li><li>w</li></ul> |", (("a", "b"), ("x y", "z v w"))),
        ("| a | b |\n|---|---|\n| x | y |\n|===\n| z | w |\n{: .big}", (("a", "b"), ("x", "y"), ("z", "w"))),
        ("| a | b |\n|---|---|\n| x | y |\n{.table .small}", (("a", "b"), ("x", "y"))),
    ],
    ids=[
        *("a bar in code", "in a head", "without bars around", "no code", "too many cells", "empty ones", "too few"),
        *("in a quotation", "blocks in cells", "a line between rows", "attributes"),
    ],
)
def test_no_word_of_a_cell_is_lost(text: str, told: Rows) -> None:
    assert rows(text) == told


def test_a_table_ends_where_it_did() -> None:
    text = (
        "| a | b |\n|---|---|\n| `x|y` | z |\n\nMore `p|q`.\n\n- | c | d |\n  |---|---|\n  | `v|w` | u |\n\nEnd | here."
    )
    (section,) = sections(text)
    assert [block.rows or "".join(span.text for span in block.spans) for block in section.blocks] == [
        *((("a", "b"), ("x|y", "z")), "More p|q.", (("c", "d"), ("v|w", "u")), "End | here."),
    ]
