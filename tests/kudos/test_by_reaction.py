"""Who thanks by a reaction, for which message, and where is it said?"""

import pytest

from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.office import Office

FOR = "for untangling the release on Friday night"


@pytest.fixture
def ana(office: Office) -> Person:
    return office.slack.person("ana")


@pytest.fixture
def ben(office: Office) -> Person:
    return office.slack.person("ben")


def thanks(seen: tuple[Seen, ...]) -> list[Seen]:
    return [one for one in seen if "thanks @" in one.text]


def test_a_reaction_to_a_reply_is_answered_in_the_replys_thread(ana: Person, ben: Person) -> None:
    question = ben.says("#general", "the build is red again")
    reply = ana.says("#general", "clear the cache of the runner", thread=question)
    ben.reacts("raised_hands", reply)
    [card] = thanks(ana.sees("#general", thread=question))
    assert card.raw["thread_ts"] == question.ts, "Slack asks for the parent, not for the reply"
    assert any(f"thread_ts={question.ts}" in link for link in card.links)
    receipts = [one for one in ben.sees("#general", thread=question) if one.is_private]
    assert ["Your kudos to ana" in one.text for one in receipts] == [True]
    assert not [one for one in ben.sees("#general") if one.is_private]


def test_a_reaction_to_a_message_of_its_own_opens_its_thread(ana: Person, ben: Person) -> None:
    message = ana.says("#general", "I wrote the runbook for the pager")
    ben.reacts("raised_hands", message)
    [card] = thanks(ana.sees("#general", thread=message))
    assert card.raw["thread_ts"] == message.ts
    assert any("Your kudos to ana" in one.text and one.is_private for one in ben.sees("#general"))


def test_a_slack_that_does_not_name_the_thread_loses_no_kudos(office: Office, ana: Person, ben: Person) -> None:
    message = ana.says("#general", "I wrote the runbook for the pager")
    office.slack.faults.error("fatal_error", "chat.getPermalink")
    ben.reacts("raised_hands", message)
    assert len(thanks(ana.sees("#general", thread=message))) == 1


def test_hands_of_every_colour_thank(ana: Person, ben: Person) -> None:
    message = ana.says("#general", "I wrote the runbook for the pager")
    ben.reacts("raised_hands::skin-tone-2", message)
    assert len(thanks(ana.sees("#general", thread=message))) == 1
    ben.unreacts("raised_hands::skin-tone-2", message)
    assert "withdrawn" in ana.sees("#general", thread=message)[-1].text


def test_a_workspaces_own_emoji_counts_in_every_colour_too(office: Office, ana: Person, ben: Person) -> None:
    office.slack.person("ida").types("#general", "/kudos settings")
    office.slack.person("ida").modal.fill(emoji=":clap::skin-tone-4:").submit()
    message = ana.says("#general", "I wrote the runbook for the pager")
    ben.reacts("clap", message)
    assert len(thanks(ana.sees("#general", thread=message))) == 1


def test_somebody_of_another_company_thanks_nobody_whichever_way(office: Office, ana: Person) -> None:
    olga, ida = office.slack.person("olga"), office.slack.person("ida")
    message = ida.says("#partners", "I wrote the runbook for the pager")
    olga.reacts("raised_hands", message)
    olga.says("#partners", f"@pollen kudos @ida {FOR}")
    ana.types("#partners", f"/kudos @ida {FOR}")
    card = thanks(olga.sees("#partners"))[-1]
    olga.clicks("+1", on=card)
    olga.reacts("raised_hands", card)
    assert len(thanks(ida.sees("#partners"))) == 1
    assert thanks(ida.sees("#partners", thread=message)) == []
    assert "+1 from" not in ida.looks_again(card).text
    told = [one.text for one in olga.sees("#partners") if one.is_private]
    assert any("given by the people of this workspace" in one for one in told)


def test_whom_slack_does_not_know_is_not_taken_for_one_of_us(office: Office, ana: Person, ben: Person) -> None:
    """The event names no company, and Slack does not say who it is."""
    message = ana.says("#general", "I wrote the runbook for the pager")
    newcomer = office.slack.add_person("newcomer")
    office.slack.channel("general").members.append(newcomer.id)
    office.slack.faults.error("user_not_found", "users.info")
    newcomer.reacts("raised_hands", message)
    assert thanks(ana.sees("#general", thread=message)) == []
