"""What do people write to have a digest, and is it understood?"""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.rules import parsing, zones
from bot.digests.rules.parsing import MINE, Verb


@pytest.mark.parametrize(
    ("words", "weekday", "at", "zone"),
    [
        ("here weekly Wed 10:00 Europe/Paris", 2, time(10), "Europe/Paris"),
        ("here weekly wed 10:00 europe/paris", 2, time(10), "Europe/Paris"),
        ("on", None, None, None),
        ("weekly", None, None, None),
        ("here", None, None, None),
        ("wed", 2, None, None),
        ("every Wednesday at 10am", 2, time(10), None),
        ("fridays 9h30 Berlin", 4, time(9, 30), "Europe/Berlin"),
        ("each tuesday at 4 pm, New York", 1, time(16), "America/New_York"),
        ("on Thursdays at noon my time", 3, time(12), MINE),
        ("Mon 9.15 CET", 0, time(9, 15), "Europe/Paris"),
        ("sun 23:59 Australia/Lord_Howe", 6, time(23, 59), "Australia/Lord_Howe"),
        ("weekly 12 am UTC", None, time(0), "UTC"),
        ("sat 8 San Francisco", 5, time(8), "America/Los_Angeles"),
        ("friday at 4", 4, time(16), None),
        ("friday at 04:00", 4, time(4), None),
        ("mon 10 o'clock MST", 0, time(10), "America/Denver"),
        ("mon midnight", 0, time(0), None),
        ("tue 9:00 UTC+2", 1, time(9), "Etc/GMT-2"),
        ("tue 9:00 GMT-5", 1, time(9), "Etc/GMT+5"),
        ("wed 10:00 NYC", 2, time(10), "America/New_York"),
        ("wed 10:00 São Paulo", 2, time(10), "America/Sao_Paulo"),
    ],
)
def test_a_schedule_in_peoples_words(words: str, weekday: int | None, at: time | None, zone: str | None) -> None:
    wish = parsing.read(words)
    assert wish.rest == ""
    assert (wish.verb, wish.weekday, wish.at, wish.zone) == (Verb.ON, weekday, at, zone)


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("", Verb.FORM),
        ("list", Verb.LIST),
        ("pause", Verb.PAUSE),
        ("resume", Verb.RESUME),
        ("stop", Verb.STOP),
        ("off", Verb.STOP),
        ("turn it off", Verb.STOP),
        ("unsubscribe", Verb.STOP),
        ("disable", Verb.STOP),
        ("send now", Verb.PREVIEW),
        ("skip this week", Verb.PREVIEW),
        ("preview", Verb.PREVIEW),
        ("move to friday 9:00", Verb.MOVE),
        ("move to <#C123|learning>", Verb.MOVE),
        ("me", Verb.ME),
        ("me off", Verb.ME),
    ],
)
def test_what_to_do_with_one(words: str, verb: Verb) -> None:
    wish = parsing.read(words)
    assert (wish.verb, wish.rest) == (verb, "")


def test_a_channel_is_named_by_its_link() -> None:
    assert parsing.read("<#C123|learning> weekly").channel == "C123"
    assert parsing.read("in <#G9> fridays").channel == "G9"


@pytest.mark.parametrize("words", ["weekly Wed 10:00 Europe/Pariss", "every tue at 25:00", "blurb", "every 2 banana"])
def test_what_is_not_understood_is_given_back(words: str) -> None:
    assert parsing.read(words).rest


def test_every_zone_is_found_by_its_own_name() -> None:
    assert all(zones.find(name) == name for name in zones.names())


@given(st.text(max_size=200))
def test_no_text_breaks_it(words: str) -> None:
    parsing.read(words)
