"""How does the bot hear of things by HTTP, signed as Slack signs?

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from slack_bolt import App, BoltRequest

from bot.playground.events.delivery import ACK_SECONDS, NO_ANSWER, Answer, Envelope, EnvelopeKind
from bot.playground.state import Json

#: takes body and headers of a request, gives its answer
Send = Callable[[str, Mapping[str, str]], Answer]


class SignedHttp:
    """Delivers to a request URL, or to a function that stands for one."""

    def __init__(self, to: str | Send, signing_secret: str) -> None:
        self._send: Send = to_url(to) if isinstance(to, str) else to
        self._secret = signing_secret.encode()

    def __call__(self, envelope: Envelope) -> Answer:
        body, headers = self.request(envelope)
        return self._send(body, headers)

    def request(self, envelope: Envelope) -> tuple[str, dict[str, str]]:
        """Give body and headers as Slack sends them, signed with the real time."""
        stamp = str(int(time.time()))
        body = encoded(envelope)
        signature = hmac.new(self._secret, f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        is_event = envelope.kind is EnvelopeKind.EVENT
        headers = {
            "content-type": "application/json" if is_event else "application/x-www-form-urlencoded",
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": f"v0={signature}",
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }
        if envelope.retry_num:
            headers |= {"x-slack-retry-num": str(envelope.retry_num), "x-slack-retry-reason": envelope.retry_reason}
        return body, headers


def encoded(envelope: Envelope) -> str:
    """Give the body of the request: JSON for events, a form for all else."""
    match envelope.kind:
        case EnvelopeKind.EVENT:
            return json.dumps(envelope.payload)
        case EnvelopeKind.COMMAND:
            return urlencode(envelope.payload)
        case EnvelopeKind.INTERACTIVE:
            return urlencode({"payload": json.dumps(envelope.payload)})


def decoded(status: int, content_type: str, body: str) -> Answer:
    """Read what came back: JSON or plain text."""
    if not body:
        return Answer(status=status)
    if "json" in content_type:
        parsed: Json | None = json.loads(body)
        return Answer(status=status, body=parsed)
    return Answer(status=status, body=body)


def to_url(url: str) -> Send:
    """Send over the network and wait three seconds, as Slack does."""

    def send(body: str, headers: Mapping[str, str]) -> Answer:
        request = Request(url, data=body.encode(), headers=dict(headers), method="POST")
        try:
            with urlopen(request, timeout=ACK_SECONDS) as response:
                content_type = response.headers.get("content-type", "")
                return decoded(response.status, content_type, response.read().decode())
        except HTTPError as refusal:
            with refusal:
                return Answer(status=refusal.code, body=refusal.read().decode(errors="replace"))
        except (URLError, TimeoutError, ConnectionError):
            return NO_ANSWER

    return send


def to_bolt(app: App) -> Send:
    """Hand requests to a Bolt app in this process."""

    def send(body: str, headers: Mapping[str, str]) -> Answer:
        response = app.dispatch(BoltRequest(body=body, headers=dict(headers)))
        content_type = (response.headers.get("content-type") or [""])[0]
        return decoded(response.status, content_type, response.body or "")

    return send
