"""The first minute: what does a person find who only looks and clicks, and types nothing?"""

import re

from playwright.sync_api import Locator, Page, expect

from bot.playground.stage import Stage
from tests.browser.test_story import ticked
from tests.browser.test_walks import SOON


def is_on_screen(one: Locator) -> None:
    expect(one).to_be_visible()
    expect(one).to_be_in_viewport(ratio=1)


def test_the_first_screen_is_a_company_that_learns(told: Stage, page: Page) -> None:
    assert told.slack is not None
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(told.slack.url)
    messages = page.locator("#messages")
    expect(messages).to_contain_text("how do I give useful feedback?")
    expect(messages).to_contain_text("What we learned this week")
    is_on_screen(messages.get_by_role("article").filter(has_text="writing down what each of our tables means").last)
    is_on_screen(page.get_by_role("region", name="Try this"))
    is_on_screen(page.get_by_text("backend engineer, found a mentor", exact=True))
    for name in ("Ben Okafor", "Ida Holm"):
        is_on_screen(page.get_by_role("button", name=re.compile(f"Act as {name}, . waiting")))
    expect(page.get_by_role("complementary", name="Inspector")).to_be_hidden()


def test_who_only_looks_and_clicks_finds_all_there_is_to_try(told: Stage, page: Page) -> None:
    assert told.slack is not None
    page.goto(told.slack.url)
    messages, send = page.locator("#messages"), page.get_by_role("button", name="Send", exact=True)

    def types_itself(label: str) -> None:
        page.get_by_role("region", name="Try this").get_by_role("button", name=label).click()
        expect(page.locator("#composer textarea")).not_to_have_value("")
        send.click()

    types_itself("Ask a question")
    ticked(page, "Ask a question")
    messages.get_by_role("button", name="Share", exact=True).last.click()
    ticked(page, "Share an answer")
    types_itself("Thank someone")
    ticked(page, "Thank someone")
    page.get_by_role("button", name="Act as Ben Okafor").click()
    messages.get_by_role("button", name="I'll help").last.click(timeout=SOON)
    ticked(page, "Find a mentor, then say yes as Ben")
    page.get_by_role("button", name="Act as Ida Holm").click()
    messages.get_by_role("button", name="Publish", exact=True).last.click(timeout=SOON)
    ticked(page, "Become the curator and fix an answer")
    page.get_by_role("button", name="Skip to Wednesday 10:00").click()
    ticked(page, "Skip to Wednesday")
    expect(page.get_by_role("heading", name="You have tried it all")).to_be_visible()


def test_the_inspector_stays_as_one_left_it(told: Stage, page: Page) -> None:
    assert told.slack is not None
    page.goto(told.slack.url)
    inspector = page.get_by_role("complementary", name="Inspector")
    page.get_by_role("button", name="Inspector", exact=True).click()
    expect(
        inspector.get_by_text("views.publish").first.or_(inspector.get_by_text("chat.postMessage").first)
    ).to_be_visible()
    page.reload()
    expect(inspector).to_be_visible()
    page.get_by_role("button", name="Inspector", exact=True).click()
    page.reload()
    expect(page.locator("#messages article").first).to_be_visible()
    expect(inspector).to_be_hidden()
