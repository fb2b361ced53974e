"""What do people see when Slack does not say, does not take or does not let anything be said? In Slack itself."""

from datetime import timedelta

import pytest

from bot import app
from bot.outbox import held
from bot.outbox import service as outbox
from bot.outbox.rules import soon
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from bot.slack import message, text
from tests.conftest import NOW
from tests.office import Office

SAID = "/kudos @ben for untangling the release on Friday night #unblocked"


@pytest.fixture
def ana(office: Office) -> Person:
    return office.slack.person("ana")


@pytest.fixture
def ida(office: Office) -> Person:
    return office.slack.person("ida")


def announced(office: Office) -> list[Seen]:
    return [one for one in office.slack.person("ben").sees("#general") if "untangling" in one.text]


def last(person: Person) -> Seen:
    return person.sees("@pollen")[-1]


def seconds_pass(office: Office, count: int) -> None:
    for _ in range(count):
        office.clock.advance(timedelta(seconds=1))
        office.speaks()


def lost(office: Office, *, is_there: bool) -> None:
    """Thank somebody while Slack's answer gets lost, in a channel whose history the bot may not read."""
    office.slack.faults.cut("chat.postMessage", after=is_there)
    office.slack.faults.error("missing_scope", "conversations.history")
    office.slack.person("ana").types("#general", SAID)
    seconds_pass(office, 10)


def test_giver_and_owner_are_asked_about_a_lost_thanks_and_one_press_says_it_again(
    office: Office, ana: Person, ida: Person
) -> None:
    ida.types("#general", "/pollen doctor")
    lost(office, is_there=False)
    assert announced(office) == []
    assert "whether your thanks was posted in #general" in last(ana).text
    assert "whether a message was posted in #general" in last(ida).text
    ana.clicks("Send again", last(ana))
    seconds_pass(office, 3)
    assert len(announced(office)) == 1
    assert office.database.reading(lambda session: held.every(session, office.workspace)) == ()
    ida.clicks("It's there", last(ida))
    assert "already been decided" in last(ida).text
    assert len(announced(office)) == 1


def test_what_is_there_is_left_there(office: Office, ana: Person) -> None:
    lost(office, is_there=True)
    ana.clicks("It's there", last(ana))
    seconds_pass(office, 3)
    assert len(announced(office)) == 1
    assert office.database.reading(lambda session: held.every(session, office.workspace)) == ()


def test_a_refused_token_is_seen_in_the_receipt_and_by_the_doctor_and_a_new_one_is_used_at_once(
    office: Office, ana: Person, ida: Person
) -> None:
    office.slack.faults.error("token_revoked", "chat.postMessage")
    ana.types("#general", SAID)
    receipt = ana.types("#general", "/kudos @chika for the maps of the old town #unblocked")
    assert receipt
    assert "Slack isn't letting me post just now; I will as soon as it does." in receipt.text
    told = ida.types("#general", "/pollen doctor")
    assert told
    assert "Slack has refused my token since" in told.text
    assert "token_revoked" in told.text
    seconds_pass(office, 10)
    assert announced(office) == []
    app.join(office.settings, office.database)
    seconds_pass(office, 3)
    assert len(announced(office)) == 1
    silence = office.database.reading(lambda session: outbox.silence(session, workspace=office.workspace))
    assert silence is None


def test_soon_takes_the_place_of_the_moment_wherever_it_is_named() -> None:
    by = NOW + timedelta(hours=2)
    said = message.message(
        f"The answer comes by {text.hour(by)}.",
        [message.section(f"*The answer* comes by {text.hour(by)}."), message.context("by the way")],
    )
    late = soon(said, by)
    assert late is not None
    assert late.message is not None
    assert late.after == by
    assert late.message.text == "The answer comes soon."
    assert [message.size(block) for block in late.message.blocks] == [len("*The answer* comes soon."), 10]
    assert soon(said, None) is None
