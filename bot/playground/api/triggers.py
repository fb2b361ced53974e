"""May the bot still open a modal for this click, still answer at this response_url?"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.playground.errors import ApiError

#: a trigger_id lives three seconds of real time and is used once
TRIGGER_SECONDS = 3.0
#: https://docs.slack.dev/interactivity/handling-user-interaction
RESPONSE_USES = 5
RESPONSE_LIFE = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class Trigger:
    user: str
    issued: float
    #: the modal it was pressed in, if any
    view: str = ""


class Triggers:
    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._live: dict[str, Trigger] = {}
        self._used: set[str] = set()

    def issue(self, user: str, *, view: str = "") -> str:
        """Make a trigger_id for something a person has just done."""
        name = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**9)}.{secrets.token_hex(16)}"
        self._live[name] = Trigger(user=user, view=view, issued=self._monotonic())
        return name

    def spend(self, name: str) -> Trigger:
        """Use a trigger_id up, or refuse as Slack does."""
        if name in self._used:
            raise ApiError("exchanged_trigger_id")
        if name not in self._live:
            raise ApiError("invalid_trigger_id")
        trigger = self._live[name]
        if self._monotonic() - trigger.issued > TRIGGER_SECONDS:
            raise ApiError("expired_trigger_id")
        self._used.add(name)
        return trigger


@dataclass(kw_only=True)
class ResponseUrl:
    channel: str
    user: str
    issued: datetime
    #: the message the button stood in
    ts: str = ""
    thread_ts: str = ""
    uses: int = 0


class ResponseUrls:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._issued: dict[str, ResponseUrl] = {}
        #: refuse every use with this code: expired_url or used_url
        self.refusal = ""

    def issue(self, *, channel: str, user: str, ts: str = "", thread_ts: str = "") -> str:
        """Make the name of a new response_url."""
        name = secrets.token_hex(12)
        self._issued[name] = ResponseUrl(channel=channel, user=user, ts=ts, thread_ts=thread_ts, issued=self._now())
        return name

    def knows(self, name: str) -> bool:
        """Tell whether a response_url was made here."""
        return name in self._issued

    def use(self, name: str) -> ResponseUrl:
        """Count one use, or refuse as Slack does."""
        given = self._issued.get(name)
        if self.refusal:
            raise ApiError(self.refusal)
        if given is None or self._now() - given.issued > RESPONSE_LIFE:
            raise ApiError("expired_url")
        if given.uses >= RESPONSE_USES:
            raise ApiError("used_url")
        given.uses += 1
        return given
