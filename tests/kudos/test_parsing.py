"""Is what people type understood, however they type it?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kudos.rules import parsing, tags, thanking
from bot.kudos.rules.wishes import Why

KNOWN = (*tags.STARTER, "customer-first")


@pytest.mark.parametrize(
    "typed",
    [
        "<@U1> for the great docs",
        "<@U1|ana> for the great docs",
        "<@U1>: for the great docs",
        "<@U1>, for the great docs",
        "<@U1> — the great docs",
        "<@U1> - the great docs",
        "<@U1>\u00a0for\u00a0the\u00a0great\u00a0docs",
        "“<@U1>” for “the great docs”",
        "<@U1> for “the great docs”",
        "<@U1> for 'the great docs'",
        "<@U1> because of the great docs",
        "to <@U1> for the great docs",
        "<@U1> ++ for the great docs",
        "  <@U1>   for the   great docs  ",
    ],
)
def test_however_it_is_typed_it_says_the_same(typed: str) -> None:
    reading = parsing.read(typed, known=KNOWN)
    assert reading.people == ("U1",)
    assert reading.reason == "the great docs"


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("<@U1> <@U2> for help", ("U1", "U2")),
        ("<@U1>, <@U2> and <@W3|bo> for help", ("U1", "U2", "W3")),
        ("<@U1> &amp; <@U2> for help", ("U1", "U2")),
        ("<@U1> <@U1> for help", ("U1",)),
        ("<@U1> for helping <@U2>", ("U1",)),
        ("<@U1> for the docs and <@U2> for the tests", ("U1", "U2")),
        ("great work <@U1> on the docs", ("U1",)),
        ("<@U0123456789ABC> for help", ("U0123456789ABC",)),
        ("nobody at all", ()),
    ],
)
def test_who_is_thanked(typed: str, people: tuple[str, ...]) -> None:
    assert parsing.read(typed, known=KNOWN).people == people


def test_user_groups_are_read_with_and_without_their_handle() -> None:
    reading = parsing.read("<!subteam^S1|@design> and <!subteam^S2> for help", known=KNOWN)
    assert [(one.id, one.handle) for one in reading.groups] == [("S1", "design"), ("S2", "")], (
        "one without a name is called that group, never by its id"
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("<@U1|bo> :rocket: great launch of the shop", ":rocket: great launch of the shop"),
        (":tada: <@U1|bo> for the docs of the shop", ":tada: <@U1> for the docs of the shop"),
        ("<@U1> for the docs of the shop :tada:", "the docs of the shop :tada:"),
        ("<@U1> for :rocket: launching the shop", ":rocket: launching the shop"),
        ("<@U1>: :+1::skin-tone-2: for the docs, :heart:,", ":+1::skin-tone-2: for the docs, :heart:"),
        ("<@U1> - :woman-tipping-hand: - great launch", ":woman-tipping-hand: - great launch"),
        ('<@U1> ":tada: great launch"', ":tada: great launch"),
        ("<@U1> the shop is open :tada: #unblocked", "the shop is open :tada:"),
        ("<@U1> #unblocked :tada: the shop is open", ":tada: the shop is open"),
        ("<@U1>: the shop is open:", "the shop is open"),
    ],
)
def test_an_emoji_stays_whole_wherever_it_stands(typed: str, reason: str) -> None:
    reading = parsing.read(typed, known=KNOWN)
    assert (reading.people, reading.reason) == (("U1",), reason)


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("kudos :tada: <@U1> for the docs", ":tada: <@U1> for the docs"),
        ("thanks! :tada: <@U1> for the docs", ":tada: <@U1> for the docs"),
        ("<@U1> ++ :tada: for the docs", "<@U1> :tada: for the docs"),
    ],
)
def test_an_emoji_stays_whole_behind_the_word_that_asks(sentence: str, rest: str) -> None:
    assert thanking.asks(sentence) == rest


def test_emoji_alone_are_no_reason() -> None:
    assert parsing.is_short(":tada: :rocket: :fire: :heart:")
    assert not parsing.is_short(":tada: opening the shop")


def test_what_would_ring_everybody_is_refused_and_the_others_are_read() -> None:
    reading = parsing.read("<!channel> <!here|here> @everyone @bob <@U1> for help", known=KNOWN)
    assert reading.people == ("U1",)
    assert [(one.who, one.why) for one in reading.refused] == [
        ("@channel", Why.EVERYBODY),
        ("@here", Why.EVERYBODY),
        ("@everyone", Why.EVERYBODY),
        ("@bob", Why.UNREAD),
    ]


@pytest.mark.parametrize(
    ("typed", "values", "reason"),
    [
        ("<@U1> for the fix #unblocked", ("unblocked",), "the fix"),
        ("<@U1> for the fix #unblocked #taught-me", ("unblocked", "taught-me"), "the fix"),
        ("<@U1> for the fix #Taught_Me!", ("taught-me",), "the fix"),
        ("<@U1> #TaughtMe for the fix", ("taught-me",), "the fix"),
        ("<@U1> for the fix <#C123|taught-me>", ("taught-me",), "the fix"),
        ("<@U1> who #unblocked us today", ("unblocked",), "who #unblocked us today"),
        ("<@U1> for issue #42 and #whatever", (), "issue #42 and #whatever"),
        ("<@U1> for putting #customer-first", ("customer-first",), "putting"),
    ],
)
def test_values(typed: str, values: tuple[str, ...], reason: str) -> None:
    reading = parsing.read(typed, known=KNOWN)
    assert reading.values == values
    assert reading.reason == reason


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("kudos <@U1> for help", "<@U1> for help"),
        ("Kudos: <@U1> for help", "<@U1> for help"),
        ("hey kudos to <@U1> for help", "to <@U1> for help"),
        ("big thanks <@U1> for help", "<@U1> for help"),
        ("thank you <@U1> for help", "<@U1> for help"),
        ("shout-out <@U1> for help", "<@U1> for help"),
        ("<@U1> ++ for help", "<@U1> for help"),
        ("kudos", ""),
        ("kudos me", "me"),
        ("thanks!", None),
        ("how do I give kudos?", None),
        ("kudosity is not a word", None),
        ("what are kudos for <@U1>", None),
    ],
)
def test_when_a_sentence_asks_for_a_kudos(sentence: str, rest: str | None) -> None:
    asked = thanking.asks(sentence)
    assert (None if asked is None else " ".join(asked.split())) == rest


@pytest.mark.parametrize(
    ("reason", "is_short"),
    [
        ("", True),
        ("thanks", True),
        ("great work", True),
        ("being so very awesome", True),
        ("untangling the release", False),
        ("修好了发布流程", False),
        ("<@U1> <@U2>", True),
    ],
)
def test_which_reasons_are_short(reason: str, is_short: bool) -> None:
    assert parsing.is_short(reason) is is_short


@pytest.mark.parametrize(
    ("reason", "first"),
    [
        ("explaining the queues to me", "taught-me"),
        ("fixing the build when we were stuck", "unblocked"),
        ("coaching me for the interview", "mentored"),
        ("rewriting the readme", "improved-docs"),
        ("putting the customer before the deadline", "customer-first"),
    ],
)
def test_values_are_suggested_from_the_words(reason: str, first: str) -> None:
    assert tags.suggest(reason, KNOWN)[:1] == (first,)


PIECES = (
    *[
        "<!channel>",
        "<!here>",
        "<@U1>",
        "<@W2|x>",
        "<http://evil.example|good>",
        "&lt;!channel&gt;",
        "<",
        ">",
        "&",
        "<!subteam^S1>",
    ],
    *("#taught-me", "“", "— ", "<#C1|x>", "@channel", "<mailto:a@b|c>", "|", "\u202e", "\x00"),
)
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=12).map("".join)


@given(HOSTILE)
def test_nothing_people_type_becomes_markup(typed: str) -> None:
    """All that is left between angle brackets is a mention of a person, which we built."""
    reason = parsing.read(typed, known=KNOWN).reason
    assert re.sub(r"<@[UW][A-Z0-9]+>", "", reason).count("<") == 0
    plain, _ = parsing.read_plain(typed, known=KNOWN)
    assert "<" not in re.sub(r"<@[UW][A-Z0-9]+>", "", plain)
