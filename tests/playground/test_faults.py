"""What goes wrong between the bot and Slack, as the bot's own client meets it over HTTP."""

import http.client
import threading
import urllib.error
import urllib.request
from datetime import timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.playground.api.faults import in_channel, with_blocks
from bot.playground.server import Server
from bot.playground.slack import LocalSlack

CUT = (urllib.error.URLError, http.client.HTTPException, ConnectionError)


def test_a_rate_limit_says_when_to_come_back(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.rate_limited("chat.postMessage", retry_after=7)
    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel=slack.channel("general").id, text="x")
    assert refusal.value.response.status_code == 429
    assert refusal.value.response.headers["retry-after"] == "7"
    assert client.chat_postMessage(channel=slack.channel("general").id, text="x")["ok"]
    assert len(slack.messages("#general")) == 1


def test_a_server_error_is_a_page_and_not_json(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.server_error("auth.test", status=500)
    with pytest.raises(SlackApiError):
        client.auth_test()
    assert client.auth_test()["ok"]


def test_half_an_answer_after_the_effect(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.bad_json("chat.postMessage")
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=slack.channel("general").id, text="x")
    assert len(slack.messages("#general")) == 1


@pytest.mark.parametrize(("after", "posted"), [(False, 0), (True, 1)])
def test_a_cut_connection_before_or_after_the_effect(
    slack: LocalSlack, client: WebClient, after: bool, posted: int
) -> None:
    slack.faults.cut("chat.postMessage", after=after)
    with pytest.raises(CUT):
        client.chat_postMessage(channel=slack.channel("general").id, text="x")
    assert len(slack.messages("#general")) == posted


def test_a_code_of_ones_choice_for_the_next_two_calls(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.error("internal_error", times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError, match="internal_error"):
            client.auth_test()
    assert client.auth_test()["ok"]


def test_one_channel_is_limited_and_the_others_are_not(slack: LocalSlack, client: WebClient) -> None:
    general, random = slack.channel("general").id, slack.channel("random").id
    slack.faults.rate_limited("chat.postMessage", retry_after=7, times=None, when=in_channel(general))
    for _ in range(3):
        assert client.chat_postMessage(channel=random, text="x")["ok"]
        with pytest.raises(SlackApiError) as refusal:
            client.chat_postMessage(channel=general, text="x")
        assert refusal.value.response.headers["Retry-After"] == "7"
    slack.faults.clear()
    assert client.chat_postMessage(channel=general, text="x")["ok"]


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_too_long"])
def test_blocks_are_refused_on_demand_and_plain_words_are_not(slack: LocalSlack, client: WebClient, code: str) -> None:
    general = slack.channel("general").id
    slack.faults.error(code, "chat.postMessage", times=None, when=with_blocks)
    with pytest.raises(SlackApiError, match=code):
        client.chat_postMessage(channel=general, text="x", blocks=[{"type": "divider"}])
    assert client.chat_postMessage(channel=general, text="x")["ok"]


def test_a_response_url_is_dead_or_used_up_or_refuses_on_demand(slack: LocalSlack) -> None:
    def send() -> str:
        name = slack.workspace.response_urls.issue(channel=slack.channel("general").id, user=slack.person("ana").id)
        answer = WebhookClient(f"{slack.url}/response/{name}", retry_handlers=[]).send(text="x")
        return f"{answer.status_code} {answer.body}"

    slack.refuses_response_urls()
    assert send().startswith("404")
    assert "expired_url" in send()
    slack.refuses_response_urls("used_url")
    assert "used_url" in send()
    slack.refuses_response_urls("")
    slack.faults.error("invalid_blocks", "response_url")
    assert "invalid_blocks" in send()
    assert send() == "200 ok"


def test_a_call_hangs_until_it_is_released(slack: LocalSlack, client: WebClient) -> None:
    hanging = slack.faults.hang("chat.postMessage")
    caller = threading.Thread(
        target=client.chat_postMessage, kwargs={"channel": slack.channel("general").id, "text": "x"}
    )
    caller.start()
    assert hanging.arrived.wait(5)
    assert slack.messages("#general") == ()
    hanging.release()
    caller.join(5)
    assert len(slack.messages("#general")) == 1


def test_slack_is_down_until_the_clock_says_otherwise(slack: LocalSlack, client: WebClient) -> None:
    slack.down_until(slack.clock.now() + timedelta(minutes=1))
    with pytest.raises(SlackApiError) as refusal:
        client.auth_test()
    assert refusal.value.response.status_code == 503
    slack.clock.advance(timedelta(minutes=1))
    assert client.auth_test()["ok"]


def test_a_response_url_works_five_times_within_thirty_minutes(slack: LocalSlack) -> None:
    ana = slack.person("ana")

    def fresh() -> WebhookClient:
        name = slack.workspace.response_urls.issue(channel=slack.channel("general").id, user=ana.id)
        return WebhookClient(f"{slack.url}/response/{name}", retry_handlers=[])

    hook = fresh()
    assert [hook.send(text="x").status_code for _ in range(6)] == [200] * 5 + [404]
    late = fresh()
    slack.clock.advance(timedelta(minutes=31))
    assert "expired_url" in late.send(text="x").body
    assert "invalid_blocks" in fresh().send(text="x", blocks=[{"type": "nonsense"}]).body
    assert len(ana.sees("#general")) == 5
    assert slack.person("ben").sees("#general") == ()


def test_a_call_without_a_token_or_with_broken_json(slack: LocalSlack) -> None:
    def call(body: bytes, **headers: str) -> str:
        request = urllib.request.Request(f"{slack.api_url}auth.test", data=body, headers=headers, method="POST")
        with urllib.request.urlopen(request) as answer:
            return str(answer.read().decode())

    assert "not_authed" in call(b"")
    assert "invalid_auth" in call(b"token=xoxb-wrong")
    assert "invalid_json" in call(b"{", **{"content-type": "application/json"})
    assert '"ok":true' in call(f"token={slack.bot_token}".encode())


def test_two_workspaces_share_a_server_and_are_told_apart_by_their_tokens() -> None:
    meadow, brook = LocalSlack(), LocalSlack(name="Brook", team_id="T0BROOK")
    with Server() as server:
        server.attach(meadow.site)
        server.attach(brook.site)
        for slack in (meadow, brook):
            client = WebClient(token=slack.bot_token, base_url=slack.api_url)
            assert client.auth_test()["team_id"] == slack.team_id
            client.chat_postMessage(channel=slack.channel("general").id, text=slack.team_id)
            assert slack.person("ana").sees("#general")[-1].text == slack.team_id
