"""What does a person read who asks what can be done here, or types a word that means nothing?"""

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
