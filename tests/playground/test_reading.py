"""How texts are read: what is active in them and what a person sees."""

import pytest

from bot.playground.reading import mrkdwn, render, rich
from bot.playground.reading.lines import Reader, shown
from bot.playground.slack import LocalSlack

READER = Reader(names=lambda called: {"@U1": "@ana", "#C1": "#general", "!subteam^S1": "@curators"}.get(called, called))


@pytest.mark.parametrize(
    ("text", "seen", "mentions", "links"),
    [
        ("hello <@U1>", "hello @ana", ("@U1",), ()),
        ("<!channel> and <!here>", "@channel and @here", ("!channel", "!here"), ()),
        ("&lt;!channel&gt; &amp; co", "<!channel> & co", (), ()),
        ("in <#C1|old-name>", "in #general", ("#C1",), ()),
        ("<!subteam^S1>", "@curators", ("!subteam^S1",), ()),
        ("<https://a.example/?a=1&amp;b=2|the guide>", "the guide", (), ("https://a.example/?a=1&b=2",)),
        ("see https://a.example", "see https://a.example", (), ()),
        ("<javascript:alert(1)|click>", "<javascript:alert(1)|click>", (), ()),
        ("*bold* _italic_ ~gone~ `code <@U1>`", "bold italic gone code <@U1>", (), ()),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name", (), ()),
        ("*<@U1>* said", "@ana said", ("@U1",), ()),
        ("&gt; quoted", "quoted", (), ()),
        ("```\nmake test\n```", "make test", (), ()),
        ("<!date^0^{date_num} at {time}|then>", "1970-01-01 at 00:00", (), ()),
    ],
)
def test_mrkdwn_is_read_as_slack_reads_it(
    text: str, seen: str, mentions: tuple[str, ...], links: tuple[str, ...]
) -> None:
    lines = mrkdwn.read(text, READER)
    assert shown(lines) == seen
    assert render.mentions(lines) == mentions
    assert render.links(lines) == links


def test_markdown_shows_headings_lists_tables_and_mentions() -> None:
    text = "# Title\n\nhello **<@U1>**\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```"
    lines = rich.markdown(text, READER)
    assert shown(lines) == "Title\nhello @ana\none\ntwo\na | b\n1 | 2\ncode"
    assert render.mentions(lines) == ("@U1",)


def test_what_a_person_types_becomes_what_slack_sends(slack: LocalSlack) -> None:
    ana = slack.person("ana")
    said = ana.says("#general", "@ben look in #random: <b> & https://a.example/x. @nobody")
    ben, random = slack.person("ben").id, slack.channel("random").id
    assert said.raw["text"] == f"<@{ben}> look in <#{random}|random>: &lt;b&gt; &amp; <https://a.example/x>. @nobody"
    assert said.text == "@ben look in #random: <b> & https://a.example/x. @nobody"
    assert [e["type"] for e in said.raw["blocks"][0]["elements"][0]["elements"]] == [
        "user", "text", "channel", "text", "link", "text",
    ]  # fmt: skip
