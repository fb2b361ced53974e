"""The first ten minutes: what does somebody see who has just opened the playground, and what do they find?

The tests stand in the order in which one would do things; they share one playground.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from bot.playground.stage import Stage
from tests.browser.test_walks import SOON, answer, be, message, say


@pytest.fixture
def story(told: Stage, page: Page) -> Page:
    assert told.slack is not None
    page.goto(told.slack.url)
    return page


def go(page: Page, channel: str) -> None:
    page.locator("#channels").get_by_role("button", name=channel).click()
    expect(page.get_by_label(f"Message #{channel}")).to_be_visible()


def ticked(page: Page, label: str) -> None:
    expect(page.get_by_role("button", name=f"{label}, done")).to_be_visible(timeout=SOON)


def test_it_opens_on_a_company_in_its_third_week(story: Page) -> None:
    expect(story.locator("#messages")).to_contain_text("staying late to bring the staging database back with me")
    go(story, "learning")
    for words in ("how do I give useful feedback?", "Shared by", "I passed CKA!", "What we learned this week"):
        expect(story.locator("#messages")).to_contain_text(words)
    expect(message(story, "What we learned this week")).to_contain_text("walking me through the deploy pipeline")
    be(story, "Ana Ruiz")
    expect(story.locator("#messages")).to_contain_text("@ida, and you're in touch")


def test_two_people_have_messages_waiting_and_act_as_says_who_they_are(story: Page) -> None:
    options = story.locator("#me option")
    expect(options.filter(has_text="Ida Holm, admin and programme owner (3 unread)")).to_have_count(1)
    expect(options.filter(has_text="Ben Okafor, platform engineer and mentor (2 unread)")).to_have_count(1)
    expect(options.filter(has_text="unread")).to_have_count(2)
    expect(story).to_have_title("Pollen playground")
    be(story, "Ben Okafor", "general")
    expect(story).to_have_title("(2) Pollen playground")
    pollen = story.get_by_role("button", name="Pollen, 2 unread")
    pollen.click()
    expect(story.get_by_role("button", name="Pollen", exact=True)).to_be_visible()
    expect(story).to_have_title("Pollen playground")
    expect(options.filter(has_text="unread")).to_have_count(1)


def test_what_is_to_try_is_ticked_off_by_doing_it(story: Page) -> None:
    list_ = story.get_by_role("region", name="Try this")
    list_.get_by_role("button", name="Ask a question").click()
    expect(story.locator("#hint")).to_contain_text("for your eyes only")
    box = story.locator("#composer textarea")
    expect(box).to_have_value(re.compile("/learn "))
    box.press("Enter")
    ticked(story, "Ask a question")
    story.get_by_role("button", name="Share", exact=True).last.click()
    ticked(story, "Share an answer")

    list_.get_by_role("button", name="Thank someone").click()
    expect(box).to_have_value(re.compile("/kudos @ben"))
    box.press("Enter")
    ticked(story, "Thank someone")

    list_.get_by_role("button", name="Find a mentor").click()
    expect(box).to_have_value(re.compile("mentor for Python"))
    box.press("Enter")
    answer(story, "I need a mentor for Python").locator(".press").first.click(timeout=SOON)
    be(story, "Ben Okafor")
    request = story.locator("#messages article").filter(has_text="Python").filter(has=story.locator(".press"))
    request.last.locator(".press").first.click(timeout=SOON)
    ticked(story, "Find a mentor, then say yes as Ben")

    list_.get_by_role("button", name="Become the curator").click()
    expect(story.locator("#me option:checked")).to_contain_text("Ida Holm")
    story.get_by_role("button", name="Edit and publish").last.click()
    story.get_by_role("dialog").locator("textarea").first.fill("Every March: start the job, approve the DNS change.")
    story.get_by_role("dialog").locator("[type=submit]").click()
    ticked(story, "Become the curator and fix an answer")

    story.get_by_role("button", name="Skip to Wednesday 10:00").click()
    ticked(story, "Skip to Wednesday")
    expect(story.get_by_role("heading", name="You have tried it all")).to_be_visible()
    go(story, "learning")
    digests = story.locator("#messages article").filter(has_text="What we learned this week")
    expect(digests).to_have_count(2, timeout=SOON)


def test_the_list_is_dismissed_for_good(story: Page) -> None:
    story.get_by_role("button", name="Dismiss Try this").click()
    expect(story.locator("#tries")).to_be_hidden()
    story.reload()
    expect(story.locator("#messages article").first).to_be_visible()
    expect(story.locator("#tries")).to_be_hidden()


def test_what_came_elsewhere_is_marked_and_read_by_looking(told: Stage, story: Page) -> None:
    assert told.slack is not None
    be(story, "Chika Mori", "general")
    told.slack.person("ben").says("#random", "lunch at noon?")
    told.slack.person("ben").says("#random", "or at one?")
    random = story.locator("#channels").get_by_role("button", name="random, 2 unread")
    expect(random).to_be_visible()
    random.click()
    expect(story.locator("#channels").get_by_role("button", name="random", exact=True)).to_be_visible()


def test_back_stays_in_the_page(story: Page) -> None:
    go(story, "learning")
    go(story, "random")
    story.go_back()
    expect(story.get_by_label("Message #learning")).to_be_visible()
    story.go_forward()
    expect(story.get_by_label("Message #random")).to_be_visible()


def test_escape_closes_what_is_open_and_the_focus_returns(story: Page) -> None:
    go(story, "learning")
    replies = message(story, "I passed CKA!").get_by_role("button", name="1 reply")
    replies.click()
    expect(story.get_by_role("complementary", name="Thread")).to_be_visible()
    expect(story.get_by_label("Reply…")).to_be_focused()
    story.keyboard.press("Escape")
    expect(story.get_by_role("complementary", name="Thread")).to_be_hidden()
    expect(replies).to_be_focused()
    more = message(story, "I passed CKA!").locator("summary").last
    more.click()
    story.keyboard.press("Escape")
    expect(story.locator("details.menu[open]")).to_have_count(0)
    expect(more).to_be_focused()


def test_sending_scrolls_to_what_one_sent_and_the_answer_stands_under_it(story: Page) -> None:
    be(story, "Gus Bauer", "learning")
    box = story.locator("#messages")
    box.evaluate("box => box.scrollTop = 0")
    say(story, "good morning everyone")
    expect(message(story, "good morning everyone")).to_be_in_viewport()
    be(story, "Chika Mori")
    say(story, "what do I do in my first week?")
    expect(answer(story, "what do I do in my first week?")).to_contain_text("week", timeout=SOON)
    expect(answer(story, "what do I do in my first week?")).to_be_in_viewport()


def test_on_a_phone_channels_and_controls_are_in_reach(story: Page) -> None:
    story.set_viewport_size({"width": 390, "height": 780})
    expect(story.locator("#channels")).to_be_hidden()
    story.get_by_role("button", name=re.compile("^Menu")).click()
    expect(story.get_by_role("button", name="Start over")).to_be_visible()
    story.locator("#channels").get_by_role("button", name="learning").click()
    expect(story.get_by_label("Message #learning")).to_be_in_viewport()
    expect(story.locator("#sidebar")).to_be_hidden()
    assert story.evaluate("document.documentElement.scrollWidth") <= 390
    story.get_by_role("button", name=re.compile("^Menu")).click()
    story.locator("#apps").get_by_role("button").click()
    title = story.get_by_role("heading", name="Pollen", exact=True)
    expect(title).to_be_visible()
    assert title.evaluate("title => title.scrollWidth <= title.clientWidth")
