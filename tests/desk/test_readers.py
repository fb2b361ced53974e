"""The desk, and what not every curator may read: nothing of it is listed, counted, or left on a card."""

import pytest

from bot.playground.people.person import Person
from tests.desk.scenes import RIGHT
from tests.listeners import whole_home
from tests.office import Office

ASKED = "how far ahead do I ask for vacation?"
VACATION = "---\nreaders: '@board'\n---\n# Vacation\n\n## Asking\n\nAsk for vacation two weeks ahead in the calendar.\n"


@pytest.fixture
def office(office: Office) -> Office:
    """Ida and Chika are curators; of the two, Ida alone may read it, as Ana may, who says that it is wrong."""
    ida, chika = office.slack.person("ida"), office.slack.person("chika")
    office.slack.add_group("board", "ida", "ana")
    ida.types("#general", "/pollen setup")
    ida.modal.fill({"Curators": [chika.name, ida.name]}).submit()
    office.knows({"people/vacation.md": VACATION})
    office.works()
    ana = office.slack.person("ana")
    answer = ana.types("#general", f"/learn {ASKED}")
    ana.clicks("Wrong", on=answer)
    ana.clicks("Out of date", on=ana.sees("#general")[-1])
    ana.clicks("Fix it", on=answer)
    ana.modal.fill({"What it should say": RIGHT}).submit()
    office.works()
    return office


def desk(person: Person) -> str:
    person.types("#general", "/pollen desk")
    return person.sees("#general")[-1].text


def cards(person: Person) -> str:
    return " ".join(seen.text for seen in person.sees("@pollen"))


def test_a_curator_counts_and_is_asked_about_what_they_may_read_and_nothing_else(office: Office) -> None:
    ida, chika = office.slack.person("ida"), office.slack.person("chika")
    assert "Called wrong: 1" in desk(ida)
    assert "Suggested changes: 1" in desk(ida)
    assert "Called wrong: none" in desk(chika)
    assert "Suggested changes: none" in desk(chika)
    assert "Answered | 0" in desk(chika)
    assert "Called wrong | 0" in desk(chika)
    assert "2 waiting" in ida.opens_home().text
    assert "Nothing is waiting" in whole_home(chika).text
    assert "acation" in cards(ida)
    assert "acation" not in cards(chika)


def test_a_card_is_taken_back_from_whoever_may_not_read_its_article_any_more(office: Office) -> None:
    ida = office.slack.person("ida")
    assert cards(ida).count("two weeks ahead") == 2
    office.slack.add_group("others", "ana")
    office.knows({"people/vacation.md": VACATION.replace("@board", "@others")})
    office.works()
    assert "two weeks ahead" not in cards(ida)
    assert "isn't for you to read any more" in cards(ida)
