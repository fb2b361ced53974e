"""A passage is found in its source, cut into fields, and compared, whatever it is written like."""

import pytest

from bot.articles.rules import parts
from bot.desk.rules import TooLong, changes, fields
from bot.markup.sections import sections

TEXT = """Lead.

# Travel

Keep receipts.

## Claiming *travel* expenses

Within thirty days.

```
# not a heading
```

Booking
-------

Ask the desk.

## Booking

Twice the same name.
"""


@pytest.mark.parametrize(
    ("anchor", "heading", "says"),
    [
        ("", "", "Lead."),
        ("travel", "Travel", "Keep receipts."),
        ("claiming-travel-expenses", "Claiming travel expenses", "Within thirty days.\n\n```\n# not a heading\n```"),
        ("booking", "Booking", "Ask the desk."),
        ("booking-1", "Booking", "Twice the same name."),
    ],
)
def test_a_part_is_found_and_replaced_alone(anchor: str, heading: str, says: str) -> None:
    part = parts.part(TEXT, anchor)
    assert (part.anchor, part.heading, part.body.strip()) == (anchor, heading, says)
    after = part.replaced(TEXT, "New words.")
    before, now = sections(TEXT), sections(after)
    assert [one.anchor for one in before] == [one.anchor for one in now]
    changed = [one.anchor for one, other in zip(before, now, strict=True) if one.said != other.said]
    assert changed == [anchor]


def test_every_section_has_its_part() -> None:
    for one in sections(TEXT):
        assert parts.part(TEXT, one.anchor).anchor == one.anchor


def test_what_cannot_be_told_apart_is_the_whole_text() -> None:
    part = parts.part(TEXT, "elsewhere")
    assert (part.anchor, part.body) == (None, TEXT)
    assert part.replaced(TEXT, "All new.") == "All new.\n"


def test_fields_hold_a_passage_and_give_it_back() -> None:
    body = "\n\n".join(f"Paragraph {number}. " + "word " * 150 for number in range(15)).strip()
    found = fields.split(body)
    assert len(found) > 1
    assert all(len(one) <= fields.FIELD for one in found)
    assert fields.joined(found) == body
    assert fields.split("") == ("",)
    with pytest.raises(TooLong):
        fields.split("x" * 3001)
    with pytest.raises(TooLong):
        fields.split("\n\n".join(["x" * 2500] * 6))


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        ("a\nb\nc", "a\nB\nc", (("b", "B"),)),
        ("a\nb", "a", (("b", ""),)),
        ("a", "a\n\n b ", (("", "b"),)),
        ("a", "a", ()),
    ],
)
def test_what_changed_stands_side_by_side(before: str, after: str, rows: tuple[tuple[str, str], ...]) -> None:
    assert changes.rows(before, after) == rows
