"""A conversation becomes knowledge: its messages ticked, the question first, into a new article or one there is."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.answers import privacy
from bot.answers.rules import captures as rules
from bot.answers.rules.captures import Line, arranged, composed, usual
from bot.answers.store.captures import CaptureRow
from bot.erasure import Erasure
from bot.ids import Ts, UserId
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.answers.test_keeping import VACATION, told
from tests.office import Office

PLANTS = "# Office plants\n\nThe office team looks after the plants.\n"
QUESTION = "Hi all, does anyone know how to book the big meeting room?"
FIRST = "Ask the front desk; they keep the list."
SECOND = "Since May one can book it in the calendar, too."


@pytest.fixture
def ida(office: Office) -> Person:
    office.knows({"people/vacation.md": VACATION, "office/plants.md": PLANTS})
    office.slack.invite_bot("general")
    ida = office.slack.person("ida")
    ida.types("#general", "/pollen doctor")
    return ida


@pytest.fixture
def thread(office: Office, ida: Person) -> list[Seen]:
    """Ana asks, Ben answers, Ana thanks him, Chika adds something."""
    ana, ben, chika = (office.slack.person(name) for name in ("ana", "ben", "chika"))
    asked = ana.types("#general", QUESTION)
    assert asked is not None
    said = [(ben, FIRST), (ana, "Thanks!"), (chika, SECOND)]
    return [asked, *(seen for who, words in said if (seen := who.types("#general", words, thread=asked)))]


def found(office: Office, person: Person, question: str) -> str:
    office.bot.library.refresh(office.bot.runtime)
    shown = person.types("#random", f"/learn {question}")
    assert shown is not None
    return shown.text


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (QUESTION, "How to book the big meeting room?"),
        ("Hello everyone 👋 could someone tell me where the badges are", "Where the badges are?"),
        ("The printer is broken. Who do I call?", "Who do I call?"),
        ("<@U123ABC> who waters the begonias?", "Who waters the begonias?"),
        ("What a day!", ""),
        ("It is on the second floor.", ""),
        ("?", ""),
    ],
)
def test_a_title_is_what_people_would_ask(said: str, asked: str) -> None:
    assert rules.question(said) == asked


def test_the_question_comes_first_and_the_answers_in_order() -> None:
    ana, ben = UserId("UANA"), UserId("UBEN")
    lines = [
        Line(ts=Ts("1.1"), author=ana, text="My badge broke this morning on the way in, and nobody was at the desk at "
        "all. Where do I get a new one?"),
        Line(ts=Ts("1.2"), author=ben, text="At the desk."),
        Line(ts=Ts("1.3"), author=ana, text="thanks a lot!"),
    ]  # fmt: skip
    assert usual(lines, Ts("1.1")) == {"1.1", "1.2"}
    assert usual(lines, Ts("1.2")) == {"1.1", "1.2"}
    title, words = composed(arranged(lines[:2]), "")
    assert title == "Where do I get a new one?"
    assert words.startswith("My badge broke"), "what leads up to the question is kept"
    assert words.endswith("At the desk.")
    asked = Line(ts=Ts("1.1"), author=ana, text="Hello! Where do I get a new badge?")
    assert composed(arranged([asked, lines[1]]), "") == ("Where do I get a new badge?", "At the desk.")
    assert composed(arranged([lines[1]]), "Badges?") == ("Badges?", "At the desk.")


def test_a_thread_is_saved_in_three_clicks(office: Office, ida: Person, thread: list[Seen]) -> None:
    ben, chika = office.slack.person("ben"), office.slack.person("chika")
    ida.uses_shortcut("Save to knowledge", on=thread[0])
    ticks = ida.modal
    assert "ben: Ask the front desk" in str(ticks.raw)
    ticks.submit()
    form = ida.modal
    assert "How to book the big meeting room?" in str(form.raw)
    assert form.submit() == {}
    shown = found(office, ida, "how do I book the big meeting room?")
    assert shown.index(FIRST) < shown.index(SECOND)
    assert "Thanks!" not in shown
    assert "written by ben and chika" in shown.lower()
    for person in (ben, chika):
        assert "in your name" in told(office, person, "saved what you wrote").text


def test_each_is_named_as_they_wish(office: Office, ida: Person, thread: list[Seen]) -> None:
    ben, chika = office.slack.person("ben"), office.slack.person("chika")
    ida.uses_shortcut("Save to knowledge", on=thread[0])
    ida.modal.submit()
    ida.modal.submit()
    ben.clicks("Don't name me", on=told(office, ben, "saved what you wrote"))
    assert "no longer stands" in told(office, ben, "Done").text
    shown = found(office, ida, "how do I book the big meeting room?").lower()
    assert "written by chika" in shown
    assert "ben" not in shown
    chika.clicks("Remove it", on=told(office, chika, "saved what you wrote"))
    assert FIRST not in found(office, ida, "how do I book the big meeting room?")


def test_without_names_when_who_saves_it_says_so(office: Office, ida: Person, thread: list[Seen]) -> None:
    ida.uses_shortcut("Save to knowledge", on=thread[0])
    ida.modal.submit()
    ida.modal.fill({"Credit": "Name no one"}).submit()
    shown = found(office, ida, "how do I book the big meeting room?").lower()
    assert "written by a colleague" in shown
    assert "without your name" in told(office, office.slack.person("ben"), "saved what you wrote").text


def test_nothing_ticked_is_said_in_the_form(office: Office, ida: Person, thread: list[Seen]) -> None:
    ida.uses_shortcut("Save to knowledge", on=thread[0])
    refused = ida.modal.fill({"lines0": []}).submit()
    assert "Please tick at least one message." in str(refused)


def test_into_an_article_there_is_and_out_again(office: Office, ida: Person, thread: list[Seen]) -> None:
    ben, chika = office.slack.person("ben"), office.slack.person("chika")
    chika.uses_shortcut("Save to knowledge", on=thread[1])
    chika.modal.submit()
    chika.modal.fill({"Add it to an article?": "Office plants", "Title": "Booking the big room"}).submit()
    card = told(office, ida, "suggests adding this to")
    assert "Office plants" in card.text
    ida.clicks("Publish", on=card)
    shown = found(office, ida, "booking the big room")
    assert "Office plants" in shown
    assert FIRST in shown
    assert "looks after the plants" in found(office, ida, "who looks after the plants?")
    ben.clicks("Remove it", on=told(office, ben, "saved what you wrote"))
    assert FIRST not in found(office, ida, "booking the big room")
    assert "looks after the plants" in found(office, ida, "who looks after the plants?"), "the article stays"


def test_an_article_that_is_gone_does_not_take_the_words_with_it(
    office: Office, ida: Person, thread: list[Seen]
) -> None:
    chika = office.slack.person("chika")
    chika.uses_shortcut("Save to knowledge", on=thread[1])
    chika.modal.submit()
    chika.modal.fill({"Add it to an article?": "Office plants", "Title": "Booking the big room"}).submit()
    card = told(office, ida, "suggests adding this to")
    office.knows({"people/vacation.md": VACATION})
    ida.clicks("Publish", on=card)
    assert "isn't there to add to" in told(office, ida, "isn't there").text
    ida.clicks("Edit and publish", on=card)
    assert ida.modal.submit() == {}
    assert FIRST in found(office, ida, "booking the big room")


def test_when_the_thread_goes_on_it_is_offered_once_to_add_that_too(
    office: Office, ida: Person, thread: list[Seen]
) -> None:
    ben = office.slack.person("ben")
    ida.uses_shortcut("Save to knowledge", on=thread[0])
    ida.modal.submit()
    ida.modal.submit()
    ben.types("#general", "thank you all!", thread=thread[0])
    office.passes(timedelta(minutes=1))
    assert not [seen for seen in ida.sees("@pollen") if "goes on" in seen.text], "a kind word is nothing to add"
    ben.types("#general", "Mind that it holds twelve people at most.", thread=thread[0])
    ben.types("#general", "And that the projector needs an adapter.", thread=thread[0])
    offer = told(office, ida, "goes on")
    assert len([seen for seen in ida.sees("@pollen") if "goes on" in seen.text]) == 1
    assert "twelve people" not in offer.text, "what was not saved stays where it was said"
    ida.clicks("Add this too", on=offer)
    ida.modal.submit()
    assert "How to book the big meeting room?" in str(ida.modal.raw), "into the same article"
    ida.modal.fill({"Title": "What to bring to the big room"}).submit()
    assert "needs an adapter" in found(office, ida, "what to bring to the big room")
    ida.uses_shortcut("Save to knowledge", on=thread[0])
    assert "twelve people" in str(ida.modal.raw), "what is not saved yet is offered"
    assert SECOND not in str(ida.modal.raw)


def test_what_may_be_written_already_is_shown_before_it_is_saved(
    office: Office, ida: Person, thread: list[Seen]
) -> None:
    plants = office.slack.person("ben").types("#general", "The office team waters them on Mondays.")
    ida.uses_shortcut("Save to knowledge", on=plants)
    ida.modal.fill({"Title": "The plants of the office"}).submit()
    assert "This may be written already" in ida.modal.text
    assert "Office plants" in ida.modal.text
    assert ida.modal.submit() == {}, "it is theirs to decide"
    assert "on Mondays" in found(office, ida, "the plants of the office")


def test_where_the_thread_cannot_be_read_one_message_can_still_be_saved(office: Office) -> None:
    ida, ben = office.slack.person("ida"), office.slack.person("ben")
    ida.types("#general", "/pollen doctor")
    asked = ben.types("#random", QUESTION)
    reply = ida.types("#random", FIRST, thread=asked)
    ida.uses_shortcut("Save to knowledge", on=reply)
    assert "invite me to the channel first" in ida.modal.text
    ida.modal.fill({"Title": "Booking the big room"}).submit()
    assert FIRST in found(office, ida, "booking the big room")


def test_who_is_forgotten_is_named_no_more(office: Office, ida: Person, thread: list[Seen]) -> None:
    ben, chika = office.slack.person("ben"), office.slack.person("chika")
    chika.uses_shortcut("Save to knowledge", on=thread[0])
    chika.modal.submit()
    chika.modal.submit()
    told(office, ida, "suggests adding this to")
    will = Erasure(workspace=office.workspace, user=UserId(ben.id), name="Ben", now=office.clock.now())
    office.database.transaction(lambda session: privacy.forget_person(session, will))
    rows = office.database.reading(lambda session: session.scalars(select(CaptureRow.author)).all())
    assert ben.id not in rows
    office.passes(timedelta(minutes=1))
    assert not [seen for seen in ida.sees("@pollen") if FIRST in seen.text], (
        "nobody decides about words of theirs any more"
    )


def test_what_is_to_be_added_to_an_article_for_a_few_is_nothing_to_others(office: Office, ida: Person) -> None:
    chika = office.slack.person("chika")
    office.slack.add_group("hr", "chika")
    office.knows({"hr/pay.md": "---\nreaders: [@hr]\n---\n# Pay bands\n\nA senior engineer is in band four.\n"})
    office.works()
    reply = chika.types("#general", "Bands are reviewed every April.")
    chika.uses_shortcut("Save to knowledge", on=reply)
    chika.modal.fill({"Title": "When are bands reviewed?", "Add it to an article?": "Pay bands"}).submit()
    office.passes(timedelta(minutes=1))
    assert not [seen for seen in ida.sees("@pollen") if "suggests adding" in seen.text]
    desk = ida.types("#general", "/pollen desk")
    assert desk is not None
    assert "Suggested articles: none" in desk.text
