"""Whatever tool a file was written for, a person reads its words, and the search finds those and no others."""

import pytest

from bot.markup.document import BlockKind
from bot.markup.sections import Section, sections


def read(text: str) -> list[str]:
    """What stands in a file, line by line, under its headings."""
    found: list[str] = []
    for section in sections(text):
        found += [f"# {' › '.join(section.path)}"] if section.path else []
        found += section.text.split("\n")
    return found


def one(text: str) -> Section:
    (section,) = sections(text)
    return section


HIDDEN = {
    "a heading in a comment": "# Depot\n\nOpen.\n\n<!--\n\n## Old gate\n\nThe gate code is 2580.\n\n-->\n\nClosed.",
    "a comment that begins in a line": "Open. <!-- the code\n\n# Gate\n\nis 2580 --> Closed.",
    "a comment in an item": "- Open.\n  <!-- gate\n\ncode 2580 -->\n- Closed.",
    "a comment in HTML": "<div>\nOpen.\n<!-- gate\n\ncode 2580\n-->\nClosed.\n</div>",
    "a fence in a comment": "Open.\n\n<!--\n```\ngate code 2580\n```\n-->\n\nClosed.",
    "a comment without an end": "Open. Closed.\n\n<!-- gate\n\n# Gate\n\ncode 2580",
    "a comment of Obsidian": "Open. %%gate code 2580%% Closed.",
    "a long comment of Obsidian": "Open.\n\n%%\n# Gate\n\ncode 2580\n%%\n\nClosed.",
    "a comment of MDX": "Open. {/* gate code 2580 */} Closed.",
    "a long comment of MDX": "Open.\n\n{/*\n\n## Gate\n\ncode 2580\n\n*/}\n\nClosed.",
    "a comment of Liquid": "Open.\n\n{% comment %}\n# Gate\n\ncode 2580\n{% endcomment %}\n\nClosed.",
    "a comment of Hugo": "Open. {{/* gate code 2580 */}} Closed.",
    "a comment of kramdown": "Open.\n\n{::comment}\ngate\n\ncode 2580\n{:/comment}\n\nClosed.",
    "a comment of Jinja": "Open. {# gate code 2580 #} Closed.",
    "a comment as a definition": "Open.\n\n[//]: # (gate code 2580)\n\nClosed.",
    "a drawer of Logseq": "- Open.\n  :LOGBOOK:\n  CLOCK: gate code 2580\n  :END:\n- Closed.",
    "a script": "Open.\n\n<script>\ngate = 2580;\n\ncode()\n</script>\n\nClosed.",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_shall_read_is_neither_shown_nor_searched(text: str) -> None:
    for said in ("\n".join(read(text)), "\n".join(section.searched for section in sections(text))):
        assert "Open." in said
        assert "Closed." in said
        for word in ("2580", "gate", "Gate", "CLOCK", "--", "%%", "*/", "{", "}"):
            assert word not in said


def test_a_comment_that_code_shows_is_code() -> None:
    text = "Write `<!-- a -->` or:\n\n```html\n<!-- b\n\n# c -->\n```\n\n- so:\n\n  ```\n  %% d %% {/* e */}\n  ```\n"
    said = "\n".join(read(text))
    assert "<!-- a -->" in said
    assert "<!-- b\n\n# c -->" in said
    assert "%% d %% {/* e */}" in said


@pytest.mark.parametrize(
    ("text", "lines", "links"),
    [
        (
            "# Bikes\n\n## Hire\n\nSee the [bike desk][desk], the [fleet rules][] and [desk].\n\n## Repair\n\nAsk.\n\n"
            "[desk]: https://bikes.example/desk\n[fleet rules]: https://bikes.example/rules\n",
            ["# Bikes › Hire", "See the bike desk, the fleet rules and desk.", "# Bikes › Repair", "Ask."],
            ["https://bikes.example/desk", "https://bikes.example/rules", "https://bikes.example/desk"],
        ),
        (
            "[map]: <https://bikes.example/map> 'Map'\n\nTop: [the **big** map][map]\n\n# Paths\n\n> - Listed: [map]",
            ["Top: the big map", "# Paths", "• Listed: map"],
            ["https://bikes.example/map"] * 4,
        ),
        ("# A\n\nRead [the manual][nowhere] and [its index][].\n", ["# A", "Read the manual and its index."], []),
    ],
    ids=["across headings", "before them", "to nowhere"],
)
def test_links_by_reference_are_links(text: str, lines: list[str], links: list[str]) -> None:
    assert read(text) == lines
    spans = [span for section in sections(text) for block in section.blocks for span in block.spans]
    assert [span.link for span in spans if span.link] == links


def test_a_note_stands_below_the_section_that_refers_to_it() -> None:
    text = (
        "# Pool\n\nCars are shared.[^pool] Vans^[Two of them.] too.\n\n# Fuel\n\nUse the card.[^card] [^pool]\n\n"
        "[^card]: In the glove box.\n[^pool]: Since 2019, see the list.\n\n    It is long.\n"
    )
    assert read(text) == [
        *("# Pool", "Cars are shared.[1] Vans[2] too.", "[1] Since 2019, see the list.", "It is long."),
        *("[2] Two of them.", "# Fuel", "Use the card.[3] [1]", "[3] In the glove box."),
        *("[1] Since 2019, see the list.", "It is long."),
    ]


BOXES = {
    "an alert": ("> [!CAUTION]\n> The press is hot.", ["Caution: The press is hot."]),
    "an alert with a title": (
        "> [!important] At night\n> Lock **both** doors.",
        ["Important: At night", "Lock both doors."],
    ),
    "an alert with a list": ("> [!TIP]\n> - Oil it.\n> - Wipe it.", ["Tip:", "• Oil it.", "• Wipe it."]),
    "a folded callout": (
        "> [!faq]+ May I?\n> You may.\n> > [!note]\n> > Twice.",
        ["Question: May I?", "You may.", "Note: Twice."],
    ),
    "an admonition": (
        '!!! danger "Live wire"\n\n    Keep off the *left* rail.\n\n    Call Ada.',
        ["Danger: Live wire", "Keep off the left rail.", "Call Ada."],
    ),
    "an admonition without a title": (
        "??? tip\n\n    1. Sit.\n    2. Rest.\n\nWalk on.",
        ["Tip:", "1. Sit.", "2. Rest.", "Walk on."],
    ),
    "an admonition with an empty title": ('!!! note ""\n    Plain.', ["Plain."]),
    "tabs": (
        '=== "Linux"\n\n    ```\n    a  {{ b }}\n    ```\n\n=== "macOS"\n\n    Open it.',
        ["Linux", "a  {{ b }}", "macOS", "Open it."],
    ),
    "an admonition in an item": (
        "- Lift.\n\n    !!! warning\n        Two people.\n\n- Lower.",
        ["• Lift.", "Warning: Two people.", "• Lower."],
    ),
    "a container": (":::danger Steam\n\nStand back.\n\n:::\n\nGo on.", ["Danger: Steam", "Stand back.", "Go on."]),
    "a container in brackets": (
        "::::tip[By *hand*]{#x}\n:::note\nTurn it.\n:::\nAgain.\n::::",
        ["Tip: By hand", "Note: Turn it.", "Again."],
    ),
    "a container of no kind": ("::: columns\nLeft.\n:::\n\nRight.", ["Left.", "Right."]),
    "a hint of GitBook": ('{% hint style="warning" %}\nMind the step.\n{% endhint %}', ["Warning: Mind the step."]),
    "tabs of GitBook": ('{% tabs %}\n{% tab title="Day" %}\nWalk.\n{% endtab %}\n{% endtabs %}', ["Day", "Walk."]),
    "a notice of Hugo": ("{{% notice info %}}\nMind the **step**.\n{{% /notice %}}", ["Info: Mind the step."]),
    "a callout of Notion": (
        "<aside>\n🚲 Lock the *bike*.\n\n- Twice.\n\n</aside>\n\nRide.",
        ["🚲 Lock the bike.", "• Twice.", "Ride."],
    ),
    "details": ("<details>\n<summary>More keys</summary>\n\nAsk *Ada*.\n\n</details>", ["More keys", "Ask Ada."]),
}


@pytest.mark.parametrize(("text", "lines"), BOXES.values(), ids=BOXES)
def test_a_box_says_what_it_is_and_its_text_is_text(text: str, lines: list[str]) -> None:
    assert read(text) == lines


VAULT = {
    "a link": ("Ask in [[Front desk]].", "Ask in Front desk."),
    "a link with words of its own": ("Ask [[people/Ada|the keeper]] or [[Ben\\|Ben B.]].", "Ask the keeper or Ben B.."),
    "a link to a heading": ("See [[Depot#Night#Gate]] and [[#Keys]].", "See Depot › Night › Gate and Keys."),
    "a picture": ("Here ![[plan of the depot.png|300]] and ![[tour.mp4]] it is.", "Here and it is."),
    "another note": ("![[Depot#Opening times]]", "Depot › Opening times"),
    "marked words": ("The ==north== gate, where a == b and `==c==`.", "The north gate, where a == b and ==c==."),
    "a block's id": ("The gate is locked. ^gate-2", "The gate is locked."),
    "a reference of Logseq": ("Done. ((64f0a1b2-1c2d-4e3f-8a9b-0123456789ab))", "Done."),
    "a test of a shell": ("Say [[ -f gate ]] there.", "Say [[ -f gate ]] there."),
    "a link in brackets": ("As told [[2]](https://x.example/2).", "As told [2]."),
}


@pytest.mark.parametrize(("text", "line"), VAULT.values(), ids=VAULT)
def test_the_notation_of_a_vault_becomes_words(text: str, line: str) -> None:
    assert one(text).text == line


def test_the_properties_of_a_vault_are_not_its_text() -> None:
    text = "title:: Depot\ntags:: a, b\n\n- Open.\n  id:: 64f0a1b2-1c2d-4e3f\n  collapsed:: true\n- Closed."
    assert read(text) == ["• Open.", "• Closed."]


ATTRIBUTES = {
    "of kramdown": "# Ferry\n{: .no_toc #top }\n\n1. TOC\n{:toc}\n\nIt sails at six.\n{: .fs-6 }\n\n{:.note}\nEarly.",
    "of Hugo": "# Ferry {#the-ferry .big}\n\n[[_TOC_]]\n\nIt sails at six. {.lead}\n\nEarly.",
    "of MkDocs": "# Ferry { #ferry data-x='1' }\n\n[TOC]\n\nIt sails at [six](https://f.example){ .md target=_blank }."
    "\n\n:material-ferry:{ .big } Early.",
    "of quotations": '# Ferry\n\n> It sails at six.\n{cite="https://x.example" .big}\n\nEarly.',
    "of wikis": "# <a name='f'></a>Ferry\n\n[[TOC]]\n\n![](ferry.png){width=50%}It sails at **six**{.red}.\n\nEarly.",
}


@pytest.mark.parametrize("text", ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_attribute_lists_anchors_and_tables_of_contents_are_gone(text: str) -> None:
    assert read(text) == ["# Ferry", "It sails at six.", "Early."]


def test_a_heading_that_names_its_anchor_is_linked_by_it() -> None:
    assert [section.anchor for section in sections("# A {#first}\n\na\n\n# B b\n\nb\n\n# B b\n\nc")] == [
        *("first", "b-b", "b-b-1"),
    ]


def test_braces_that_belong_to_the_text_stay() -> None:
    text = "Call /users/{id} with {name: x}, a {#hash} sign and {.5} of it."
    assert one(text).text == text


SITES = {
    "imports": "import C from 'c'\nimport {\n  A,\n  B,\n} from './ab';\nexport const x = {\n  y: 1\n}\n\nIt is open.",
    "expressions": "import A from './a';\n\nIt is {props.state}{' '}open{frontMatter.x}.",
    "components": '<Card title="It is open." icon={<Icon name="x" />} />',
    "a component's text": "<Tabs>\n  <TabItem>\n\n    It is **open**.\n\n  </TabItem>\n</Tabs>",
    "a component in a line": "It is <Badge text={props.x} />open<Foot>.</Foot>",
    "shortcodes": '{{< figure src="a.png" >}}\n\nIt is {{< param x >}}open{{% mark %}}.{{% /mark %}}',
    "a link to a template": 'It [is]({{< ref "x.md" >}}) [open]({% link y.md %}).',
    "templates": "{% include nav.html %}\n{% if a %}\nIt is {{ page.x | upcase }}open.\n{% endif %}",
    "addresses that are templates": "It [is][a] [open.][b]\n\n[a]: {% link x.md %}\n[b]: {{ site.url }}/b 'B'\n",
    "stars without a counterpart": "It is **open. **",
    "snippets": '--8<-- "top.md"\n\nIt is open.\n\n--8<--\na.md\nb.md\n--8<--\n\n*[HTML]: Hyper Text',
    "includes": 'It is open.\n\n:::image type="content" source="x.png" alt-text="y":::\n\n[!INCLUDE [x](y.md)]',
    "escapes": r"It \is open\.".replace("\\i", "i"),
}


@pytest.mark.parametrize("text", SITES.values(), ids=SITES)
def test_what_a_site_generator_fills_in_is_gone_and_the_words_stay(text: str) -> None:
    assert " ".join(one(text).text.split()) == "It is open."


@pytest.mark.parametrize("text", ["Password: ********", "Card **** **** 1234", "***** Break *****"])
def test_stars_that_hide_something_or_draw_a_line_stay(text: str) -> None:
    assert one(text).text == text


CODE = "refreshInterval: {{ .Values.x }}\n  %% {# x #} <!-- y -->  [!z] {: .a}\n\n\tlast: ${{ secrets.K }}"


def indented(by: str) -> str:
    return "\n".join(f"{by}{line}" if line else "" for line in CODE.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        f"```yaml\n{CODE}\n```",
        f"- Copy:\n\n  ~~~\n{indented('  ')}\n  ~~~\n",
        f"1. Copy:\n\n    ```\n{indented('    ')}\n    ```\n",
        f"!!! note\n\n    ```\n{indented('    ')}\n    ```\n",
        "> ```\n" + "\n".join(f"> {line}" for line in CODE.split("\n")) + "\n> ```\n",
        f"{{{{< highlight yaml >}}}}\n{CODE}\n{{{{< /highlight >}}}}",
        f"import A from './a';\n\n<Tabs>\n\n```\n{CODE}\n```\n\n</Tabs>",
        f"Copy:\n\n{indented('    ')}",
    ],
    ids=["fence", "in a list", "in a deep list", "in a box", "in a quotation", "in a shortcode", "in MDX", "indented"],
)
def test_code_is_never_altered(text: str) -> None:
    codes = [block for section in sections(text) for block in section.blocks if block.kind is BlockKind.CODE]
    assert ["".join(span.text for span in block.spans) for block in codes] == [CODE]


def test_code_in_a_line_is_never_altered() -> None:
    assert one("Use `{{ x }}`, `` `[[y]]` ``, `==z==`, `{.w}` and `:material-v:`.").text == (
        "Use {{ x }}, `[[y]]`, ==z==, {.w} and :material-v:."
    )


EXPORTS = {
    "of Notion": "# Leave\n\nCreated: March 3, 2024 9:12 AM\nCreated by: Ada\nTags: a, b\n\nAsk Ada.",
    "of Confluence": "# Leave\n\nCreated by Ada Moss, last modified by Ben Ash on May 3, 2024\n\nAsk Ada.",
    "without a title": "Last edited time: May 3, 2024\nOwner: Ben\n\n# Leave\n\nAsk Ada.",
}


@pytest.mark.parametrize("text", EXPORTS.values(), ids=EXPORTS)
def test_what_an_exporter_notes_is_not_the_passage(text: str) -> None:
    assert read(text) == ["# Leave", "Ask Ada."]


def test_lines_with_a_colon_are_text() -> None:
    text = "# Desk\n\nPhone: 4711\nRoom: 12"
    assert read(text) == ["# Desk", "Phone: 4711 Room: 12"]


def test_a_table_of_html_keeps_every_word_and_its_cells_apart() -> None:
    text = (
        "<table><tr><th>Who<th>What\n<tr><td><p>Ada</p><p>Ben</p></td><td>Keys<br>Cars\n\n"
        "<tr><td>Cleo</td><td><ul><li>Rooms</li><li>Tea</li></ul></td></tr>\n\n</table>"
    )
    said = "\n".join(read(text))
    assert "Ada Ben | Keys Cars" in said
    assert "Rooms Tea" in said
    assert "Cleo" in said


def test_a_list_of_html_is_a_list() -> None:
    assert read("<ol start=3><li><p>Lift</p></li><li>Turn<ul><li>left</li></ul></li></ol>") == [
        *("3. Lift", "4. Turn", "  • left"),
    ]


def test_terms_lead_their_definitions() -> None:
    assert read("Ferry\n:   A *boat*.\n:   A bakery.\n\nTram\n: A train.") == [
        *("Ferry", "• A boat.", "• A bakery.", "Tram", "• A train."),
    ]


def test_sections_without_words_are_none() -> None:
    assert [
        section.path for section in sections("# A\n\n## B\n\n<!-- x -->\n\n## C\n\nWords.\n\n# D\n\n![](x.png)")
    ] == [
        ("A", "C"),
    ]
    (empty,) = sections("# A\n\n<br>\n\n{{< toc >}}")
    assert (empty.path, empty.said, empty.blocks) == (("A",), "", ())


def test_a_section_of_code_and_one_of_headings_are_cut_where_the_reader_sees_them() -> None:
    text = "Lead\n\n```\n# no heading\n```\n\nPart *one*\n====\n\n> # quoted\n\n- # listed\n\nPart \\#2\n---\n\nb"
    assert [section.path for section in sections(text)] == [(), ("Part one",), ("Part one", "Part #2")]


def test_a_power_is_another_number() -> None:
    text = "10<sup>3</sup> m<sup>2</sup>, 2<sup>n</sup>, the 1<sup>st</sup>, 10<sup>-3</sup>, CO<sub>2</sub>"
    assert one(text).text == "10³ m², 2^n, the 1st, 10⁻³, CO2"
    assert one(f"<p>{text}</p>").text == "10³ m², 2^n, the 1st, 10⁻³, CO2"


PICTURES = {
    "of HTML": (
        '<img src="https://x.example/a.png" alt="Plan &amp; key">',
        ["Plan & key"],
        ["https://x.example/a.png"],
    ),
    "in a fragment": ("<p align=center><img alt='The plan' src='a.png'></p>", ["The plan"], []),
    "with a size": ("![Plan|300](a.png) ![Map|20x30](b.png)", ["Plan Map"], []),
    "without a name": ("![image.png](../a/image.png) ![Untitled](x/Untitled.png) Seen.", ["Seen."], []),
    "to look at": ("![image](https://x.example/a.png)", ["image"], ["https://x.example/a.png"]),
}


@pytest.mark.parametrize(("text", "lines", "links"), PICTURES.values(), ids=PICTURES)
def test_a_picture_is_the_words_that_stand_for_it(text: str, lines: list[str], links: list[str]) -> None:
    assert read(text) == lines
    assert [span.link for block in one(text).blocks for span in block.spans if span.link] == links


def test_the_note_of_a_heading_stands_in_its_section() -> None:
    text = "# Pool[^a]\n\n## Fuel[^b]\n\nUse the card.\n\n[^a]: Since May.\n[^b]: Or cash."
    assert read(text) == ["# Pool[1]", "[1] Since May.", "# Pool[1] › Fuel[2]", "Use the card.", "[2] Or cash."]


SIGNS = {
    "of an editor": (
        "The {++new ++}gate {--is locked --}{==stays open==}{>>sure?<<} {~~at~>from~~} six.",
        "The new gate is locked stays open at from six.",
    ),
    "of changes": ("The {+ north +} gate.", "The north gate."),
    "of keys": (
        "Press ++ctrl+alt+x++, ++enter++ or c++, x++ and ++i++.",
        "Press Ctrl+Alt+X, Enter or c++, x++ and ++i++.",
    ),
    "of numbers": ("H~2~O, 10^3^ m^2^, the 1^st^, ~5~ and a^b.", "H2O, 10³ m², the 1st, ~5~ and a^b."),
    "of lines": ("The ^^north^^ gate ^^ and ^_^.", "The north gate ^^ and ^_^."),
    "of other formats": (
        '<ac:structured-macro ac:name="info"><ac:rich-text-body>Open.</ac:rich-text-body> <o:p></o:p>',
        "Open.",
    ),
}


@pytest.mark.parametrize(("text", "line"), SIGNS.values(), ids=SIGNS)
def test_signs_around_words_are_no_words(text: str, line: str) -> None:
    assert one(text).text == line


DRAWN = {
    "of mdBook": ('```admonish warning title="Hot"\nMind the **press**.\n```', ["Warning: Hot", "Mind the press."]),
    "of mdBook without a title": ("~~~admonish tip\n- Oil it.\n~~~", ["Tip:", "• Oil it."]),
    "of no kind": ("```admonish\nMind it.\n```", ["Note: Mind it."]),
    "of Obsidian": ("```ad-danger\ntitle: Steam\ncollapse: open\nStand *back*.\n```", ["Danger: Steam", "Stand back."]),
    "of MyST": ("```{note}\nMind it.\n```", ["Note: Mind it."]),
    "in a box": ("````admonish\n```admonish\nx\n```\n````", ["Note:", "x"]),
    "of blocks": (
        "/// warning | Steam\n    open: true\n\nStand *back*.\n///\n\nGo.",
        ["Warning: Steam", "Stand back.", "Go."],
    ),
    "of a module": ("Open.\n\n::: depot.keys.Ring\n    options:\n      a: b\n\nShut.", ["Open.", "Shut."]),
    "of files": ('Open.\n\n```rust\n{{#include a.rs:x}}\n```\n\n```\n--8<-- "b.yml"\n```\n', ["Open."]),
    "of Logseq": (
        "- #+BEGIN_TIP\n  Oil it.\n  #+END_TIP\n- #+BEGIN_CENTER\n  x\n  #+END_CENTER",
        ["• Tip: Oil it.", "• x"],
    ),
    "of dates": ("- TODO oil it\n  SCHEDULED: <2024-03-05 Tue>", ["• TODO oil it Scheduled: 2024-03-05 Tue"]),
}


@pytest.mark.parametrize(("text", "lines"), DRAWN.values(), ids=DRAWN)
def test_what_a_plugin_draws_is_read_as_it_is_drawn(text: str, lines: list[str]) -> None:
    assert read(text) == lines


def test_code_beside_an_include_is_code() -> None:
    text = "```\n{{#include a.rs}}\nlet x = 1;\n```\n\n```python\n{note}\n```"
    assert read(text) == ["{{#include a.rs}}", "let x = 1;", "{note}"]


def test_elements_with_values_of_a_program_are_no_words() -> None:
    text = (
        "import A from './a';\n\n<div style={{color: 'red'}}>\n\nOpen.\n\n</div>\n\n"
        "<ul>\n  {items.map(i => <li key={i}>{i}</li>)}\n</ul>\n\n<p>{'Shut'} {x}</p>\n\n"
        "<img src={require('./a.png').default} alt=\"The plan\" /> and <span style={{x: 1}}>text</span>"
    )
    assert read(text) == ["Open.", "Shut", "The plan and text"]


def test_what_an_exporter_writes_below_a_page_is_not_its_text() -> None:
    text = "# Leave\n\nAsk Ada.\n\nDocument generated by Confluence on Mar 03, 2024 10:00\n\n[Atlassian](http://www.atlassian.com/)"
    assert read(text) == ["# Leave", "Ask Ada."]
