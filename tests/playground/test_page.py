"""The page in a real browser: somebody types, presses, and reads what comes."""

import json
import os
import re
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.playground.events.delivery import NO_ANSWER
from bot.playground.server import Server
from bot.playground.slack import LocalSlack
from tests.playground.test_people import form

CHROMIUM = "/usr/bin/chromium"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@pytest.fixture
def page() -> Iterator[Page]:
    """A page in headless Chromium; what it writes to its console is a failure."""
    if not os.path.exists(CHROMIUM) and not os.environ.get("CI"):
        pytest.skip(f"no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        opened = browser.new_page(viewport={"width": 1400, "height": 860})
        complaints: list[str] = []
        # A line that drops when the server stops first is no fault of the page.
        opened.on(
            "console",
            lambda m: complaints.append(m.text) if m.type in ("error", "warning") and "net::" not in m.text else None,
        )
        opened.on("pageerror", lambda e: complaints.append(str(e)))
        yield opened
        browser.close()
    assert complaints == []


@pytest.fixture
def app(bolt: App) -> App:
    """An app with an answer to share and a form."""
    share = {"type": "button", "text": {"type": "plain_text", "text": "Share"}, "action_id": "share"}

    @bolt.command("/echo")
    def echo(ack: Ack, command: dict[str, Any]) -> None:
        text = {"type": "mrkdwn", "text": f"*You* said {command['text']}"}
        ack(text="x", blocks=[{"type": "section", "text": text}, {"type": "actions", "elements": [share]}])

    @bolt.action("share")
    def shared(ack: Ack, respond: Respond) -> None:
        ack()
        respond(delete_original=True)
        respond(text="Shared!", response_type="in_channel")

    @bolt.command("/form")
    def opens(ack: Ack, command: dict[str, Any], client: WebClient) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=form())
        ack()

    @bolt.view("form")
    def taken(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        values = body["view"]["state"]["values"]
        client.chat_postMessage(channel=body["user"]["id"], text=f"Thanked: {values['why']['v']['value']}")

    @bolt.event(re.compile(".*"))
    def anything() -> None:
        pass

    return bolt


def test_typing_a_command_and_pressing_its_button(slack: LocalSlack, app: App, page: Page) -> None:
    page.goto(slack.url)
    box = page.get_by_label("Message #general")
    box.fill("/ec")
    expect(page.get_by_role("option", name="/echo")).to_be_visible()
    box.press("Tab")
    box.press_sequentially("<b>hello</b>")
    box.press("Enter")
    answer = page.get_by_role("article").last
    expect(answer).to_contain_text("Only visible to you")
    expect(answer).to_contain_text("You said <b>hello</b>")
    expect(answer.locator("strong", has_text="You")).to_be_visible()
    answer.get_by_role("button", name="Share").click()
    expect(page.get_by_role("article").last).to_contain_text("Shared!")
    expect(page.get_by_role("article")).to_have_count(1)
    page.get_by_role("combobox", name="Act as").select_option(slack.person("ben").id)
    expect(page.get_by_role("article").last).to_contain_text("Shared!")
    page.get_by_role("button", name="Inspector").click()
    expect(page.get_by_role("complementary", name="Inspector").get_by_text("/echo", exact=True)).to_be_visible()


def test_a_press_the_app_does_not_answer_is_told_and_can_be_made_again(slack: LocalSlack, app: App, page: Page) -> None:
    page.goto(slack.url)
    page.get_by_label("Message #general").fill("/echo hello")
    page.keyboard.press("Enter")
    share = page.get_by_role("article").last.get_by_role("button", name="Share")
    expect(share).to_be_visible()
    deliver, slack.postman.deliver = slack.postman.deliver, lambda _: NO_ANSWER
    share.click()
    expect(page.get_by_text("The app didn't answer in time. Please try that again.")).to_be_visible()
    slack.postman.deliver = deliver
    share.click()
    expect(page.get_by_role("article").last).to_contain_text("Shared!")
    expect(page.get_by_text("The app didn't answer in time")).to_be_hidden()


def test_filling_in_a_form(slack: LocalSlack, app: App, page: Page) -> None:
    page.goto(slack.url)
    page.get_by_label("Message #general").fill("/form")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Thank", exact=True).click()
    expect(dialog.get_by_text("Please complete this required field.")).to_have_count(2)
    dialog.get_by_role("checkbox", name="Ben Okafor").check()
    dialog.get_by_label("Why?").fill("she helped")
    dialog.get_by_role("button", name="Thank", exact=True).click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Echo").first.click()
    expect(page.get_by_role("article").last).to_contain_text("Thanked: she helped")


def test_replying_in_a_thread_and_reacting(slack: LocalSlack, app: App, page: Page) -> None:
    slack.person("ben").says("#general", "who knows SQL?")
    page.goto(slack.url)
    message = page.get_by_label("Messages", exact=True).get_by_role("article")
    message.hover()
    message.get_by_role("button", name="Reply").click()
    page.get_by_label("Reply…").fill("I do")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Replies").get_by_role("article")).to_have_count(2)
    expect(message.get_by_role("button", name="1 reply")).to_be_visible()
    seen = slack.person("ben").sees("#general")[-1]
    slack.person("chika").reacts("tada", on=seen)
    expect(message.get_by_role("button", name="tada, 1")).to_be_visible()


def test_the_controls_of_the_playground(slack: LocalSlack, app: App, page: Page) -> None:
    started: list[bool] = []
    slack.site.start_over = lambda: started.append(True)
    page.goto(slack.url)
    expect(page.locator("#now")).to_contain_text("Monday 11 May, 09:00")
    page.get_by_role("button", name="Skip to Monday 09:00").click()
    expect(page.locator("#now")).to_contain_text("Monday 18 May, 09:00")
    page.get_by_role("button", name="Take Slack down for a minute").click()
    expect(page.locator("#now")).to_contain_text("Slack is down")
    page.get_by_role("button", name="Start over").click()  # a browser nobody answers says no
    assert not started
    page.once("dialog", lambda question: question.accept())
    page.get_by_role("button", name="Start over").click()
    slack.eventually(lambda: started)


def test_the_page_can_do_only_what_a_person_can(slack: LocalSlack, app: App) -> None:
    def act(**said: Any) -> Any:
        body = json.dumps({"me": slack.person("ana").id, **said}).encode()
        headers = {"content-type": "application/json"}
        request = urllib.request.Request(f"{slack.url}/page/act", data=body, headers=headers, method="POST")
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    assert act(do="type", where="#general", text="hello") == {}
    assert "not a valid command" in act(do="type", where="#general", text="/nope")["error"]
    assert "is gone" in act(do="press", channel="C1", ts="1.1", block_id="b", action_id="a")["error"]
    assert "unknown" in act(do="something else")["error"]
    assert slack.person("ben").sees("#general")[-1].text == "hello"


def test_a_private_answer_comes_where_the_press_was(slack: LocalSlack, app: App, page: Page) -> None:
    @app.action("wonder")
    def wonder(ack: Ack, respond: Respond) -> None:
        ack()
        respond(text="Between you and me: yes.", replace_original=False)

    button = {"type": "button", "text": {"type": "plain_text", "text": "Is it so?"}, "action_id": "wonder"}
    general = slack.channel("general").id
    slack.call("chat.postMessage", channel=general, text="x", blocks=[{"type": "actions", "elements": [button]}])
    for number in range(20):
        slack.person("ben").says("#general", f"line {number}")
    page.goto(slack.url)
    page.get_by_role("button", name="Is it so?").click()
    answer = page.locator("#messages article").nth(1)
    expect(answer).to_contain_text("Between you and me: yes.")
    expect(answer).to_be_in_viewport()


def test_a_stopped_playground_says_how_to_start_it_again(page: Page) -> None:
    with Server() as server:
        server.attach(LocalSlack().site)
        page.goto(server.url)
        expect(page.get_by_label("Message #general")).to_be_visible()
        expect(page.locator("#stopped")).to_be_hidden()
    expect(page.get_by_role("alert").filter(has_text="The playground has stopped")).to_contain_text(
        "run make playground again."
    )


def test_a_table_is_drawn_as_one_and_names_are_read_right_aloud(slack: LocalSlack, page: Page) -> None:
    rows = [[{"type": "raw_text", "text": text} for text in row] for row in (("Team", "Hours"), ("Data", "12"))]
    table = {"type": "table", "rows": rows, "column_settings": [{"align": "left"}, {"align": "right"}]}
    slack.call("chat.postMessage", channel=slack.channel("general").id, text="x", blocks=[table])
    page.goto(slack.url)
    expect(page.get_by_role("columnheader", name="Hours")).to_have_css("text-align", "right")
    expect(page.get_by_role("cell", name="12")).to_have_css("text-align", "right")
    expect(page.get_by_role("button", name="Ida Holm, admin", exact=True)).to_be_visible()
