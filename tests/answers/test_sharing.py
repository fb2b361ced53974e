"""An answer is private until its asker shares it, once, and can be taken back."""

from datetime import timedelta

import pytest

from bot.playground.people.sight import Seen
from tests.office import Office

VACATION = "# Vacation\n\nAsk for vacation two weeks ahead in the calendar. Your team lead approves it.\n"


@pytest.fixture
def answered(office: Office) -> Seen:
    office.knows({"people/vacation.md": VACATION, "it/vpn.md": "# VPN\n\nQuit the client.\n"})
    ana = office.slack.person("ana")
    ana.types("#general", "/learn who approves <!channel> vacation?")
    return ana.sees("#general")[-1]


def test_a_shared_answer_restates_the_question_and_names_who_shared(office: Office, answered: Seen) -> None:
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    ana.clicks("Share", on=answered)
    (shared,) = ben.sees("#general")
    assert "who approves" in shared.text
    assert "Your team lead approves it" in shared.text
    assert "Shared by" in shared.text
    assert not shared.mentions, "nothing the asker typed calls anybody"


def test_share_pressed_twice_posts_once(office: Office, answered: Seen) -> None:
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    ana.clicks("Share", on=answered)
    ana.clicks("Share", on=answered)
    office.passes(timedelta(minutes=1))
    assert len(ben.sees("#general")) == 1


def test_a_share_can_be_taken_back_and_shared_again(office: Office, answered: Seen) -> None:
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    ana.clicks("Share", on=answered)
    ana.clicks("Take it back", on=ana.sees("#general")[-1])
    office.passes(timedelta(minutes=1))
    assert ben.sees("#general") == ()
    ana.clicks("Share", on=answered)
    office.passes(timedelta(minutes=1))
    assert len(ben.sees("#general")) == 1


def test_an_answer_is_shared_a_month_later_but_not_after(office: Office, answered: Seen) -> None:
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    office.passes(timedelta(days=29))
    ana.clicks("Share", on=answered)
    assert len(ben.sees("#general")) == 1
    ana.clicks("Take it back", on=ana.sees("#general")[-1])
    office.passes(timedelta(days=2))
    ana.clicks("Share", on=answered)
    assert "older than 30 days" in ana.sees("#general")[-1].text
    assert ben.sees("#general") == ()


def test_sharing_where_the_bot_cannot_post_tells_the_sharer_what_to_do(office: Office) -> None:
    office.knows({"people/vacation.md": VACATION})
    ana = office.slack.person("ana")
    ana.types("#leads", "/learn vacation")
    ana.clicks("Share", on=ana.sees("#leads")[-1])
    receipt = ana.sees("#leads")[-1].text
    assert "Sharing it in #leads… If Slack doesn't let me, I'll write to you." in receipt
    assert "Shared in" not in receipt
    office.passes(timedelta(minutes=1))
    told = ana.sees(ana.opens_dm())[-1]
    assert "shared" in told.text
    assert "/invite" in told.text


def test_feedback_is_thanked_and_can_be_undone(office: Office, answered: Seen) -> None:
    ana = office.slack.person("ana")
    ana.clicks("Helpful", on=answered)
    thanks = ana.sees("#general")[-1]
    assert "Thanks, glad it helped" in thanks.text
    ana.clicks("Undo", on=thanks)
    assert "removed your rating" in ana.sees("#general")[-1].text


def test_not_helpful_asks_for_the_reason_in_one_tap(office: Office, answered: Seen) -> None:
    ana = office.slack.person("ana")
    ana.clicks("Wrong", on=answered)
    question = ana.sees("#general")[-1]
    assert set(question.buttons) == {"It's wrong", "Out of date", "Not what I asked", "Hard to follow"}
    ana.clicks("Out of date", on=question)
    assert "A curator will look at it" in ana.sees("#general")[-1].text


def test_only_the_asker_shares(office: Office, answered: Seen) -> None:
    """The button is private, but its value can be forged."""
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    forged = next(
        element["value"]
        for block in answered.raw["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == "answers.share"
    )
    ben.types("#general", "/learn vacation calendar")
    own = ben.sees("#general")[-1]
    stored = office.slack.channel("#general").messages[own.ts]
    for block in stored.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == "answers.share":
                element["value"] = forged
    ben.clicks("Share", on=ben.sees("#general")[-1])
    assert "no longer have that answer" in ben.sees("#general")[-1].text
    assert len([seen for seen in ana.sees("#general") if not seen.is_private]) == 0
