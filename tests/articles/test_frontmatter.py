"""What a file says of itself, as people write it."""

from datetime import date

import pytest

from bot.articles.rules import Facts, frontmatter
from bot.articles.rules.frontmatter import Broken
from bot.articles.service import reading


def facts(front: str) -> Facts:
    return frontmatter.read(f"---\n{front}\n---\nText\n").facts


@pytest.mark.parametrize(
    ("front", "name", "value"),
    [
        ("title: On", "title", "On"),
        ("title: 1.10", "title", "1.10"),
        ("title: 'a<b>&\"c\"|d'", "title", 'a<b>&"c"|d'),
        ("title: >\n  two\n  lines", "title", "two lines"),
        ("Title: Shouted", "title", "Shouted"),
        ('title: "a\\0b\\u202ec"', "title", "a b c"),
        ("title: " + "x" * 300, "title", "x" * 249 + "…"),
        ("title: ~", "title", ""),
        ("tags: one, two , ,#Three", "tags", ("one", "two", "Three")),
        ("tags: [a, A, b]", "tags", ("a", "b")),
        ("tags:\n- 2024\n- yes\n-", "tags", ("2024", "yes")),
        ("tags:", "tags", ()),
        ("aliases: What now, then?", "aliases", ("What now, then?",)),
        ("aliases: [/old/address/, A name]", "aliases", ("A name",)),
        ("owner: U123ABC", "owner", "U123ABC"),
        ("owner: @ana", "owner", "@ana"),
        ("owner: '@ana'", "owner", "@ana"),
        ("owner: @o'hara", "owner", "@o'hara"),
        ("owner: [Ana, Ben]", "owner", "Ana, Ben"),
        ("url: https://wiki.example/a b?x=[1]", "url", "https://wiki.example/a%20b?x=[1]"),
        ("language: de", "language", "de"),
        ("lang: pt-BR", "language", "pt"),
        ("verified_on: 2026-05-12", "verified_on", date(2026, 5, 12)),
        ("verified-on: 2026-05-12T10:00:00Z", "verified_on", date(2026, 5, 12)),
        ("review_every: 180 days", "review_every", 180),
        ("review_every: 90", "review_every", 90),
        ("review_every: 1 day", "review_every", 1),
        ("review every: 6 months", "review_every", 180),
        ("review_every: every 2 weeks", "review_every", 14),
        ("review_every: 1 year", "review_every", 365),
        ("review_every: never", "review_every", 0),
        ("layout: page\npermalink: /x/\nnav: {a: [1, 2]}\ntitle: Jekyll", "title", "Jekyll"),
    ],
)
def test_a_value(front: str, name: str, value: object) -> None:
    assert getattr(facts(front), name) == value


@pytest.mark.parametrize(
    ("front", "line", "sentence"),
    [
        ("title: x\nverified_on: 2026-02-30", 3, "Its verified_on is left out: a day is written like 2026-05-12."),
        ("url: /wiki/x", 2, "Its url is left out: an address begins with https:// or http://."),
        ("url: javascript:alert(1)", 2, "Its url is left out: an address begins with https:// or http://."),
        ("url: http://[", 2, "Its url is left out: it is no address."),
        ("review_every: often", 2, "Its review_every is left out: an interval is written like 180 days, or never."),
        ("review_every: 0", 2, "Its review_every is left out: an interval is written like 180 days, or never."),
        ("language: German", 2, "Its language is left out: a language is two letters, like en."),
        ("tags: {a: b}", 2, "Its tags is left out: it is not a list."),
        ("title: [a]", 2, "Its title is left out: it is not a single value."),
        ("tags: [" + ",".join(f"t{n}" for n in range(51)) + "]", 2, "Its tags is left out: there are more than 50."),
    ],
)
def test_a_value_that_makes_no_sense_is_left_out_and_said(front: str, line: int, sentence: str) -> None:
    (note,) = frontmatter.read(f"---\n{front}\n---\n").notes
    assert (note.line, note.sentence) == (line, sentence)


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("---\ntitle: a: b\n---\n", 2, "a colon and a space in it needs quotes"),
        ("---\ntitle: x\n\ttags: y\n---\n", 3, "spaces, not tabs"),
        ("---\nx: *unknown\n---\n", 2, "undefined alias"),
        ("---\ntitle: 'x\n---\n", 3, "not YAML"),
        ("---\ntitle: x\nText without end\n", 1, "never closed"),
        ("---\ntitle: x\nodd: \x07\n---\n", 3, "a character in it is not allowed"),
        ("---\na: " + "x" * 70_000 + "\n---\n", 1, "longer than 64 KiB"),
        ("---\na: " + "[" * 30 + "]" * 30 + "\n---\n", 2, "too many YAML aliases or levels"),
    ],
)
def test_front_matter_that_cannot_be_read(source: str, line: int, words: str) -> None:
    with pytest.raises(Broken) as broken:
        frontmatter.read(source)
    assert broken.value.line == line
    assert words in broken.value.fault.sentence


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("---\ntitle: x\n---\nText", "Text"),
        ("---\r\ntitle: x\r\n---\r\nText", "Text"),
        ("\ufeff---\ntitle: x\n...\nText", "Text"),
        ("---\n---\nText", "Text"),
        ("---\ntitle: x\n---", ""),
        ("\ufeffText", "Text"),
        ("Text\n---\nMore", "Text\n---\nMore"),
        ("---\n\nOnly a ruler", "---\n\nOnly a ruler"),
        ("---\nBetween rulers\n---\nText", "---\nBetween rulers\n---\nText"),
        ("---\n- a list\n---\n", "---\n- a list\n---\n"),
        ("", ""),
        ("\n \n---\ntitle: x\n---\nText", "Text"),
        ("+++\ntitle = 'x'\n+++\nText", "Text"),
        ("\ufeff\r\n+++\r\ntitle = 'x'\r\n+++\r\nText", "Text"),
        ("+++\n+++\nText", "Text"),
        ('{\n  "title": "x"\n}\n\nText', "\nText"),
        ("{{ nav }}\nText", "{{ nav }}\nText"),
        ("{ not json }\nText", "{ not json }\nText"),
        ('{"a": 1} and so on', '{"a": 1} and so on'),
        ("\n---\nNote: between rulers, far from the top", "\n---\nNote: between rulers, far from the top"),
    ],
)
def test_where_the_text_begins(source: str, text: str) -> None:
    assert source[frontmatter.read(source).starts_at :] == text


@pytest.mark.parametrize(
    ("path", "source", "title"),
    [
        ("a.md", "---\ntitle: Said\n---\n# Written\n", "Said"),
        ("a.md", "Lead\n\n# `Written` **boldly** #\n", "Written boldly"),
        ("a.md", "Written\n=======\n", "Written"),
        ("a.md", "Written\r\n=======\r\n", "Written"),
        ("a.md", "```\n# comment\n```\n# Written\n", "Written"),
        ("a.md", "## Second level\n", "Second level"),
        ("01-travel_and-leave.md", "x", "Travel and leave"),
        ("it/vpn/README.md", "x", "Vpn"),
        ("index.md", "x", "Index"),
        ("2024.md", "x", "2024"),
        ("-.md", "x", "-"),
        ("a.md", "### Third *level* {#x}\n\n# First\n", "Third level"),
        ("a.md", "<!--\n# Old\n-->\n\n## [[New|Newer]]\n", "Newer"),
        ("a.md", "<h2>Of HTML</h2>\n\nx", "Of HTML"),
        ("Night shift 0123456789abcdef0123456789abcdef.md", "x", "Night shift"),
        ("night-shift-01234567-89ab-cdef-0123-456789abcdef.md", "x", "Night shift"),
        ("0123456789abcdef0123456789abcdef.md", "x", "x"),
        ("Shifts 0123456789abcdef0123456789abcdef/index.md", "x", "Shifts"),
        ("a.md", "# " + "x" * 900, "x" * 249 + "…"),
    ],
)
def test_a_title_is_found(path: str, source: str, title: str) -> None:
    assert reading.read(path, source.encode())[0].facts.title == title


def test_a_page_without_a_word_is_noted() -> None:
    _, notes = reading.read("a.md", b"---\ntitle: Moved\nredirect_to: /b/\n---\n")
    assert [note.sentence for note in notes] == ["It has no text, so no search will find it."]
    assert reading.read("a.md", b"---\nurl: https://x.example\n---\n")[1] == ()


def test_null_in_quotes_is_a_word() -> None:
    assert facts("title: 'null'").title == "null"
    assert facts("title: null").title == ""


TOML = """+++
title = "Night bus"
date = 2026-02-03
verified_on = 2026-03-12
draft = false
aliases = ["/old/bus", "Last bus"]
review_every = "90 days"

[taxonomies]
tags = ["travel", "night"]

[extra]
weight = 3
+++
It leaves at one.
"""
JSON = """
{
  "title": "Night bus",
  "aliases": ["/old/bus", "Last bus"],
  "verified_on": "2026-03-12",
  "review_every": "90 days",
  "tags": ["travel", "night"],
  "weight": 3
}

It leaves at one.
"""


@pytest.mark.parametrize("source", [TOML, JSON, TOML.replace("\n", "\r\n")], ids=["TOML", "JSON", "Windows"])
def test_facts_come_in_other_notations_too(source: str) -> None:
    draft, notes = reading.read("bus.md", source.encode())
    facts = draft.facts
    assert (facts.title, facts.tags, facts.aliases) == ("Night bus", ("travel", "night"), ("Last bus",))
    assert (facts.verified_on, facts.review_every) == (date(2026, 3, 12), 90)
    assert [section.text for section in draft.sections] == ["It leaves at one."]
    assert notes == ()


@pytest.mark.parametrize(
    ("source", "line", "sentence"),
    [
        ("+++\ntitle = On time\n+++\n", 2, "Its front matter is not TOML: invalid value."),
        ("+++\ntitle = 'x'\n", 1, "Its front matter is never closed; write +++ on the line after it."),
        ("\n\n---\ntitle: a: b\n---\n", 4, "a value with a colon and a space in it needs quotes around it"),
    ],
)
def test_front_matter_that_cannot_be_read_is_told_with_its_line(source: str, line: int, sentence: str) -> None:
    with pytest.raises(frontmatter.Broken) as broken:
        frontmatter.read(source)
    assert broken.value.line == line
    assert sentence in broken.value.fault.sentence


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("+++\nweight = 1\nurl = 'ftp://x'\n+++\n", 3),
        ('\n{\n"a": 1,\n"url": "ftp://x"}\n', 4),
        ("\n---\nurl: x\n---\n", 3),
    ],
)
def test_a_field_that_is_left_out_is_told_with_its_line(source: str, line: int) -> None:
    (note,) = frontmatter.read(source).notes
    assert (note.line, note.sentence) == (line, "Its url is left out: an address begins with https:// or http://.")


def test_what_an_exporter_tells_of_a_page_becomes_its_tags() -> None:
    draft, _ = reading.read("a.md", b"# Leave\n\nCreated: May 3, 2024\nTags: family, leave\n\nAsk Ada.")
    assert draft.facts.tags == ("family", "leave")
    kept, _ = reading.read("a.md", b"---\ntags: own\n---\n# Leave\n\nCreated: May 3, 2024\nTags: family\n\nAsk Ada.")
    assert kept.facts.tags == ("own",)


@pytest.mark.parametrize(
    "text", ["# Moved\n", "<!-- soon -->", "![](map.png)\n\n{{< toc >}}", "[a]: https://x.example"]
)
def test_a_page_whose_words_are_all_hidden_is_noted(text: str) -> None:
    draft, notes = reading.read("a.md", text.encode())
    assert [note.sentence for note in notes] == ["It has no text, so no search will find it."]
    assert not any(section.said for section in draft.sections)
