"""What stands on App Home: for whom, in which order, and what happens to it when something is pressed there?"""

from datetime import timedelta

import pytest

from bot.home import page
from bot.playground.people.modals import Home
from bot.slack.message import Block
from tests.listeners import whole_home
from tests.office import Office

FEEDBACK = "---\ntags: [feedback]\n---\n# Giving feedback\n\nSay what you saw, and what it did.\n"


def headings(home: Home) -> list[str]:
    blocks: list[Block] = home.view.content["blocks"]
    return [block["text"]["text"] for block in blocks if block["type"] == "header"]


def calls(office: Office, method: str) -> int:
    return len(office.slack.traffic.calls(method))


def test_a_newcomer_sees_first_steps_and_no_empty_boards(office: Office) -> None:
    office.knows({"feedback.md": FEEDBACK})
    home = office.slack.person("ana").opens_home()
    assert headings(home)[:2] == ["Welcome! Three things to start with", "What would you like to learn?"]
    assert {"Give kudos", "Find me a mentor", "Feedback", "More"} <= set(home.buttons)
    assert "Given" not in home.text


def test_somebody_who_has_only_said_hello_sees_first_steps(office: Office) -> None:
    ana = office.slack.person("ana")
    ana.says("#general", "@pollen I'm new here, I joined the data team")
    office.passes(timedelta(minutes=1))
    assert headings(ana.opens_home())[0] == "Welcome! Three things to start with"


def test_who_has_done_something_sees_their_questions_thanks_and_mentoring_in_that_order(office: Office) -> None:
    office.knows({"feedback.md": FEEDBACK})
    ana = office.slack.person("ana")
    ana.types("#general", "/learn how do I give feedback?")
    ana.types("#general", "/kudos @ben for the careful review #taught-me")
    office.passes(timedelta(minutes=1))
    home = ana.opens_home()
    assert headings(home)[:3] == ["Your questions", "Kudos", "Mentoring"]
    assert "Given: 1 · Received: 0" in home.text


def test_an_admin_who_has_not_set_up_sees_that_at_the_top(office: Office) -> None:
    home = office.slack.person("ida").opens_home()
    assert headings(home)[0] == "Set up Pollen"
    assert home.buttons[0] == "Set up"


def test_what_waits_for_a_mentor_stands_first_and_is_answered_there(office: Office) -> None:
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    ben.types("@pollen", "I can mentor Kubernetes")
    ben.clicks("List me", on=ben.sees("@pollen")[-1])
    ana.types("@pollen", "I need a mentor for Kubernetes")
    ana.clicks("Ask for me", on=ana.sees("@pollen")[-1])
    office.passes(timedelta(minutes=1))
    home = ben.opens_home()
    assert headings(home)[0] == "Waiting for you"
    assert "Someone would like a mentor for Kubernetes. Would you help?" in home.text
    ben.clicks("I'll help", on=home)
    office.passes(timedelta(minutes=1))
    assert "Waiting for you" not in home.text
    assert "You're mentoring @ana in Kubernetes" in home.text


def test_it_is_one_screen_and_more_shows_the_rest_until_less(office: Office) -> None:
    ida = office.slack.person("ida")
    home = ida.opens_home()
    assert len(home.view.content["blocks"]) <= page.SCREEN + 1
    assert "My data" not in home.text
    ida.clicks("More", on=home)
    assert {"Send me a copy", "Set up a digest"} <= set(home.buttons)
    ida.clicks("Show less", on=home)
    assert "My data" not in home.text


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("answers.willing", "Questions from colleagues: off", "Questions from colleagues: on"),
        ("answers.hearing", "News about your questions: on", "News about your questions: off"),
        ("milestones.lead", "Your team's wins: off", "Your team's wins: on"),
        ("digests.monthly", "Monthly recap: off", "Monthly recap: on"),
    ],
)
def test_a_choice_is_seen_at_once_where_it_was_made(office: Office, action: str, before: str, after: str) -> None:
    ana = office.slack.person("ana")
    home = whole_home(ana)
    assert before in home.text
    ana.clicks(action, on=home)
    assert after in home.text
    assert not ana.has_modal
    assert "Show less" in home.buttons
    ana.clicks(action, on=home)
    assert before in home.text


def test_what_is_done_in_a_form_opened_from_home_is_seen_at_once_behind_it(office: Office) -> None:
    ana = office.slack.person("ana")
    home = ana.opens_home()
    assert "Welcome!" in home.text
    ana.clicks("Find me a mentor", on=home)
    ana.modal.fill({"What would you like to learn?": "Rust"}).submit()
    assert "Rust" in home.text
    assert "Welcome!" not in home.text


def test_a_form_opened_elsewhere_draws_no_home(office: Office) -> None:
    ana = office.slack.person("ana")
    ana.types("#general", "/kudos")
    before = calls(office, "views.publish")
    ana.modal.close()
    ana.types("#general", "/kudos @ben for the careful review")
    assert calls(office, "views.publish") == before
