"""Which HTTP requests are Slack's? This stands in front of Bolt and lets nothing else through.

slack_sdk's verifier raises on hostile headers and bodies, and Bolt parses before it verifies and logs what it refuses.
So the guard looks first: size, form of the headers, signature over the raw bytes, and only then the content. Bolt
verifies once more: it costs some 20 µs and keeps Bolt safe by itself.
"""

import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from urllib.parse import parse_qsl

from slack_bolt import BoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from bot import bodies
from bot.serving.metrics import Metrics

_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
#: The rest is not signed and none of Bolt's business; `x-slack-bolt-lazy-only` would even change what it does.
_PASSED_ON = (
    "content-type",
    "x-slack-request-timestamp",
    "x-slack-signature",
    "x-slack-retry-num",
    "x-slack-retry-reason",
)


class Guard:
    """The ASGI app at the address Slack calls; `answer` gets what is Slack's, and when it arrived (monotonic)."""

    def __init__(
        self, *, signing_secret: str, metrics: Metrics, answer: Callable[[BoltRequest, float], Awaitable[Response]]
    ) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self._metrics = metrics
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        arrived = time.monotonic()
        try:
            request = await self._examine(scope, receive)
        except _Refused as refused:
            self._metrics.refused(refused.status)
            response: Response = PlainTextResponse(
                f"{refused.reason}\n", status_code=refused.status, headers={"connection": "close", **refused.headers}
            )
        else:
            response = Response() if request is None else await self._answer(request, arrived)
        await response(scope, receive, send)

    async def _examine(self, scope: Scope, receive: Receive) -> BoltRequest | None:
        """Return a request of Slack's; None for its unsigned look at our certificate."""
        if scope["method"] != "POST":
            raise _Refused(405, "Slack posts.", {"allow": "POST"})
        headers = Headers(scope=scope)
        declared = headers.get("content-length", "0")
        if not (declared.isascii() and declared.isdigit() and len(declared) < 20):
            raise _Refused(400, "The length is not a number.")
        if int(declared) > bodies.MAX_BYTES:
            raise _Refused(413, "That is more than Slack sends.")
        body = await _read(receive)
        if not headers.get("x-slack-signature") and _is_ssl_check(body):
            return None
        self._verify(headers, body)
        return _parse(headers, body)

    def _verify(self, headers: Headers, body: bytes) -> None:
        timestamp = _only(headers, "x-slack-request-timestamp", _TIMESTAMP)
        signature = _only(headers, "x-slack-signature", _SIGNATURE)
        try:
            is_genuine = self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            is_genuine = False
        if not is_genuine:
            raise _Refused(401, "Not signed by Slack, or too long ago.")


class _Refused(Exception):
    def __init__(self, status: int, reason: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.headers = headers or {}


async def _read(receive: Receive) -> bytes:
    try:
        return await bodies.whole(receive)
    except bodies.TooLarge as error:
        raise _Refused(413, "That is more than Slack sends.") from error
    except bodies.Incomplete as error:
        raise _Refused(400, "The body did not arrive.") from error


def _only(headers: Headers, name: str, form: re.Pattern[str]) -> str:
    """Return a header that must be there once and look right."""
    values = headers.getlist(name)
    if len(values) != 1 or not form.fullmatch(values[0]):
        raise _Refused(401, "Not signed by Slack.")
    return values[0]


def _is_ssl_check(body: bytes) -> bool:
    """Is this Slack's look at our certificate? It asks nothing, and is not signed.

    https://docs.slack.dev/interactivity/implementing-slash-commands/
    """
    try:
        return ("ssl_check", "1") in parse_qsl(body.decode("ascii"), max_num_fields=20)
    except ValueError:
        return False


def _parse(headers: Headers, body: bytes) -> BoltRequest:
    if not body.strip():
        raise _Refused(400, "Nothing was sent.")
    passed_on: dict[str, str | Sequence[str]] = {name: headers[name] for name in _PASSED_ON if name in headers}
    try:
        request = BoltRequest(body=body.decode(), headers=passed_on)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise _Refused(400, "That is not a payload of Slack's.") from error
    if not is_sound(request.body):
        raise _Refused(400, "That is not a payload of Slack's.")
    return request


_TEXTS = (
    *("type", "command", "callback_id", "action_id", "event_id", "trigger_id", "response_url", "bot_access_token"),
    *("team_id", "enterprise_id", "user_id", "channel_id", "thread_ts"),
)
_OBJECTS = ("event", "view", "message", "previous_message", "container", "function_data", "assistant_thread")
_EITHER = ("team", "enterprise", "user", "channel")
_LISTS = ("actions", "authorizations", "response_urls")


def is_sound(body: object) -> bool:
    """Has this the shape of a payload of Slack's, as far as Bolt relies on it without looking?"""
    if not isinstance(body, dict) or not body:
        return False
    return (
        all(isinstance(body.get(name), str | None) for name in _TEXTS)
        and all(isinstance(body.get(name), dict | None) for name in _OBJECTS)
        and all(isinstance(body.get(name), str | dict | None) for name in _EITHER)
        and all(_is_list_of_objects(body[name]) for name in _LISTS if body.get(name, []) != [])
        and body.get("actions") != []
        and (body.get("type") not in ("view_submission", "view_closed") or body.get("view") is not None)
        and ("event" not in body or is_sound(body["event"]))
    )


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)
