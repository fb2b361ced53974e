"""A line that looks like a heading and is as long as a page is text, and costs no more than text."""

import pytest

from bot.markup.sections import sections

LONG = 100_000


@pytest.mark.parametrize(
    "text",
    [
        "# x" + " " * LONG + "y\ntext",
        "# " + "[" * LONG,
        "[" * LONG + "\n===\n",
        "a\n" + "=" * LONG + "x",
        "# " + "<" * LONG,
        "# " + "*" * LONG + "x",
    ],
    ids=["spaces", "brackets", "underlined", "underline", "angles", "stars"],
)
def test_a_heading_as_long_as_a_page_is_text(text: str) -> None:
    (whole,) = sections(text)
    assert whole.path == ()
    assert "".join(whole.text.split()).strip("#=") == "".join(text.split()).strip("#=")
