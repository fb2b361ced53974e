"""The bot hears by Socket Mode: acknowledgements, new connections, cut lines, deliveries repeated."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
import websocket
from slack_bolt import Ack
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.events.delivery import NO_ANSWER, Answer, Envelope
from bot.playground.slack import LocalSlack
from tests.playground.conftest import new_bolt

Reply = Callable[[dict[str, Any]], dict[str, Any] | None]


class Line:
    """One connection, spoken by hand: what came down it, and how each envelope is answered."""

    def __init__(self, slack: LocalSlack, reply: Reply) -> None:
        client = WebClient(base_url=slack.api_url, retry_handlers=[])
        url = client.apps_connections_open(app_token=slack.app_token)["url"]
        self.came: list[dict[str, Any]] = []
        self._reply = reply
        self._socket = websocket.create_connection(url, timeout=5)
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        try:
            while text := self._socket.recv():
                content = json.loads(text)
                self.came.append(content)
                answer = self._reply(content) if "envelope_id" in content else None
                if answer is not None:
                    self._socket.send(json.dumps({"envelope_id": content["envelope_id"], **answer}))
        except (websocket.WebSocketException, OSError):
            self.came.append({"type": "cut"})

    def close(self) -> None:
        self._socket.close(timeout=1)
        self._thread.join(5)

    def kinds(self) -> list[str]:
        return [content["type"] for content in self.came]


def echo(content: dict[str, Any]) -> dict[str, Any]:
    return (
        {"payload": {"text": f"you said {content['payload'].get('text')}"}} if "command" in content["payload"] else {}
    )


def silence(content: dict[str, Any]) -> None:
    return None


@pytest.fixture
def line(slack: LocalSlack) -> Iterator[Line]:
    with closing(Line(slack, echo)) as opened:
        slack.eventually(lambda: slack.sockets.connections)
        yield opened


def answered(slack: LocalSlack, words: str) -> str:
    answer = slack.person("ana").types("#general", f"/echo {words}")
    assert answer is not None
    return answer.text


def test_a_bolt_app_answers_commands_and_hears_events(slack: LocalSlack) -> None:
    app = new_bolt(slack)
    heard: list[dict[str, Any]] = []

    @app.command("/echo")
    def said(ack: Ack, command: dict[str, Any]) -> None:
        ack(f"you said {command['text']}")

    @app.event("app_mention")
    def mentioned(body: dict[str, Any]) -> None:
        heard.append(body)

    @app.event("message")
    def message() -> None:
        pass

    handler = SocketModeHandler(app, slack.app_token, ping_interval=1)
    handler.client.connect()
    slack.eventually(lambda: slack.sockets.connections)
    assert answered(slack, "hello") == "you said hello"
    slack.person("ana").says("#general", "@echo hello")
    mention = slack.deliveries[-1]
    assert mention.answer.is_ack
    slack.redeliver(mention)
    assert [body["event_id"] for body in heard] == [mention.envelope.payload["event_id"]] * 2
    handler.client.close()


def test_an_envelope_is_as_slack_sends_it(slack: LocalSlack, line: Line) -> None:
    assert answered(slack, "hello") == "you said hello"
    slack.person("ana").says("#general", "hello")
    hello, command, event = line.came
    assert hello["type"] == "hello"
    assert hello["connection_info"] == {"app_id": slack.workspace.app_id}
    assert (command["type"], command["accepts_response_payload"]) == ("slash_commands", True)
    assert (event["type"], event["accepts_response_payload"], event["retry_attempt"]) == ("events_api", False, 0)
    assert event["payload"]["event"]["text"] == "hello"


def test_an_event_delivered_again_says_so_and_keeps_its_id(slack: LocalSlack, line: Line) -> None:
    slack.person("ana").says("#general", "hello")
    slack.redeliver(slack.deliveries[-1])
    first, second = line.came[-2:]
    assert (second["retry_attempt"], second["retry_reason"]) == (1, "http_error")
    assert first["payload"]["event_id"] == second["payload"]["event_id"]


def test_what_is_not_acknowledged_waits_and_is_delivered_when_told_to(slack: LocalSlack) -> None:
    slack.sockets.ack_seconds = 0.2
    with closing(Line(slack, silence)):
        slack.eventually(lambda: slack.sockets.connections)
        slack.person("ana").says("#general", "hello")
        assert "operation_timeout" in answered(slack, "hello")
    slack.eventually(lambda: not slack.sockets.connections)
    slack.sockets.ack_seconds = 3.0
    with closing(Line(slack, echo)):
        slack.eventually(lambda: slack.sockets.connections)
        assert [a.is_ack for a in slack.redeliver()] == [True]
        assert slack.redeliver() == ()


def test_where_no_bot_has_ever_listened_nobody_waits(slack: LocalSlack) -> None:
    slack.sockets.ack_seconds = 60.0
    assert "operation_timeout" in answered(slack, "hello")


def test_the_bot_is_asked_to_connect_anew(slack: LocalSlack, line: Line) -> None:
    slack.sockets.disconnect("warning")
    assert answered(slack, "still here") == "you said still here"
    assert line.came[1]["reason"] == "warning"


def test_a_line_is_cut_without_a_word_and_its_envelope_is_lost(slack: LocalSlack) -> None:
    def cut(content: dict[str, Any]) -> None:
        slack.sockets.cut()

    with closing(Line(slack, cut)) as line:
        slack.eventually(lambda: slack.sockets.connections)
        assert "operation_timeout" in answered(slack, "hello")
        slack.eventually(lambda: "cut" in line.kinds())
        assert line.kinds() == ["hello", "slash_commands", "cut"]


def test_two_connections_take_turns_and_an_eleventh_is_refused(slack: LocalSlack, line: Line) -> None:
    lines = [Line(slack, echo) for _ in range(9)]
    slack.eventually(lambda: len(slack.sockets.connections) == 10)
    with pytest.raises(SlackApiError, match="too_many_websockets"):
        Line(slack, echo)
    assert [answered(slack, "x") for _ in range(10)] == ["you said x"] * 10
    assert all("slash_commands" in one.kinds() for one in (line, *lines))
    slack.sockets.cut()
    for one in lines:
        one.close()


def test_a_ticket_is_used_once(slack: LocalSlack) -> None:
    url = WebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)["url"]
    with closing(websocket.create_connection(url, timeout=5)):
        with pytest.raises(websocket.WebSocketBadStatusException):
            websocket.create_connection(url, timeout=5)
        slack.sockets.cut()


def test_where_nobody_tells_when_an_event_is_delivered_again_at_once(slack: LocalSlack) -> None:
    heard: list[int] = []
    slack.postman.tries_again = True

    def deaf(envelope: Envelope) -> Answer:
        heard.append(envelope.retry_num)
        return NO_ANSWER

    slack.delivers_to(deaf)
    slack.person("ana").says("#general", "hello")
    assert heard == [0, 1]
