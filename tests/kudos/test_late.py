"""What if Slack delivers late what has been taken back meanwhile? Then it stays taken back, on both databases.

Slack delivers again what was not acknowledged, for an hour and after an outage even later; in between people go on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from bot.playground.events.delivery import NO_ANSWER
from bot.playground.people.person import Person
from tests.office import Office

FOR = "for untangling the release on Friday night"


@pytest.fixture
def ana(office: Office) -> Person:
    return office.slack.person("ana")


@pytest.fixture
def ben(office: Office) -> Person:
    return office.slack.person("ben")


@contextmanager
def deaf(office: Office) -> Iterator[None]:
    """What happens in here reaches the bot late, when it is delivered again."""
    deliver, office.slack.postman.deliver = office.slack.postman.deliver, lambda _: NO_ANSWER
    yield
    office.slack.postman.deliver = deliver


def got(ana: Person) -> str:
    said = ana.types("#general", "/kudos me")
    assert said
    return said.text.partition("Received: ")[2].split()[0]


def test_a_message_deleted_before_it_was_heard_gives_nothing(office: Office, ana: Person, ben: Person) -> None:
    with deaf(office):
        message = ben.says("#general", f"@pollen kudos @ana {FOR}")
    ben.deletes(message)
    office.slack.redeliver()
    office.works()
    assert got(ana) == "0"
    assert "thanks" not in "".join(one.text for one in ana.sees("#general"))


def test_an_edit_heard_after_the_message_is_gone_gives_nothing(office: Office, ana: Person, ben: Person) -> None:
    message = ben.says("#general", "@pollen kudos @ana great work")  # is asked what for
    with deaf(office):
        message = ben.edits(message, f"@pollen kudos @ana {FOR}")
    ben.deletes(message)
    office.slack.redeliver()
    office.works()
    assert got(ana) == "0"


def test_a_message_edited_before_it_was_heard_gives_what_it_says_now(office: Office, ana: Person, ben: Person) -> None:
    with deaf(office):
        message = ben.says("#general", f"@pollen kudos @ana {FOR}")
    message = ben.edits(message, f"@pollen kudos @chika {FOR}")
    office.slack.redeliver()
    office.passes(timedelta(seconds=5))
    assert got(ana) == "0"
    assert [one.text for one in ana.sees("#general", thread=message) if "ben thanks @chika" in one.text]


def test_a_message_that_asks_for_nothing_any_more_gives_nothing(office: Office, ana: Person, ben: Person) -> None:
    with deaf(office):
        message = ben.says("#general", f"@pollen kudos @ana {FOR}")
    message = ben.edits(message, "never mind")
    office.slack.redeliver()
    office.works()
    assert got(ana) == "0"
    ben.edits(message, f"@pollen kudos @ana {FOR}")
    assert got(ana) == "1", "what was edited away may be edited in again"


def test_a_reaction_taken_away_before_it_was_heard_gives_nothing(office: Office, ana: Person, ben: Person) -> None:
    message = ana.says("#general", "I wrote the runbook for the pager")
    with deaf(office):
        ben.reacts("raised_hands", message)
    ben.unreacts("raised_hands", message)
    office.slack.redeliver()
    office.works()
    assert got(ana) == "0"
    ben.reacts("raised_hands", message)
    assert got(ana) == "1", "reacting again is a new thanks"
    ben.unreacts("raised_hands", message)
    for delivery in list(office.slack.deliveries):
        office.slack.redeliver(delivery)
    assert got(ana) == "0"


def test_what_was_undone_is_not_given_again_by_its_message(office: Office, ana: Person, ben: Person) -> None:
    ben.says("#general", f"@pollen kudos @ana {FOR}")
    ben.reacts("raised_hands", ana.says("#general", "I wrote the runbook for the pager"))
    assert got(ana) == "2"
    heard = list(office.slack.deliveries)
    for _ in range(2):
        ben.types("#general", "/kudos undo")
    assert got(ana) == "0"
    for delivery in heard:
        office.slack.redeliver(delivery)
    office.works()
    assert got(ana) == "0"


def test_a_message_with_replies_that_is_deleted_takes_its_kudos_back(ana: Person, ben: Person) -> None:
    """Slack sends no deletion then: a placeholder takes the message's place."""
    message = ben.says("#general", f"@pollen kudos @ana {FOR}")
    card = next(one for one in ana.sees("#general", thread=message) if "ben thanks @ana" in one.text)
    ben.deletes(message)
    assert "withdrawn by the giver" in ana.looks_again(card).text
    assert got(ana) == "0"


@pytest.mark.parametrize("says_whose", [True, False])
def test_a_placeholder_is_a_deletion_whatever_slack_says_of_its_writer(
    office: Office, ana: Person, ben: Person, says_whose: bool
) -> None:
    message = ben.says("#general", f"@pollen kudos @ana {FOR}")
    channel = office.slack.channel("general")
    gone = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted."}
    event = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "channel_type": "channel",
        "ts": "1800000060.000200",
        "message": {**gone, "ts": message.ts, "thread_ts": message.ts, "reply_count": 1},
    }
    if says_whose:
        event["previous_message"] = {"type": "message", "user": ben.id, "text": "…", "ts": message.ts}
    office.slack.postman.event(event, channel)
    assert got(ana) == "0"


def test_a_deletion_of_which_slack_says_nothing_more_takes_the_kudos_back(
    office: Office, ana: Person, ben: Person
) -> None:
    message = ben.says("#general", f"@pollen kudos @ana {FOR}")
    channel = office.slack.channel("general")
    event = {"type": "message", "subtype": "message_deleted", "channel": channel.id, "channel_type": "channel"}
    office.slack.postman.event({**event, "ts": "1800000060.000300", "deleted_ts": message.ts}, channel)
    assert got(ana) == "0"
