"""Does a text that a person wrote ever become active in Slack?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import message, text

HOSTILE = [
    "<!channel>",
    "<!here|here>",
    "<!subteam^S1>",
    "<@U12345678>",
    "<#C123|general>",
    "<http://evil.example|good>",
    "&lt;!channel&gt;",
    "a\u202egpj.exe",
    "\x00<!everyone>\ud800",
]
ACTIVE = re.compile(r"<[!@#]|<https?:|<mailto:")


@pytest.mark.parametrize("wrote", HOSTILE)
def test_nothing_people_wrote_is_active(wrote: str) -> None:
    assert not ACTIVE.search(text.escape(wrote))
    assert not ACTIVE.search(text.bold(wrote))
    assert text.link("javascript:alert(1)", wrote) == text.escape(wrote).replace("|", "¦")


@given(st.text())
def test_escaped_text_has_no_bare_bracket(wrote: str) -> None:
    assert not set("<>") & set(text.escape(wrote))


@given(st.text())
def test_what_was_escaped_reads_as_it_was_written(wrote: str) -> None:
    assert text.written(text.escape(wrote)) == text.clean(wrote)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://wiki.example/a b", "https://wiki.example/a%20b"),
        ("https://wiki.example/a_(b)[c]", "https://wiki.example/a_(b)[c]"),
        ("https://wiki.example/a|b>c<d", "https://wiki.example/a%7Cb%3Ec%3Cd"),
        ("https://wiki.example/%C3%BC#x", "https://wiki.example/%C3%BC#x"),
        ("https://bank.example@evil.example/", None),
        ("javascript:alert(1)", None),
        ("/relative/page", None),
        ("http://[broken", None),
        ("mailto:ana@example.com", "mailto:ana@example.com"),
    ],
)
def test_addresses_are_made_safe_or_left_out(url: str, expected: str | None) -> None:
    assert text.safe_url(url) == expected


def test_a_question_with_slack_entities_reads_as_its_author_saw_it() -> None:
    typed = "is <https://a.example|this page> right, <@U1|ana>? &lt;b&gt; &amp; <#C1|general>"
    assert text.written(typed) == "is this page right, @ana? <b> & #general"


@pytest.mark.parametrize("wrote", ["", "  ", "🤷", "?!…", "\u200b"])
def test_only_marks_ask_nothing(wrote: str) -> None:
    assert text.is_blank(wrote)


@given(st.lists(st.text(max_size=4000), max_size=70), st.integers(0, 3))
def test_a_message_keeps_within_slacks_limits_and_keeps_its_buttons(paragraphs: list[str], at: int) -> None:
    blocks = [message.section(text.escape(paragraph)) for paragraph in paragraphs]
    buttons = message.actions(message.button("Share", action="answers.share", value="1"))
    blocks.insert(min(at, len(blocks)), buttons)
    made = message.message("hello", blocks)
    assert buttons in made.blocks
    assert len(made.blocks) <= 50
    assert sum(message.size(block) for block in made.blocks) <= 12_000 + 3000
    assert all(len(block["text"]["text"]) <= 3000 for block in made.blocks if block["type"] == "section")


@given(st.text(alphabet="a&<>;| ", max_size=80), st.integers(5, 60))
def test_cutting_escaped_text_leaves_no_half_entity(wrote: str, limit: int) -> None:
    cut = message.mrkdwn(text.escape(wrote), limit)["text"]
    assert re.fullmatch(r"(?:[^&<>]|&amp;|&lt;|&gt;)*", cut)
