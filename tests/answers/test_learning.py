"""The base learns by being used, follows its curators, and says so when something is wrong."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.articles.rules.readers import EVERYBODY
from tests.listeners import whole_home
from tests.office import Office

LEAVE = """# Annual leave

Ask for days off two weeks ahead in the calendar. Your team lead approves them.
"""
LAPTOP = """# Ordering a laptop

Open a ticket at the service desk and choose the model.
"""


@pytest.fixture
def base(office: Office) -> Office:
    office.knows({"people/leave.md": LEAVE, "it/laptop.md": LAPTOP})
    return office


def reads(office: Office, who: str, question: str) -> str:
    person = office.slack.person(who)
    person.types("#general", f"/learn {question}")
    return person.sees("#general")[-1].text


def test_a_curators_synonym_finds_the_article_and_is_said(base: Office) -> None:
    assert "days off two weeks ahead" not in reads(base, "ana", "PTO")
    ida = base.slack.person("ida")
    home = whole_home(ida)
    ida.clicks("Edit", on=home)
    assert ida.modal.fill({"Your company's words": "PTO = annual leave"}).submit() == {}
    base.passes(timedelta(seconds=5))
    found = reads(base, "ana", "PTO")
    assert "days off two weeks ahead" in found
    assert "PTO" in found
    assert "annual leave" in found


def test_a_line_that_is_no_synonym_is_refused_in_words_and_the_form_stays(base: Office) -> None:
    ida = base.slack.person("ida")
    ida.clicks("Edit", on=whole_home(ida))
    refused = ida.modal.fill({"Your company's words": "PTO vacation"}).submit()
    assert "Line 1" in " ".join(refused.values())


def test_only_curators_are_offered_the_synonyms(base: Office) -> None:
    assert "Synonyms" not in whole_home(base.slack.person("ben")).text


def test_a_question_that_was_answered_finds_its_article_again_until_the_click_is_undone(base: Office) -> None:
    ana = base.slack.person("ana")
    before = reads(base, "ben", "holiday annual rules zyzzyva")
    ana.types("#general", "/learn zyzzyva annual leave")
    answer = ana.sees("#general")[-1]
    assert "days off" in answer.text
    ana.clicks("Helpful", on=answer)
    thanks = ana.sees("#general")[-1]
    base.passes(timedelta(seconds=5))
    index = base.bot.library.follow(base.bot.runtime, base.workspace)
    assert list(index.helped.values()) == [("zyzzyva annual leave",)]
    assert base.bot.library.search(base.bot.runtime, base.workspace, "zyzzyva", EVERYBODY).hits
    assert "zyzzyva annual leave" not in reads(base, "ben", "annual leave"), "nobody reads what others asked"

    ana.clicks("Undo", on=thanks)
    base.passes(timedelta(seconds=5))
    assert not base.bot.library.search(base.bot.runtime, base.workspace, "zyzzyva", EVERYBODY).hits
    assert before


def test_a_failure_is_told_with_a_reference_and_nothing_of_the_error(base: Office) -> None:
    with base.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE answers RENAME TO hidden"))
    said = reads(base, "ana", "annual leave")
    assert "reference" in said
    assert "hidden" not in said
    assert "answers" not in said
