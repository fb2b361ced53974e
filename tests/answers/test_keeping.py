"""What somebody wrote becomes knowledge: saved from its message, published by a curator, found by whoever asks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.answers.rules.proposals import Decided
from bot.answers.service import publication
from bot.answers.store import proposals
from bot.articles.rules.faults import TakenName
from bot.articles.service import importing
from bot.ids import UserId
from bot.milestones import jobs as milestones
from bot.milestones.service import noticed
from bot.people import rules as people_rules
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.office import Office

VACATION = "# Vacation\n\nAsk for vacation two weeks ahead in the calendar. Your team lead approves it.\n"
ANSWER = "The office team waters the begonias on Mondays; the list is <https://a.example/list|here>."


@pytest.fixture
def ana(office: Office) -> Person:
    office.knows({"people/vacation.md": VACATION})
    office.slack.invite_bot("general")
    return office.slack.person("ana")


@pytest.fixture
def reply(office: Office, ana: Person) -> Seen:
    """Ben's answer to a question of Ana's that nobody had written; Ida is the admin."""
    office.slack.person("ida").types("#general", "/pollen doctor")
    asked = ana.types("#general", "@pollen who waters the begonias?")
    reply = office.slack.person("ben").types("#general", ANSWER, thread=asked)
    assert reply is not None
    return reply


def told(office: Office, person: Person, words: str) -> Seen:
    office.passes(timedelta(seconds=10))
    found = [seen for seen in person.sees("@pollen") if words in seen.text]
    assert found, [seen.text for seen in person.sees("@pollen")]
    return found[-1]


def saves(person: Person, reply: Seen) -> None:
    """Somebody saves a reply, with the question it answers."""
    person.uses_shortcut("Save to knowledge", on=reply)
    if "Which messages?" in person.modal.fields:
        assert person.modal.submit() == {}


def test_a_reply_is_proposed_published_and_found(office: Office, ana: Person, reply: Seen) -> None:
    ben, chika, ida = (office.slack.person(name) for name in ("ben", "chika", "ida"))
    saves(chika, reply)
    form = chika.modal
    assert "who waters the begonias?" in str(form.raw), "the question is the title"
    assert "I'll let @ben know" in form.text
    form.fill({"Topics": "office, plants"})
    assert form.submit() == {}
    assert "A curator will look at" in told(office, chika, "Thank you!").text
    card = told(office, ida, "suggests adding this")
    assert "waters the begonias on Mondays" in card.text
    ida.clicks("Publish", on=card)
    office.passes(timedelta(minutes=1))
    assert "published by @ida" in ida.looks_again(card).text
    assert "is now in the knowledge base" in told(office, chika, "is now in the knowledge base").text
    assert "in your name" in told(office, ben, "saved what you wrote").text
    assert "now has an answer in the knowledge base" in told(office, ana, "now has an answer").text
    office.bot.library.refresh(office.bot.runtime)
    found = ida.types("#random", "/learn who waters the begonias?")
    assert found is not None
    assert "The office team waters the begonias on Mondays" in found.text
    assert ("https://a.example/list" in found.links) or "here" in found.text
    assert "Thank the author" in found.buttons
    milestones.notice(office.bot.runtime, noticed.SOURCES)
    office.passes(timedelta(minutes=1))
    assert "wrote" in told(office, ben, "I noticed").text, "the first answer of his that became an article"


def test_a_curator_publishes_at_once_and_the_author_can_take_it_out(office: Office, ana: Person, reply: Seen) -> None:
    ben, ida = office.slack.person("ben"), office.slack.person("ida")
    saves(ida, reply)
    assert ida.modal.fill({"Title": "Who waters the begonias"}).submit() == {}
    office.bot.library.refresh(office.bot.runtime)
    shown = ana.types("#random", "/learn begonias")
    assert shown is not None
    assert "on Mondays" in shown.text
    ben.clicks("Remove it", on=told(office, ben, "saved what you wrote"))
    assert "No one will find it any more" in told(office, ben, "Removed.").text
    office.bot.library.refresh(office.bot.runtime)
    shown = ana.types("#random", "/learn begonias")
    assert shown is not None
    assert "on Mondays" not in shown.text


def test_a_curator_edits_or_leaves_it_and_decides_once(office: Office, ana: Person, reply: Seen) -> None:
    chika, ida = office.slack.person("chika"), office.slack.person("ida")
    saves(chika, reply)
    chika.modal.submit()
    card = told(office, ida, "suggests adding this")
    ida.clicks("Edit and publish", on=card)
    assert (
        ida.modal.fill({"Title": "Watering the begonias", "What it says": "On Mondays, by the office team."}).submit()
        == {}
    )
    assert "published by @ida" in told(office, ida, "published by").text
    done = office.database.reading(lambda session: session.scalar(select(proposals.ProposalRow.id)))
    assert done is not None
    with pytest.raises(Decided):
        office.database.transaction(
            lambda session: publication.decline(
                session, office.workspace, done, by=UserId(ida.id), now=office.clock.now()
            )
        )
    office.bot.library.refresh(office.bot.runtime)
    shown = ana.types("#random", "/learn begonias")
    assert shown is not None
    assert "On Mondays, by the office team." in shown.text
    saves(chika, reply)
    assert "already in the knowledge base" in chika.modal.text


def test_what_is_left_is_told_kindly_and_may_be_proposed_again(office: Office, ana: Person, reply: Seen) -> None:
    chika, ida = office.slack.person("chika"), office.slack.person("ida")
    saves(chika, reply)
    chika.modal.submit()
    ida.clicks("Decline", on=told(office, ida, "suggests adding this"))
    assert "required" in str(ida.modal.submit()), "nobody is turned down without a word"
    assert ida.modal.fill({"Why? They'll read it.": "The plant list says it <already>."}).submit() == {}
    heard = told(office, chika, "Thanks all the same").text
    assert "has declined" in heard
    assert "The plant list says it <already>." in heard
    saves(chika, reply)
    assert "Suggest" in str(chika.modal.raw)


def test_where_nobody_may_publish_that_is_said(office: Office, ana: Person) -> None:
    chika = office.slack.person("chika")
    chika.uses_shortcut("Save to knowledge", on=ana.types("#general", "Begonias like it dry."))
    chika.modal.fill({"Title": "Begonias"}).submit()
    assert "No one can publish it yet" in told(office, chika, "publish").text


def test_only_curators_decide(office: Office, ana: Person, reply: Seen) -> None:
    chika, ida, ben = (office.slack.person(name) for name in ("chika", "ida", "ben"))
    saves(chika, reply)
    chika.modal.submit()
    waiting = office.database.reading(lambda session: session.scalar(select(proposals.ProposalRow.id)))
    assert waiting is not None
    with pytest.raises(people_rules.NotACurator):
        office.database.transaction(
            lambda session: publication.publish(
                session, office.workspace, waiting, by=UserId(ben.id), now=office.clock.now()
            )
        )
    assert "suggests adding this" in ida.looks_again(told(office, ida, "suggests adding this")).text


def test_what_cannot_be_saved_is_said_in_the_form(office: Office, ana: Person, reply: Seen) -> None:
    chika = office.slack.person("chika")
    saves(chika, reply)
    refused = chika.modal.fill({"Title": "  ", "What it says": " "}).submit()
    assert "Please add a title" in str(refused)
    assert "Please write what it should say." in str(refused)


def test_a_folder_cannot_take_its_place(office: Office, ana: Person) -> None:
    with pytest.raises(TakenName):
        importing.import_folder(office.bot.runtime, office.workspace, office.folder, collection="Saved in slack")


def test_saved_twice_at_once_the_second_hears_of_the_first(office: Office, ana: Person, reply: Seen) -> None:
    chika, ben = office.slack.person("chika"), office.slack.person("ben")
    saves(chika, reply)
    saves(ben, reply)
    chika.modal.submit()
    ben.modal.submit()
    assert "already suggested this" in told(office, ben, "already").text
    assert (
        len([seen for seen in office.slack.person("ida").sees("@pollen") if "suggests adding this" in seen.text]) == 1
    )
