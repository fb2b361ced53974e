"""What is said to the bot that is no question, and how does talk in a thread go on?"""

from datetime import timedelta

import pytest

from bot.answers.service import gaps
from bot.ids import ChannelId
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.office import Office

LEAVE = """# Leave

## Vacation days

Employees get twenty-six vacation days a year.

## Contractors

Contractors get no paid vacation days; they write an invoice for the days they work.
"""


@pytest.fixture
def base(office: Office) -> Office:
    office.knows(
        {"people/leave.md": LEAVE, "it/vpn.md": "# Resetting the VPN\n\nQuit the client, and sign in again.\n"}
    )
    return office


def by_the_bot(person: Person, where: str, thread: Seen | None = None) -> list[str]:
    return [seen.text for seen in person.sees(where, thread=thread) if seen.author.lower() == "pollen"]


def open_gaps(office: Office) -> int:
    now = office.clock.now()
    found = office.database.reading(
        lambda session: gaps.unanswered(
            session,
            office.workspace,
            channel=ChannelId(office.slack.channel("general").id),
            since=now - timedelta(days=1),
            until=now + timedelta(days=1),
        )
    )
    return len(found)


@pytest.mark.parametrize("said", ["thanks @pollen!", "cc @pollen", "@pollen ok", "hi @pollen", "@pollen bye :wave:"])
def test_a_kind_word_in_public_needs_no_answer_and_is_no_gap(base: Office, said: str) -> None:
    ana = base.slack.person("ana")
    thread = ana.types("#general", said)
    assert by_the_bot(ana, "#general", thread) == []
    assert by_the_bot(ana, "#general") == []
    assert open_gaps(base) == 0


def test_a_kind_word_between_two_gets_one_back(base: Office) -> None:
    ana = base.slack.person("ana")
    dm = ana.opens_dm()
    for said, answer in (("thanks!", "You're welcome"), ("hi", "Ask me anything"), ("who are you?", "I'm Pollen")):
        ana.types(dm, said)
        assert answer in ana.sees(dm)[-1].text
        assert "No article answers" not in ana.sees(dm)[-1].text


@pytest.mark.parametrize("command", ["/learn", "/pollen"])
@pytest.mark.parametrize(("said", "back"), [("thanks!", "You're welcome"), ("hi", "Hi! Ask me anything")])
def test_a_kind_word_after_a_command_gets_one_back(base: Office, command: str, said: str, back: str) -> None:
    ana = base.slack.person("ana")
    ana.types("#general", f"{command} {said}")
    assert back in ana.sees("#general")[-1].text
    assert open_gaps(base) == 0


def test_a_mention_alone_in_a_thread_answers_the_question_above(base: Office) -> None:
    ana, ben = base.slack.person("ana"), base.slack.person("ben")
    question = ana.types("#general", "how many vacation days do employees get?")
    ben.types("#general", "@pollen ?", thread=question)
    (answer,) = by_the_bot(ana, "#general", question)
    assert "twenty-six" in answer


def test_a_mention_alone_elsewhere_is_told_how_to_ask(base: Office) -> None:
    ana = base.slack.person("ana")
    ana.types("#general", "@pollen")
    assert "can't find a question" in ana.sees("#general")[-1].text
    assert ana.sees("#general")[-1].is_private


def test_who_asked_goes_on_without_a_mention_and_others_talk_in_peace(base: Office) -> None:
    ana, ben = base.slack.person("ana"), base.slack.person("ben")
    asked = ana.types("#general", "@pollen how many vacation days do employees get?")
    assert len(by_the_bot(ana, "#general", asked)) == 1
    ben.types("#general", "and for contractors?", thread=asked)
    ana.types("#general", "great, see you", thread=asked)
    assert len(by_the_bot(ana, "#general", asked)) == 1
    ana.types("#general", "and for contractors?", thread=asked)
    answers = by_the_bot(ben, "#general", asked)
    assert len(answers) == 2
    assert "write an invoice" in answers[1]
    ana.types("#general", "is the zeppelin late?", thread=asked)
    assert len(by_the_bot(ana, "#general", asked)) == 2, "what nobody asked the bot is no gap"


def test_a_bot_in_a_thread_is_answered_three_times(base: Office) -> None:
    ana = base.slack.person("ana")
    root = ana.types("#general", "our form, once a day")
    assert root is not None
    channel = base.slack.channel("general")
    for number in range(12):
        event = {
            "type": "app_mention",
            "user": base.slack.workspace.app_user("Forms").id,
            "bot_id": "B0FORMS",
            "text": f"<@{base.slack.workspace.bot.id}> how many vacation days do I get?",
            "ts": f"1800000600.{number:06d}",
            "thread_ts": root.ts,
            "channel": channel.id,
        }
        base.slack.postman.event(event, channel)
    assert len(by_the_bot(ana, "#general", root)) == 3


def test_what_somebody_does_in_a_conversation_is_said_too(base: Office) -> None:
    """`/me` makes a message of another kind."""
    ana = base.slack.person("ana")
    dm = ana.opens_dm()
    ana.types(dm, "/me wonders how many vacation days employees get")
    assert "twenty-six" in ana.sees(dm)[-1].text


def test_words_in_attachments_and_blocks_are_the_message(base: Office) -> None:
    ana = base.slack.person("ana")
    asked = "how many vacation days do employees get?"
    block = {"type": "section", "text": {"type": "mrkdwn", "text": asked}}
    base.slack.app_says("#general", attachments=[{"fallback": asked, "text": asked}])
    base.slack.app_says("#general", "This content can't be displayed.", blocks=[block])
    for post in ana.sees("#general"):
        ana.uses_shortcut("Find an answer", on=post)
        assert "twenty-six" in ana.modal.text


def test_learn_help_says_how_and_leaves_the_question_possible(base: Office) -> None:
    ana = base.slack.person("ana")
    shown = ana.types("#general", "/learn help")
    assert shown is not None
    assert "How to use /learn" in shown.text
    ana.clicks("Search for “help”", on=shown)
    assert "“help”" in ana.sees("#general")[-1].text or "Did you mean" in ana.sees("#general")[-1].text


def test_no_id_of_slacks_is_shown_for_what_somebody_may_not_see(base: Office) -> None:
    ana = base.slack.person("ana")
    shown = ana.types("#general", "/learn zeppelin <#C0PRIVATE01|> <!subteam^S0GROUP0001>")
    assert shown is not None
    assert "that channel" in shown.text
    assert "that group" in shown.text
    assert "C0PRIVATE01" not in shown.text


def test_a_colleague_in_a_question_is_called_by_name(base: Office) -> None:
    ana, ben = base.slack.person("ana"), base.slack.person("ben")
    ben.types("#general", "/learn vacation")  # he is known by now
    shown = ana.types("#general", f"/learn zeppelin <@{ben.id}> and <@U0NOBODY99>")
    home = ana.opens_home()
    assert shown is not None
    for text in (shown.text, home.text):
        assert "@ben" in text.lower()
        assert "@someone" in text
        assert ben.id not in text


def test_an_answer_in_a_conversation_is_shared_to_a_channel_and_taken_back(base: Office) -> None:
    ana, ben = base.slack.person("ana"), base.slack.person("ben")
    ana.types("@pollen", "how many vacation days do employees get?")
    answer = ana.sees("@pollen")[-1]
    assert "Share" not in answer.buttons
    ana.clicks("Share to…", on=answer)
    assert ana.modal.fill({"Channel": "#general"}).submit() == {}
    base.speaks()
    assert "twenty-six" in ben.sees("#general")[-1].text
    assert "Shared by" in ben.sees("#general")[-1].text
    ana.clicks("Take it back", on=ana.sees("@pollen")[-1])
    base.speaks()
    assert not [one for one in ben.sees("#general") if "twenty-six" in one.text]
