"""Whatever is laid together: no exception, no visible word lost, no hidden one shown, code byte for byte."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.markup import notation
from bot.markup.document import Block, BlockKind
from bot.markup.markdown import blocks, plain
from bot.markup.sections import sections

#: Bits of notation that mean something somewhere, whole and broken.
BITS = (
    *("<!--", "-->", "%%", "{/*", "*/}", "{{", "}}", "{%", "%}", "{#", "#}", "{:", "}", "{", "[[", "]]", "![[", "[^1]"),
    *("[^1]: note", "[a]: https://x.example", "[b][a]", "](", "![", "[!NOTE]", "> ", ":::", ":::tip", '!!! note "T"'),
    *(
        '=== "T"',
        "    ",
        "\t",
        "```",
        "~~~",
        "`",
        "``",
        "\\",
        "<div>",
        "</div>",
        "<Tabs>",
        "<Card title='x' />",
        "<td>",
    ),
    *(
        "<table>",
        "</table>",
        "| a | b |",
        "|---|---|",
        "\n- ",
        "\n1. ",
        "\n# ",
        "\n===\n",
        "\n---\n",
        "+++",
        "==",
        "^id",
    ),
    *(
        "import A from 'a'",
        "export const a = {",
        "id:: 1",
        "Created: x",
        "{% hint %}",
        "{% comment %}",
        "--8<--",
        ":fa-x:",
    ),
    *("&amp;", "&#0;", "\0", "\ud800", "\u202e", "\r\n", "\n", "\n\n", " ", "*", "_", "~~", "[TOC]", "{:toc}", "word"),
)
noise = st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=8)), max_size=30).map("".join)


@settings(deadline=None, max_examples=150)
@given(text=noise)
def test_nothing_that_is_written_breaks_it(text: str) -> None:
    cut = sections(text)
    assert cut
    assert [section.ordinal for section in cut] == list(range(len(cut)))
    for section in cut:
        assert section.blocks == notation.read(notation.written(section.blocks))
        assert all(block.rows or any(span.text for span in block.spans) for block in section.blocks)
        assert section.searched.isspace() or section.text or not section.searched
    plain(text)


words = st.integers(0, 99_999).map(lambda number: f"v{number:05}w")
secrets = st.integers(0, 99_999).map(lambda number: f"h{number:05}h")
#: Bits that belong to a program, and mean something else outside of one.
codes = st.lists(
    st.sampled_from(
        ("{{ .x }}", "<!-- a -->", "%% b %%", "# c", "[d][e]", "| f |", "  g", "${{ h }}", "{: .i}", ":::", "")
    ),
    min_size=1,
    max_size=6,
).map("\n".join)


@st.composite
def parts(draw: st.DrawFn) -> tuple[str, list[str], list[str], list[str]]:
    """A piece of a file as somebody writes it: its source, its words, what it hides, its code."""
    seen = [draw(words) for _ in range(3)]
    a, b, c = seen
    secret = draw(secrets)
    code = draw(codes)
    form = draw(st.integers(0, len(FORMS) - 1))
    source = FORMS[form].replace("$a", a).replace("$b", b).replace("$c", c).replace("$h", secret)
    has_code = "@@" in source
    if has_code:
        at = re.search(r"^([ >]*)@@", source, re.MULTILINE)
        assert at
        by = at.group(1)
        lines = "\n".join(by + line if line or ">" in by else "" for line in code.split("\n"))
        source = source.replace(f"{by}@@", lines)
    told = [word for word, mark in zip(seen, ("$a", "$b", "$c"), strict=True) if mark in FORMS[form]]
    return source, told, [secret], [code] if has_code and code.strip() else []


FORMS = (
    "## $a *$b*\n\n$c <!-- $h\n\n# $h\n\n--> end",
    "$a\n\n%%\n$h\n\n- $h\n%%\n\n$b **$c**",
    "- $a\n  - $b {/* $h */}\n\n    ```\n    @@\n    ```\n\n- $c",
    "1. $a\n\n   ~~~yaml\n   @@\n   ~~~\n\n2. $b\n3. [$c](x.md)",
    "> [!WARNING] $a\n> $b\n>\n> ```\n> @@\n> ```\n\n$c",
    '!!! tip "$a"\n\n    $b\n\n    ```\n    @@\n    ```\n\n$c',
    '=== "$a"\n\n    $b\n\n=== "T"\n\n    - $c',
    ":::note $a\n\n$b\n\n:::\n\n$c",
    "| $a | x |\n| --- | --- |\n| $b<br>y | [[Page\\|$c]] |",
    "<table>\n<tr><td><p>$a</p><p>$b</p>\n\n<tr><td>$c<!-- $h -->\n</table>",
    "<aside>\n💡 $a\n\n- $b\n\n</aside>\n\n$c{.x}",
    "<details><summary>$a</summary>\n\n$b\n\n```\n@@\n```\n\n</details>\n\n$c",
    "[$a][ref] and [[$b]] ==$c== ![[x.png]] {{ $h }}",
    "$a[^n] $b\n\n[^n]: $c\n\n    more",
    "$a\n: $b\n: $c\n\n{{/* $h */}}",
    '{% comment %}\n# $h\n{% endcomment %}\n\n$a {#id}\n\n{% hint style="info" %}\n$b\n{% endhint %}\n\n$c',
    "<!--\n```\n$h\n```\n\n## $h\n-->\n\n$a\n\n```\n@@\n```\n\n$b",
    "{% if x %}$a{% endif %}\n\n{{< note >}}$b{{< /note >}} {{/* $h */}}\n\n<p><code>{{ x }} $c</code></p>",
    "$a  \n$b\\\n~~$c~~ `$a`\n\n<script>\n$h\n\n$h\n</script>",
)


@settings(deadline=None, max_examples=150)
@given(
    pieces=st.lists(parts(), min_size=1, max_size=6), between=st.sampled_from(("\n\n", "\n\n---\n\n", "\n\n\n# H\n\n"))
)
def test_what_is_seen_is_kept_what_is_hidden_is_not_and_code_is_as_it_was(
    pieces: list[tuple[str, list[str], list[str], list[str]]], between: str
) -> None:
    text = between.join(source for source, *_ in pieces)
    cut = sections(f"# Top\n\n{text}\n\n[ref]: https://x.example\n")
    told = "\n".join("\n".join((*section.path, section.text)) for section in cut)
    searched = "\n".join("\n".join((*section.path, section.searched)) for section in cut)
    shown: list[Block] = [block for section in cut for block in section.blocks]
    verbatim = ["".join(span.text for span in block.spans) for block in shown if block.kind is BlockKind.CODE]
    wanted: list[str] = []
    for _, seen, hidden, code in pieces:
        for word in seen:
            assert word in told
            assert word in searched
        for word in hidden:
            assert word not in told
            assert word not in searched
        wanted += [one.rstrip("\n") for one in code]
    assert verbatim == wanted


@settings(deadline=None, max_examples=50)
@given(text=noise)
def test_a_text_reads_the_same_each_time(text: str) -> None:
    assert blocks(text) == blocks(text)
