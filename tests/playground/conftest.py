"""A tiny app to try the local Slack with; it knows nothing of Pollen."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground.clock import Clock
from bot.playground.events.signed import SignedHttp, to_bolt
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig, Command, Shortcut

SECRET = "a secret of the tests"
MONDAY = datetime(2026, 5, 11, 7, 0, tzinfo=UTC)
APP = AppConfig(
    name="echo",
    commands=(Command(command="/echo", usage_hint="words"), Command(command="/form"), Command(command="/nothing")),
    shortcuts=(
        Shortcut(name="Repeat this", callback_id="repeat"),
        Shortcut(name="Ask", callback_id="ask", type="global"),
    ),
)


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A served Slack that stands still on a Monday morning."""
    local = LocalSlack(app=APP, clock=Clock(MONDAY))
    with local.serving():
        yield local


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    """The bot's own client."""
    return WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def bolt(slack: LocalSlack) -> App:
    """A Bolt app that hears the workspace by signed HTTP in this process."""
    app = new_bolt(slack)
    slack.delivers_to(SignedHttp(to_bolt(app), SECRET))
    return app


def new_bolt(slack: LocalSlack) -> App:
    """Make a Bolt app for a workspace."""
    client = WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    return App(client=client, signing_secret=SECRET, process_before_response=True)


Calls = Callable[..., dict[str, Any]]


@pytest.fixture
def refused(slack: LocalSlack) -> Callable[..., str]:
    """Call a method and give the code it was refused with."""

    def call(method: str, **args: object) -> str:
        answer = slack.call(method, **args)
        assert not answer["ok"], answer
        return str(answer["error"])

    return call
