"""What does a person read who asks what can be done here, or types a word that means nothing?"""

from datetime import timedelta

import pytest

from bot.home import verbs
from bot.playground.errors import NotThere
from bot.slack.door import Kind
from tests.office import Office


def test_an_unknown_word_is_named_with_the_nearest(office: Office) -> None:
    ana = office.slack.person("ana")
    told = ana.types("#general", "/pollen docter please")
    assert told is not None
    assert "I don't know “docter”. Did you mean /pollen doctor?" in told.text
    assert "Here's what I can do" in told.text
    told = ana.types("#general", "/pollen <!channel> xyzzy")
    assert told is not None
    assert "Did you mean" not in told.text
    assert not told.mentions


def test_help_is_given_by_command_by_mention_and_in_a_conversation(office: Office) -> None:
    ana = office.slack.person("ana")
    told = ana.types("#general", "/pollen")
    assert told is not None
    assert "Here's what I can do" in told.text
    ana.types("#general", "@pollen help")
    said = ana.sees("#general")[-1]
    assert "Here's what I can do" in said.text
    assert said.is_private
    dm = ana.opens_dm()
    ana.types(dm, "help")
    assert "Here's what I can do" in ana.sees(dm)[-1].text


def test_the_doctor_is_asked_by_a_word_too(office: Office) -> None:
    ida, ana = office.slack.person("ida"), office.slack.person("ana")
    dm = ida.opens_dm()
    ida.types(dm, "doctor")
    assert "Set up Pollen" in ida.sees(dm)[-1].buttons
    dm = ana.opens_dm()
    ana.types(dm, "doctor")
    assert "Only admins can change that" in ana.sees(dm)[-1].text


def test_every_verb_works_by_command_by_mention_and_in_a_conversation(office: Office) -> None:
    """The verbs are taken from the listeners; whoever adds one adds it to all three."""
    ida = office.slack.person("ida")
    dm = ida.opens_dm()
    known = [one for one in office.bot.listeners if (one.kind, one.name) == (Kind.COMMAND, verbs.COMMAND)]
    examples = {one.example for one in known if one.example and "kudos" not in one.example}
    assert {"setup", "doctor", "help", "audit", "preferences", "my data", "forget me"} <= examples
    for example in sorted(examples):
        for where, typed in (("#general", f"/pollen {example}"), ("#general", f"@pollen {example}"), (dm, example)):
            before = len(ida.sees(where))
            office.clock.advance(timedelta(seconds=5))
            ida.types(where, typed)
            said = [one.text for one in ida.sees(where)[before:] if one.author != "ida"]
            if typed.startswith("/") and not said:
                assert ida.modal.title, typed
                ida.modal.close()
                continue
            assert said, typed
            assert "I don't know “" not in said[-1], typed
            assert "No article answers" not in said[-1], typed
            assert "can't find a question" not in said[-1], typed


def test_a_verb_said_in_words_opens_its_form_by_a_click(office: Office) -> None:
    ida = office.slack.person("ida")
    dm = ida.opens_dm()
    ida.types(dm, "Setup!")
    ida.clicks("Open the form", ida.sees(dm)[-1])
    assert ida.modal.title == "Set up Pollen"
    ben = office.slack.person("ben")
    dm = ben.opens_dm()
    ben.types(dm, "setup")
    assert "Only admins can change that" in ben.sees(dm)[-1].text
    with pytest.raises(NotThere):
        _ = ben.modal


@pytest.mark.parametrize(
    "question",
    ["my laptop is broken", "setup of my laptop?", "digest mails come twice", "mentor handbook"],
)
def test_what_only_begins_with_a_verb_stays_a_question(office: Office, question: str) -> None:
    known = [one for one in office.bot.listeners if (one.kind, one.name) == (Kind.COMMAND, verbs.COMMAND) and one.wants]
    assert verbs.find([one for one in known if one.example], question) is None
