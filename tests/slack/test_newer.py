"""Not every workspace has the newer blocks: what can be shown is asked; where nobody answers it stays as it was."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from bot.slack import newer
from tests.office import Office


class Slack(WebClient):
    """A Slack that takes some kinds of blocks, and refuses others with a word of its own."""

    def __init__(self, takes: Collection[str], *, error: str = "invalid_blocks") -> None:
        super().__init__(token="xoxb-test", retry_handlers=[])
        self.takes, self.error = takes, error

    def api_call(self, api_method: str, **how: Any) -> SlackResponse:
        is_taken = any(f'"type": "{kind}"' in how["json"]["blocks"] for kind in self.takes)
        if self.error == "silence":
            raise SlackRequestError("no answer")
        data = {"ok": is_taken, "error": "" if is_taken else self.error}
        response = SlackResponse(
            client=self, http_verb="POST", api_url=api_method, req_args={}, data=data, headers={}, status_code=200
        )
        if not is_taken:
            raise SlackApiError("refused", response)  # type: ignore[no-untyped-call]
        return response


@pytest.mark.parametrize(
    ("slack", "taken"),
    [
        (Slack(newer.SAMPLES), frozenset(newer.SAMPLES)),
        (Slack([newer.DATA_TABLE]), frozenset({newer.DATA_TABLE})),
        (Slack([], error="unknown_method"), frozenset()),
        (Slack([], error="ratelimited"), None),
        (Slack([], error="silence"), None),
    ],
)
def test_slack_says_which_it_takes_or_nothing(slack: Slack, taken: frozenset[str] | None) -> None:
    assert newer.taken(slack) == taken


def test_it_is_asked_once_a_day(office: Office) -> None:
    def asked() -> int:
        return len(office.slack.traffic.calls("blocks.validate"))

    office.works()
    once = asked()
    assert once == len(newer.SAMPLES)
    office.passes(timedelta(hours=2))
    assert asked() == once
    office.passes(timedelta(days=1))
    assert asked() == 2 * once
