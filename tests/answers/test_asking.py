"""Somebody asks; what do they read? From every surface, with any question, on both databases."""

from datetime import timedelta

import pytest

from tests.office import Office

TRAVEL = """---
title: Travel expenses
tags: [finance]
aliases: [how do I get my train ticket paid]
url: https://wiki.example/travel
owner: Dana
verified_on: 2026-02-12
---
Keep every receipt.

## Claiming travel expenses

Fill in the expense form within thirty days of your trip. Attach a photo of every receipt.
Your manager approves it, and the money arrives with the next salary.

## Booking a hotel

Book through the travel desk. Hotels above the limit need approval first.
"""
VACATION = """# Vacation

Ask for vacation two weeks ahead in the calendar. Your team lead approves it.
"""
VPN = """# Resetting the VPN

Quit the client, forget the profile, and sign in again.
"""


@pytest.fixture
def base(office: Office) -> Office:
    office.knows({"money/travel.md": TRAVEL, "people/vacation.md": VACATION, "it/vpn.md": VPN})
    return office


def test_a_question_is_answered_privately_with_the_passage_its_source_and_how_fresh_it_is(base: Office) -> None:
    ana = base.slack.person("ana")
    ana.types("#general", "/learn how do I claim travel expenses?")
    answer = ana.sees("#general")[-1]
    assert answer.is_private
    assert "Travel expenses › Claiming travel expenses" in answer.text
    assert "within thirty days" in answer.text
    assert answer.text.index("within thirty days") < answer.text.index("Booking a hotel")
    assert "Checked" in answer.text
    assert "Dana" in answer.text
    assert "https://wiki.example/travel#claiming-travel-expenses" in answer.links
    assert answer.notification.startswith("Fill in the expense form within thirty days of your trip.")
    assert {"Share", "Helpful", "Wrong"} <= set(answer.buttons)
    assert len(base.slack.person("ben").sees("#general")) == 0


def test_learn_answers_where_the_bot_is_not_a_member(base: Office) -> None:
    ana = base.slack.person("ana")
    base.slack.kick_bot("#random")
    ana.types("#random", "/learn vacation")
    assert "two weeks ahead" in ana.sees("#random")[-1].text


def test_the_matched_words_are_marked(base: Office) -> None:
    ana = base.slack.person("ana")
    ana.types("#general", "/learn claiming expenses")
    rich = next(block for block in ana.sees("#general")[-1].raw["blocks"] if block["type"] == "rich_text")
    runs = [run for part in rich["elements"] for run in part["elements"]]
    assert any(run.get("style", {}).get("bold") and "expense" in run["text"].lower() for run in runs)


def test_a_mention_is_answered_in_its_thread_for_all_to_see(base: Office) -> None:
    ana, ben = base.slack.person("ana"), base.slack.person("ben")
    asked = ana.types("#general", "@pollen how do I reset the vpn?")
    (reply,) = ben.sees("#general", thread=asked)[1:]
    assert "forget the profile" in reply.text
    assert not reply.is_private
    assert "Share" not in reply.buttons


def test_a_mention_inside_a_thread_is_answered_there(base: Office) -> None:
    ana, ben = base.slack.person("ana"), base.slack.person("ben")
    root = ben.types("#general", "my connection is gone")
    ana.types("#general", "@pollen resetting the vpn", thread=root)
    assert "forget the profile" in ben.sees("#general", thread=root)[-1].text


def test_a_message_to_the_bot_is_answered_in_the_conversation(base: Office) -> None:
    ana = base.slack.person("ana")
    dm = ana.opens_dm()
    ana.types(dm, "who approves my vacation in the calendar?")
    assert "two weeks ahead" in ana.sees(dm)[-1].text


def test_a_title_that_is_offered_opens_its_passage(base: Office) -> None:
    """Sharing a few words of many with two articles is hardly a maybe: the choice is the reader's."""
    ana = base.slack.person("ana")
    ana.types("#general", "/learn zeppelin form approval lattice chromodynamics")
    offered = ana.sees("#general")[-1]
    assert "Did you mean one of these?" in offered.text
    assert "Fill in the expense form within thirty days" in offered.text, "the line that made it a candidate"
    assert "looked after by Dana" not in offered.text
    ana.clicks("Travel expenses › Claiming travel expenses", on=offered)
    assert "looked after by Dana" in ana.sees("#general")[-1].text


def test_a_card_for_all_to_read_is_put_right_by_its_asker_alone(base: Office) -> None:
    base.slack.invite_bot("general")
    ana, ben = base.slack.person("ana"), base.slack.person("ben")
    asked = ana.types("#general", "@pollen zeppelin form approval lattice chromodynamics")
    card = ana.sees("#general", thread=asked)[-1]
    assert "Did you mean one of these?" in card.text
    ben.clicks("Travel expenses › Claiming travel expenses", on=card)
    assert "Did you mean one of these?" in ben.looks_again(card).text, "what Ben looks at is his"
    ana.clicks("Travel expenses › Claiming travel expenses", on=card)
    base.speaks()
    assert "Fill in the expense form within thirty days" in ben.looks_again(card).text
    assert "Did you mean" not in ben.looks_again(card).text

    asked = ana.types("#general", "@pollen vacation zeppelin")
    card = ana.sees("#general", thread=asked)[-1]
    ana.clicks("None of these", on=card)
    base.speaks()
    assert "No article answers" in ben.looks_again(card).text
    assert "please reply in this thread" in ben.looks_again(card).text


def test_a_likely_passage_is_shown_and_said_to_be_no_more_than_that(base: Office) -> None:
    """Sharing one word of two with an article is a maybe that is worth reading."""
    ana = base.slack.person("ana")
    ana.types("#general", "/learn vacation zeppelin")
    shown = ana.sees("#general")[-1]
    assert "I'm not sure. This may be it:" in shown.text
    assert "two weeks ahead" in shown.text
    assert shown.notification == "This may be it: Ask for vacation two weeks ahead in the calendar."
    assert {"Share", "Helpful", "None of these"} <= set(shown.buttons)
    ana.clicks("None of these", on=shown)
    assert "No article answers" in ana.sees("#general")[-1].text


def test_somebodys_question_is_answered_from_its_menu_and_shared_under_it(base: Office) -> None:
    ana, ben = base.slack.person("ana"), base.slack.person("ben")
    question = ben.types("#general", "who approves vacation?")
    ana.uses_shortcut("Find an answer", on=question)
    assert "Your team lead approves it" in ana.modal.text
    ana.clicks("Share", on=ana.modal)
    assert "take it back" in ana.modal.text.lower()
    shared = ben.sees("#general", thread=question)[-1]
    assert "Your team lead approves it" in shared.text
    assert "Shared by" in shared.text
    assert "ana" in shared.text.lower()


def test_no_shared_word_is_never_an_answer(base: Office) -> None:
    ana = base.slack.person("ana")
    ana.types("#general", "/learn quantum chromodynamics lattice")
    answer = ana.sees("#general")[-1]
    assert "No article answers" in answer.text
    assert "Helpful" not in answer.buttons


QUESTIONS = {
    "one emoji": "🤷",
    "3,000 characters": "vacation " * 330,
    "capitals": "VACATION",
    "quotes": "“vacation” 'now' \"please\"",
    "Slack mentions": "vacation <@U1> <!channel> <#C1|general>",
    "a link": "vacation <https://evil.example|click>",
    "code": "`vacation` ```rm -rf``` vacation",
    "right-to-left": "חופשה vacation ‮⁦",
    "only stop words": "how do I do it?",
    "no shared word": "xyzzy plugh",
    "a control character": "vaca\x07tion\x00",
    "markup": "*vacation* _now_ ~no~ <b>&amp;</b>",
}


@pytest.mark.parametrize("articles", [0, 1, 2])
def test_every_question_gets_a_sensible_sentence_on_a_tiny_base(office: Office, articles: int) -> None:
    office.knows(dict([("people/vacation.md", VACATION), ("it/vpn.md", VPN)][:articles]))
    ana = office.slack.person("ana")
    for name, question in QUESTIONS.items():
        ana.types("#general", f"/learn {question}")
        answer = ana.sees("#general")[-1]
        assert answer.is_private, name
        assert answer.text, name
        assert not answer.mentions, f"{name}: something a person wrote became active"
        assert "broke here" not in answer.text, name
        if name in ("no shared word", "one emoji", "only stop words") or not articles:
            assert "two weeks ahead" not in answer.text, name
        if articles and name in ("3,000 characters", "capitals", "quotes", "a link", "markup"):
            assert "two weeks ahead" in answer.text or "Vacation" in answer.buttons, name


def test_the_first_article_ever_written_is_found_by_its_title(office: Office) -> None:
    office.knows({"it/vpn.md": VPN})
    ana = office.slack.person("ana")
    ana.types("#general", "/learn resetting the VPN")
    assert "forget the profile" in ana.sees("#general")[-1].text


def test_a_long_article_and_a_hostile_title_are_within_slacks_limits_with_buttons_and_links(office: Office) -> None:
    title = 'a<b>&"c"|d'
    body = "# Zebra care\n\n" + "Feed the zebra hay and water every morning. " * 900
    front = f"---\ntitle: '{title}'\nurl: 'https://wiki.example/a (b) [c]/d?e=1 2'\n---\n"
    office.knows({"zebra.md": front + body})
    ana = office.slack.person("ana")
    ana.types("#general", "/learn zebra hay")
    answer = ana.sees("#general")[-1]
    assert title in answer.text.replace("¦", "|")
    assert {"Share", "Helpful", "Wrong", "Show more"} <= set(answer.buttons)
    assert any(link.startswith("https://wiki.example/a%20(b)%20[c]/d?e=1%202") for link in answer.links)
    ana.clicks("Show more", on=answer)
    assert len(ana.sees("#general")[-1].text) > len(answer.text)


def test_learn_alone_opens_the_topics(base: Office) -> None:
    ana = base.slack.person("ana")
    ana.types("#general", "/learn")
    entrance = ana.sees("#general")[-1]
    ana.clicks(next(label for label in entrance.buttons if "finance" in label.lower()), on=entrance)
    listed = ana.sees("#general")[-1]
    assert "Travel expenses" in listed.buttons
    ana.clicks("Travel expenses", on=listed)
    assert "Keep every receipt" in ana.sees("#general")[-1].text
    ana.clicks("Booking a hotel", on=ana.sees("#general")[-1])
    assert "travel desk" in ana.sees("#general")[-1].text


def test_app_home_keeps_my_questions_and_opens_their_answers(base: Office) -> None:
    ana = base.slack.person("ana")
    ana.types("#general", "/learn who approves vacation")
    home = ana.opens_home()
    assert "who approves vacation" in home.text
    ana.clicks("Read again", on=home)
    assert "Your team lead approves it" in ana.modal.text


def test_a_question_is_answered_after_the_article_has_changed(base: Office) -> None:
    ana = base.slack.person("ana")
    base.knows({"people/vacation.md": VACATION.replace("two weeks", "four weeks")})
    ana.types("#general", "/learn vacation ahead")
    assert "four weeks ahead" in ana.sees("#general")[-1].text


def test_what_i_read_stays_what_i_read_when_the_article_gets_another_section(base: Office) -> None:
    ana = base.slack.person("ana")
    rules = "# Leave\n\n## Vacation\n\nTwo weeks ahead is enough.\n\n## Sick days\n\nCall before nine.\n"
    base.knows({"leave.md": rules})
    ana.types("#general", "/learn sick days")
    assert "Call before nine" in ana.sees("#general")[-1].text
    base.knows({"leave.md": rules.replace("## Vacation", "## Parents\n\nAs long as the law says.\n\n## Vacation")})
    ana.clicks("Read again", on=ana.opens_home())
    assert "Call before nine" in ana.modal.text

    base.knows({"leave.md": rules.partition("## Sick")[0]})
    ana.clicks("Read again", on=ana.opens_home())
    assert "Two weeks" not in ana.modal.text


def test_an_archived_article_is_not_shown_even_by_an_index_that_is_behind(base: Office) -> None:
    ana = base.slack.person("ana")
    ana.types("#general", "/learn reset the vpn")
    first = ana.sees("#general")[-1]
    base.knows({"people/vacation.md": VACATION})
    ana.clicks("Share", on=first)
    assert "removed from the knowledge base" in ana.sees("#general")[-1].text


def test_somebody_of_another_company_is_told_politely_and_privately(base: Office) -> None:
    olga = base.slack.person("olga")
    asked = olga.types("#partners", "@pollen how do I claim travel expenses?")
    assert "thirty days" not in " ".join(seen.text for seen in olga.sees("#partners", thread=asked))
    assert "only answer people in this workspace" in olga.sees("#partners")[-1].text


def test_the_words_of_a_question_are_forgotten_in_time(base: Office) -> None:
    ana = base.slack.person("ana")
    ana.types("#general", "/learn reset the vpn")
    base.passes(timedelta(days=181))
    assert "reset the vpn" not in ana.opens_home().text


def test_a_share_of_an_answer_that_is_too_old_is_refused_in_words(base: Office) -> None:
    ana = base.slack.person("ana")
    ana.types("#general", "/learn reset the vpn")
    answer = ana.sees("#general")[-1]
    base.passes(timedelta(days=31))
    ana.clicks("Share", on=answer)
    assert "older than 30 days" in ana.sees("#general")[-1].text
