"""A site generator's tags are gone, wherever they stand; no word goes with them, and code keeps its own."""

import pytest

from bot.markup.sections import sections


def lines(text: str) -> list[str]:
    """What a reader sees of a file, line by line."""
    return [line for section in sections(text) for line in section.text.split("\n")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% if open %}The depot is open.{% endif %}", ["The depot is open."]),
        ("{{ icon }} The depot is open {{ now }}", ["The depot is open"]),
        ("{{< lead >}}The depot is open.{{< /lead >}}", ["The depot is open."]),
        (
            "The gate opens at **{{ site.time }}** six, __{% x %}__ not *{{< y >}}* seven.",
            ["The gate opens at six, not seven."],
        ),
        ("Write {% raw %}{{ name }}{% endraw %} there.", ["Write {{ name }} there."]),
        ("{% raw %}{{ name }} stands there.{% endraw %}", ["{{ name }} stands there."]),
        ("{%- raw -%}{% if x %}{%- endraw -%}", ["{% if x %}"]),
        ('{{< callout type="warning" >}}Mind the step.{{< /callout >}}', ["Warning: Mind the step."]),
        ('{{% expand "Read more" %}}It is *steep*.{{% /expand %}}', ["Read more", "It is steep."]),
        (
            '- {{< hint info >}}Walk.{{< /hint >}}\n- {% hint style="tip" %}Run.{% endhint %}',
            ["Info:", "• Walk.", "Tip:", "• Run."],
        ),
        ('{{< figure\n  src="x.png"\n  caption="The depot at night"\n>}}\n\nDark.', ["The depot at night", "Dark."]),
        ('{% include nav.html\n  depth="2" %}\nOpen.', ["Open."]),
        ('{{< figure src="x" title="A depot" alt="a" >}}', ["A depot"]),
        ("{% include note.html content='Mind the *gap*.' %}", ["Note: Mind the gap."]),
        ('{% include image.html url="x" description="A map" %}', ["A map"]),
        ('{% code title="lock.js" %}\n```js\nlock({{ id }})\n```\n{% endcode %}', ["lock.js", "lock({{ id }})"]),
        ("{{ a }} {% b %}\n\nOpen.", ["Open."]),
        ("{{ never closed\n\nOpen.", ["{{ never closed", "Open."]),
    ],
)
def test_tags_go_and_the_words_between_them_stay(text: str, told: list[str]) -> None:
    assert lines(text) == told


@pytest.mark.parametrize("name", ["code", "kbd", "samp", "tt"])
def test_code_in_tags_of_html_is_never_altered(name: str) -> None:
    code = "{{ .Values.x }} {% y %} a ==b== [[c]] {: .d} :fa-e: %%f%%"
    tagged = f"<{name}>{code}</{name}>"
    assert lines(f"Use {tagged} there.") == [f"Use {code} there."]
    assert lines(f"<p>Use {tagged} there.</p>") == [f"Use {code} there."]
    assert lines(f"<table><tr><td>{tagged}</td><td>x</td></tr></table>") == [f"{code} | x"]
    assert lines(f"Use <{name}>z</{name}> and {{{{ x }}}} there.") == ["Use z and there."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '<Tabs>\n<TabItem label="Day">\n\nAda.\n\n</TabItem>\n<TabItem label="Night">Ben.</TabItem>\n</Tabs>',
            ["Day", "Ada.", "Night", "Ben."],
        ),
        (
            '<Steps>\n<Step title="Lift">Two people.</Step>\n<Step title="Turn">Slowly.</Step>\n</Steps>',
            ["Lift", "Two people.", "Turn", "Slowly."],
        ),
        ('Go on.\n<Admonition type="danger">Hot.</Admonition>', ["Go on.", "Danger: Hot."]),
        ('<Tooltip label="hover">Word</Tooltip> and more.', ["Word and more."]),
    ],
)
def test_a_component_has_its_title_also_where_its_text_stands_beside_it(text: str, told: list[str]) -> None:
    assert lines(text) == told
