"""A newcomer opens the playground: what do they see, in a real browser?

With POLLEN_SCREENSHOTS set, the pictures in the README are taken anew.
"""

import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

HERE = Path(__file__).parent


def shown(page: Page, name: str) -> None:
    if os.environ.get("POLLEN_SCREENSHOTS"):
        page.screenshot(path=HERE / f"{name}.png")


def say(page: Page, text: str) -> Locator:
    box = page.get_by_label("Message #general")
    box.fill(text)
    box.press("Enter")
    return page.get_by_role("article").last


def test_a_newcomer_asks_shares_and_rates(playground: str, page: Page) -> None:
    page.goto(playground)
    say(page, "/learn how do I prepare for a first mentoring meeting?")
    answer = page.get_by_role("article").filter(has_text="Only visible to you").first
    expect(answer).to_contain_text("Prepare a first mentoring meeting")
    expect(answer.locator("strong, b").filter(has_text="mentor").first).to_be_visible()
    answer.get_by_role("button", name="Share").click()
    shared = page.get_by_role("article").filter(has_text="Shared by")
    expect(shared).to_contain_text("how do I prepare for a first mentoring meeting?")
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    shown(page, "playground")

    answer.get_by_role("button", name="Wrong").click()
    expect(page.get_by_role("button", name="Out of date")).to_be_visible()


def test_a_mention_is_answered_in_its_thread(playground: str, page: Page) -> None:
    page.goto(playground)
    say(page, "@pollen what do I do in my first week?")
    expect(page.get_by_role("button", name="1 reply")).to_be_visible()
    expect(page.locator("#replies").get_by_role("article").last).to_contain_text("week")


def test_app_home_shows_topics_and_my_questions(playground: str, page: Page) -> None:
    page.goto(playground)
    say(page, "/learn giving feedback")
    expect(page.get_by_role("article").filter(has_text="Only visible to you").first).to_be_visible()
    page.get_by_role("button", name="Pollen", exact=True).first.click()
    page.get_by_role("button", name="Home").click()
    home = page.locator("#home")
    expect(home).to_contain_text("giving feedback")
    expect(home.get_by_role("heading", name="Your questions")).to_be_visible()
    expect(home.get_by_role("button", name="Mentoring")).to_be_visible()
    shown(page, "home")


def test_a_channels_canvas_is_written_on_the_page(playground: str, page: Page) -> None:
    page.goto(playground)
    page.get_by_role("button", name="Canvas", exact=True).click()
    page.get_by_label("The canvas, as Markdown").fill("# Parking\n\nAt the north gate.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.reload()
    page.get_by_role("button", name="Canvas", exact=True).click()
    expect(page.get_by_label("The canvas, as Markdown")).to_have_value("# Parking\n\nAt the north gate.")


def test_a_press_counts_though_its_message_changes_under_the_finger(playground: str, page: Page) -> None:
    page.goto(playground)
    say(page, "@pollen what do I do in my first week?")
    expect(page.locator("#replies").get_by_role("article")).to_have_count(2)
    page.get_by_role("button", name="Close thread").click()
    replies = page.get_by_role("button", name="1 reply")
    replies.hover()
    page.mouse.down()
    with page.expect_response(lambda answer: "/page/state" in answer.url):
        replies.evaluate("""button => button.closest("article").querySelector(".emoji button").click()""")
    page.mouse.up()
    expect(page.locator("#replies").get_by_role("article").last).to_contain_text("week")
    expect(page.get_by_role("button", name="+1, 1").first).to_be_visible()


def test_starting_over_forgets_everything(playground: str, page: Page) -> None:
    page.goto(playground)
    say(page, "hello there")
    expect(page.get_by_text("hello there", exact=True)).to_be_visible()
    page.once("dialog", lambda question: question.accept())
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_text("hello there", exact=True)).to_have_count(0, timeout=20_000)
