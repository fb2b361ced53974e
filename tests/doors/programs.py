"""What does a program send to `/mcp`, and what is it answered? The bot's own HTTP application, without the SDK."""

import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.testclient import TestClient

from bot.serving import server
from bot.serving.metrics import Metrics
from bot.serving.probes import Readiness
from tests.office import SECRET, Office

_NUMBERS = itertools.count(1)


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def told(self) -> Any:
        """What a tool returned."""
        assert self.status == 200, self
        return self.body["result"]["structuredContent"]

    @property
    def sorry(self) -> str:
        """What a tool said that it did not do."""
        assert self.body["result"]["isError"], self
        return str(self.body["result"]["content"][0]["text"])


@dataclass(frozen=True, kw_only=True)
class Program:
    """A program with a key, or Slack's own client."""

    office: Office
    key: str | None = None
    metrics: Metrics = field(default_factory=Metrics)

    def posts(self, body: bytes, *, method: str = "POST", **headers: str) -> Answer:
        outside = self.office.bot.outside
        app = server.http_app(
            bolt=None,
            signing_secret=SECRET,
            readiness=lambda: Readiness(findings={}),
            counted=self.metrics,
            outside=outside,
        )
        usual = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
        if self.key is not None:
            usual["authorization"] = f"Bearer {self.key}"
        sent = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        response = TestClient(app, raise_server_exceptions=False).request(method, "/mcp", content=body, headers=sent)
        try:
            said = response.json()
        except ValueError:
            said = response.text
        return Answer(status=response.status_code, headers=response.headers, body=said)

    def asks(self, method: str, **params: Any) -> Answer:
        return self.posts(message(method, **params), mcp_protocol_version="2025-11-25")

    def calls(self, tool: str, **arguments: Any) -> Answer:
        return self.asks("tools/call", name=tool, arguments=arguments)

    def signed(self, body: bytes, *, secret: str = SECRET, at: float | None = None) -> Answer:
        """Send what Slack would, signed."""
        stamp = str(int(time.time() if at is None else at))
        mark = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        return self.posts(
            body,
            mcp_protocol_version="2025-11-25",
            x_slack_request_timestamp=stamp,
            x_slack_signature=f"v0={mark}",
        )


def message(method: str, **params: Any) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": next(_NUMBERS), "method": method, "params": params}).encode()


def from_slack(office: Office, who: str, tool: str, **arguments: Any) -> bytes:
    """A call of Slack's own client, for a person."""
    meta = {"slack": {"user_id": office.slack.person(who).id, "team_id": office.workspace}}
    return message("tools/call", name=tool, arguments=arguments, _meta=meta)
