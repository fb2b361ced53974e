"""Whatever words a converter writes down, a reader sees these words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.markup import markdown
from bot.markup.formats import escaping
from bot.markup.formats.escaping import Run


def seen(written: str) -> str:
    return " ".join(markdown.plain(written).split())


@pytest.mark.parametrize(
    "said",
    [
        "# no heading",
        "- no item",
        "+ no item",
        "1. no number",
        "1) no number",
        "> no quotation",
        "=== no ruler",
        "---",
        ": no definition",
        '!!! note "no box"',
        ":::tip",
        "import os from 'x'",
        "export const x = 1",
        "a `tick` and ``two``",
        "*no* _emphasis_ snake_case __init__ ~~x~~",
        "[no](link) ![no](picture) [[Page]] [^1] [!NOTE] [toc]",
        "<b>no tag</b> <!-- seen --> <Card title='x'>",
        "{{ template }} {% tag %} {#id} {/* seen */} {: .x}",
        "a == b ==c== %% seen %% ^block-1 :material-fire: $x$ ${toc}",
        "x &amp; y &lt; &#35;",
        "| a | b |",
        "tags:: x",
        "C:\\folder\\new",
        ";--8<-- x",
        "https://x.example/a_b?c=d&e=f",
    ],
)
def test_notation_in_words_is_words(said: str) -> None:
    assert seen(escaping.line(said)) == said
    assert seen(f"- {escaping.line(said)}") == f"• {said}"
    assert seen(escaping.table([["h"], [escaping.words(said)]])) == f"h {said}"


_WORDS = st.text(st.sampled_from("ab 1.*_`~[]()<>{}#!:|\\=^%$&-+\"'/@"), min_size=1, max_size=30)


@settings(max_examples=300, deadline=None)
@given(said=_WORDS)
def test_no_mixture_of_marks_is_notation(said: str) -> None:
    said = " ".join(said.replace("**", "*").split())
    if said:
        assert seen(escaping.line(f"x {said} y")) == f"x {said} y"


@settings(max_examples=200, deadline=None)
@given(
    runs=st.lists(
        st.builds(
            Run,
            text=st.text(st.sampled_from("ab. 1"), max_size=5),
            bold=st.booleans(),
            code=st.booleans(),
            italic=st.booleans(),
            strike=st.booleans(),
        ),
        max_size=5,
    )
)
def test_styles_cost_no_words(runs: list[Run]) -> None:
    expected = " ".join("".join(run.text for run in runs).split())
    found = seen(escaping.inline([Run(text="x"), *runs, Run(text="y")]))
    assert found.replace(" ", "") == f"x{expected}y".replace(" ", "")


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://x.example/a b", "https://x.example/ab"),
        ("page.html#part", "page.html#part"),
        ("javascript:alert(1)", ""),
        ("JAVA\nSCRIPT:alert(1)", ""),
        ("data:text/html,x", ""),
        ("x>) <script>", "x%3E%29%3Cscript%3E"),
    ],
)
def test_an_address_is_one_or_none(href: str, written: str) -> None:
    assert escaping.address(href) == written
