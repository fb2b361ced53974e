"""In front of Bolt: what Slack signed gets through; whatever else comes is turned away in peace."""

import json
import logging
import time
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import anyio
import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bot.bodies import MAX_BYTES
from bot.serving import server
from bot.serving.metrics import Metrics
from bot.serving.probes import Readiness
from tests.serving import toy

PEACEFUL = {200, 400, 401, 404, 405, 413}


def served() -> Starlette:
    return server.http_app(
        bolt=toy.bolt(), signing_secret=toy.SECRET, readiness=lambda: Readiness(findings={}), counted=Metrics()
    )


@pytest.fixture(scope="module")
def app() -> Starlette:
    return served()


def send(
    app: Starlette,
    body: str | bytes | AsyncIterator[bytes],
    headers: dict[str, str] | None = None,
    *,
    method: str = "POST",
    path: str = "/slack/events",
) -> httpx2.Response:
    async def once() -> httpx2.Response:
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://pollen") as client:
            return await client.request(method, path, content=body, headers=headers)

    return anyio.run(once)


def test_a_signed_command_is_answered(app: Starlette) -> None:
    body = toy.command("/learn", "tea & <cake>?")
    answer = send(app, body, toy.signed(body))
    assert (answer.status_code, answer.text) == (200, "You asked: tea & <cake>?")


def test_a_signed_event_is_acknowledged(app: Starlette) -> None:
    body = json.dumps(toy.event())
    assert send(app, body, toy.signed(body)).status_code == 200


def test_a_button_comes_as_a_form_with_a_payload(app: Starlette) -> None:
    payload = {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "actions": [{"action_id": "x"}]}
    body = urlencode({"payload": json.dumps(payload)})
    assert send(app, body, toy.signed(body)).status_code == 200


def test_slack_verifies_the_address(app: Starlette) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB"})
    answer = send(app, body, toy.signed(body))
    assert (answer.status_code, answer.json()) == (200, {"challenge": "3eZbrw1aB"})


def test_slack_looks_at_the_certificate_without_signing(app: Starlette) -> None:
    answer = send(app, "token=abc&ssl_check=1", {"content-type": "application/x-www-form-urlencoded"})
    assert (answer.status_code, answer.text) == (200, "")


def test_a_look_at_the_certificate_opens_no_door(app: Starlette) -> None:
    assert send(app, toy.command("/learn") + "&ssl_check=1").text == ""


BODY = toy.command("/learn")

FORGED = {
    "nothing": {},
    "another secret": toy.signed(BODY, secret="another"),
    "another body": toy.signed(BODY + "x"),
    "an hour ago": toy.signed(BODY, at=time.time() - 3600),
    "an hour ahead": toy.signed(BODY, at=time.time() + 3600),
    "words for a time": {**toy.signed(BODY), "x-slack-request-timestamp": "abc"},
    "a negative time": {**toy.signed(BODY), "x-slack-request-timestamp": "-1"},
    "a time of 5,000 digits": {**toy.signed(BODY), "x-slack-request-timestamp": "1" * 5000},
    "digits of another script": {**toy.signed(BODY), "x-slack-request-timestamp": "²²²²²²²²²²"},
    "an empty signature": {**toy.signed(BODY), "x-slack-signature": ""},
    "a signature that is none": {**toy.signed(BODY), "x-slack-signature": "v0=ü"},
    "half a signature": {**toy.signed(BODY), "x-slack-signature": "v0=abc"},
}


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED.keys())
def test_what_slack_did_not_sign_is_unauthorised(app: Starlette, headers: dict[str, str]) -> None:
    latin = {name: value.encode("latin-1") for name, value in headers.items()}
    assert send(app, BODY, latin).status_code == 401  # type: ignore[arg-type]  # httpx2 takes bytes


MALFORMED = {
    "nothing": b"",
    "blanks": b"  \n",
    "half an object": b'{"type": ',
    "a list": b"[1, 2]",
    "a payload that is none": b"payload=abc",
    "a payload that is a list": b"payload=[]",
    "an empty payload": b"payload=",
    "a word": b'{"event": "word"}',
    "a list of people": b'{"user": ["U1"], "type": "block_actions"}',
    "actions without an action": b'{"actions": [3], "type": "block_actions"}',
    "a hundred thousand brackets": b'{"a":' + b"[" * 100_000,
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_body_that_is_no_payload_is_a_bad_request(app: Starlette, body: bytes) -> None:
    assert send(app, body, toy.signed(body)).status_code == 400


def test_bytes_that_are_not_utf_8_are_not_slacks(app: Starlette) -> None:
    assert send(app, b"text=\xff\xfe", toy.signed(b"text=\xff\xfe")).status_code == 401


async def _endless(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 65536):
        yield b"x" * 65536


def test_a_body_over_one_mebibyte_is_too_large_with_and_without_its_length(app: Starlette) -> None:
    body = b"x" * (MAX_BYTES + 1)
    assert send(app, body, toy.signed(body)).status_code == 413
    assert send(app, _endless(2 * MAX_BYTES), toy.signed(b"")).status_code == 413
    assert send(app, body[:-1], toy.signed(body)).status_code == 401


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_slack_only_posts(app: Starlette, method: str) -> None:
    answer = send(app, b"", method=method)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("path", ["/", "/slack", "/slack/events/", "/slack/install", "/%00", "/healthz/../slack"])
def test_other_addresses_are_not_there(app: Starlette, path: str) -> None:
    assert send(app, BODY, toy.signed(BODY), path=path).status_code in (404, 307)


def test_a_header_that_changes_what_bolt_does_is_not_passed_on(app: Starlette) -> None:
    headers = {**toy.signed(BODY), "x-slack-bolt-lazy-only": "1", "x-slack-bolt-lazy-function-name": "learn"}
    assert send(app, BODY, headers).text.startswith("You asked")


def test_nothing_of_what_was_refused_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    app = served()
    caplog.set_level(logging.DEBUG)
    for body in ("text=my+secret+question", '{"text": "my secret question"'):
        send(app, body, {**toy.signed(body), "x-slack-signature": "v0=" + "a" * 64})
        send(app, body, toy.signed(body))
    logged = [record for record in caplog.records if record.name.startswith("bot")]
    assert logged
    assert "secret" not in caplog.text
    assert "v0=" not in caplog.text


_HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "x-slack-request-timestamp": st.one_of(
            st.just(str(int(time.time()))), st.integers().map(str), st.text(st.characters(max_codepoint=255))
        ),
        "x-slack-signature": st.one_of(
            st.text(st.characters(max_codepoint=255)),
            st.text("0123456789abcdef", min_size=64, max_size=64).map("v0={}".format),
        ),
        "content-type": st.sampled_from(
            ["application/json", "application/x-www-form-urlencoded", "text/plain", "ü", ""]
        ),
        "content-length": st.one_of(st.just("99999999"), st.text("0123456789-+x ", max_size=30)),
        "x-slack-retry-num": st.text(st.characters(max_codepoint=255)),
    },
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.one_of(st.binary(max_size=300), st.just(BODY.encode())),
    headers=_HEADERS,
    method=st.sampled_from(["POST", "GET", "X"]),
)
def test_garbage_is_never_an_error_of_ours(app: Starlette, body: bytes, headers: dict[str, str], method: str) -> None:
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    assert send(app, body, raw, method=method).status_code in PEACEFUL  # type: ignore[arg-type]  # httpx2 takes bytes


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "user"]), inner, max_size=3)
    ),
    max_leaves=6,
)
_NAMES = [
    *("type", "event", "team", "team_id", "user", "user_id", "channel", "view", "message", "container", "actions"),
    *("authorizations", "enterprise", "command", "payload", "ssl_check", "is_ext_shared_channel", "callback_id"),
    *("function_data", "bot_access_token", "event_id", "is_enterprise_install", "inputs", "bot_id", "assistant_thread"),
]
_TYPES = ["event_callback", "block_actions", "view_submission", "view_closed", "block_suggestion", "shortcut"]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.dictionaries(st.sampled_from(_NAMES), _JSON), kind=st.sampled_from(_TYPES), is_form=st.booleans())
def test_odd_shapes_are_never_an_error_of_ours_even_signed(
    app: Starlette, body: dict[str, object], kind: str, is_form: bool
) -> None:
    text = json.dumps({"type": kind, **body})
    if is_form:
        text = urlencode({"payload": text})
    assert send(app, text, toy.signed(text)).status_code in PEACEFUL


def test_refused_requests_are_counted_and_told_of_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    moment = 0.0
    counted = Metrics(seconds=lambda: moment)
    for number in range(6000):
        moment = number / 50
        counted.refused(401 if number % 3 else 400)
    told = [record.__dict__ for record in caplog.records]
    assert [one["count"] for one in told] == [1, 3000]
    assert told[1]["by_status"] == {401: 2000, 400: 1000}
    assert b'pollen_requests_total{kind="refused",status="401"} 4000.0' in counted.text()
