"""What is in an envelope of Socket Mode, and what does its acknowledgement carry?"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import BoltResponse


def headers(envelope: Mapping[str, Any]) -> dict[str, str | Sequence[str]]:
    named = {"x-slack-retry-num": "retry_attempt", "x-slack-retry-reason": "retry_reason"}
    return {header: str(envelope[name]) for header, name in named.items() if envelope.get(name) is not None}


def content(response: BoltResponse) -> dict[str, Any] | None:
    """Return what an acknowledgement carries: nothing, or the answer itself."""
    if not response.body:
        return None
    if str(response.first_headers().get("content-type", "")).startswith("application/json"):
        content: dict[str, Any] = json.loads(response.body)
        return content
    return {"text": response.body}
