"""Does anybody ever read an id? People, groups and channels are called by their names, or "that …"."""

import re

import pytest

from bot.erasure import SAID
from bot.kudos import privacy
from bot.kudos.rules import Source
from bot.kudos.rules.options import Options
from bot.kudos.rules.wishes import group
from bot.kudos.views import announcement, forms
from bot.playground.people.person import Person
from tests.kudos.company import ANA, BO, HERE, Company
from tests.office import Office

FOR = "for untangling the release on Friday night"
ID = re.compile(r"\b[UWCSGD](?=[A-Z0-9]*\d)[A-Z0-9]{5,}\b")


@pytest.fixture
def ben(office: Office) -> Person:
    return office.slack.person("ben")


def ids(text: str) -> list[str]:
    return ID.findall(text)


@pytest.mark.parametrize(
    "typed",
    [
        "<!subteam^S0GROUP0001> for the migration",
        "<@U0NOBODY001> <!subteam^S0GROUP0001> for <#C0PRIVATE01|> and <#C0PRIVATE01>",
        "for <@U0NOBODY001> and <!subteam^S0GROUP0001>",
        "<@U0NOBODY001|gone> hm",
    ],
)
def test_words_given_back_hold_no_id(office: Office, ben: Person, typed: str) -> None:
    for text in (f"/kudos {typed}", f"@pollen kudos {typed}"):
        ben.types("#general", text)
        said = [one.text for one in ben.sees("#general") if one.is_private]
        assert said
        assert ids(" ".join(said)) == []


def test_a_group_without_a_name_is_that_group(office: Office, ben: Person) -> None:
    receipt = ben.types("#general", "/kudos <!subteam^S0GROUP0001> for the migration")
    assert receipt
    assert "that group" in receipt.text
    group = office.slack.add_group("design", "ben")
    alone = ben.types("#general", f"/kudos <!subteam^{group.id}> for the migration")
    assert alone
    assert "There is no one else in @design" in alone.text, "Slack is asked what it is called"


def test_words_are_spelled_with_names() -> None:
    named = {ANA: "Ana"}
    typed = "<@UANA> <@U0NOBODY001> <!subteam^S0GROUP0001> <!subteam^S2|@design> <#C0PRIVATE01|> <#C1|shop>"
    assert announcement.spelled(typed, named) == "@Ana @someone that group @design that channel #shop"


def test_a_kept_group_is_named_wherever_it_is_shown(company: Company) -> None:
    """Also one that was kept by its id when nobody had said what it is called."""
    company.choose(channel="CFEED")
    company.given(BO, groups={"design": (ANA,)})
    for name, called in (("S0GROUP0001|S0GROUP0001", "that group"), ("S0GROUP0001|", "that group")):
        assert group(name).called == called
        shown = forms.give(metadata="1", callback=forms.GIVE, options=Options(), groups=(group(name),))
        assert f"and everyone in *{called}*" in str(shown)
    assert "*@design* (1 person)" in company.blocks("CFEED")


def test_a_copy_of_ones_data_speaks_in_words(company: Company) -> None:
    company.given(BO, ANA)
    company.given(BO, ANA, source=Source.MENTION, reason="what comes by a message instead")
    kept = company.do(lambda session: privacy.recall(session, HERE, BO))
    [second, first] = kept["Kudos you gave"]
    assert "with /kudos" in str(first[SAID])
    assert "message" in str(second[SAID])
    assert "counted" not in str(first[SAID])


def test_a_name_without_a_mention_offers_the_person(office: Office, ben: Person) -> None:
    office.slack.person("ana").types("#general", "/kudos me")  # she is known by now
    for typed in (
        "@pollen thanks Ana for untangling the release on Friday",
        "/kudos @ana2 for nothing at all",
        "/kudos ana for untangling the release on Friday",
    ):
        ben.types("#general", typed)
        asked = ben.sees("#general")[-1]
        assert asked.is_private
        if "ana2" in typed:
            assert "I don't know who @ana2 is" in asked.text
            continue
        assert "Do you mean" in asked.text
        assert "ana" in asked.text
    ben.clicks("Yes, send", asked)
    assert "Your kudos to ana" in ben.looks_again(asked).text
    ben.types("#general", "@pollen thanks Zoltan for the docs and the tests")
    assert "Who do you want to thank?" in ben.sees("#general")[-1].text
