"""What did Slack answer? What came back over the wire, as a value; what is done then is decided in `outcomes.py`.

The difference that matters is between "certainly not said" and "perhaps said": only the latter must be looked for
before it is said again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.ids import ChannelId, Ts
from bot.outbox import rules

USUAL_PAUSE = timedelta(seconds=30)

LIMITING = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
#: "It's possible some aspect of the operation succeeded before the error was raised."
#: https://docs.slack.dev/reference/methods/chat.postMessage#errors
DOUBTFUL = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable", "team_added_to_org"})


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """Slack has it. Only a post has a place."""

    channel: ChannelId | None = None
    ts: Ts | None = None


@dataclass(frozen=True, kw_only=True)
class Absent:
    """We looked, and it is not there."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    code: str


@dataclass(frozen=True, kw_only=True)
class Limited:
    """Come back later. `bucket`: what else must wait, or None for this promise alone."""

    wait: timedelta
    bucket: str | None


@dataclass(frozen=True, kw_only=True)
class Unreached:
    """No connection was made: nothing was said."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Lost:
    """The request left and no answer we understand came back: perhaps it was said."""

    why: str


Answer = Accepted | Refused | Limited | Unreached | Lost


def meaning(*, status: int, code: str, headers: Mapping[str, str], bucket: str | None) -> Answer:
    """Read an answer that is not a success. `code`: Slack's, or whatever stood in its place."""
    if status == 429 or code in LIMITING:
        return Limited(wait=_pause(headers), bucket=bucket)
    is_code = code.isascii() and code.replace("_", "").isalnum() and code == code.lower()
    if status >= 500 or code in DOUBTFUL or not is_code:
        return Lost(why=f"status {status}" if status >= 500 or not is_code else code)
    return Refused(code=code)


def _pause(headers: Mapping[str, str]) -> timedelta:
    given = next((text for name, text in headers.items() if name.lower() == "retry-after"), "")
    return min(timedelta(seconds=max(int(given), 1)), rules.LONGEST_WAIT) if given.isdecimal() else USUAL_PAUSE
