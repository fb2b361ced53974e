"""Who comes in by a door over HTTP, and may they? What is not so is refused before anything is done for it.

A program shows a personal key (`Authorization: Bearer`), or Slack signs what it sends for a person and names them
inside what is signed. A person that is named beside a key is nobody: the key says who asks.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from slack_sdk.signature import SignatureVerifier
from starlette.datastructures import Headers
from starlette.types import Receive

from bot import bodies
from bot.db import Busy
from bot.doors import service
from bot.doors.rules import Caller, Door, Nobody, TooMany, Unknown, Unsigned, keys, limits
from bot.doors.service import callers
from bot.doors.service.asking import Desk
from bot.errors import UserError
from bot.ids import UserId, WorkspaceId
from bot.slack.gate import Elsewhere

#: An admin's choice to open or close a door takes effect within so many seconds.
CHOICE_SECONDS = 3.0
SEEN = 10_000  #: keys that were valid before, of which the hashes are remembered

_BEARER = re.compile(r"[Bb]earer ([\x21-\x7e]{1,200})")
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_USER = re.compile(r"[UW][A-Z0-9]{1,30}", re.ASCII)


class Refused(Exception):
    """What a program is told that does not come in."""

    def __init__(self, *, status: int, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.headers = dict(headers or {})


class Entrance:
    """Stands before a door of one workspace."""

    def __init__(
        self,
        desk: Desk,
        workspace: WorkspaceId,
        setting: str,
        *,
        signing_secret: str | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk = desk
        self._workspace = workspace
        self._setting = setting
        self._verifier = SignatureVerifier(signing_secret) if signing_secret else None
        self._seconds = seconds
        self._choice = (-CHOICE_SECONDS, False)
        self._seen: set[str] = set()
        self._tries = _Bucket(seconds)
        self._calls = _Calls(seconds)

    def is_open(self) -> bool:
        """Has an admin opened it, as of a few seconds ago?"""
        asked_at, is_open = self._choice
        if self._seconds() - asked_at >= CHOICE_SECONDS:
            is_open = self._desk.runtime.reading(
                lambda session: service.is_open(session, self._workspace, self._setting)
            )
            self._choice = (self._seconds(), is_open)
        return is_open

    def caller(self, headers: Headers, body: bytes, *, is_counted: bool = True) -> Caller | None:
        """Return for whom a request is; None for one of Slack's that is for nobody in particular.

        Raise `Refused`. `is_counted`: it asks for something, and counts for what one may ask in a minute.
        """
        try:
            found = self._by_key(headers) if "authorization" in headers else self._by_signature(headers, body)
            if found is not None:
                if is_counted:
                    self._calls.count(found.user)
                callers.admit(self._desk.runtime, found)
            return found
        except (Unknown, Unsigned) as error:
            raise Refused(
                status=401, sentence=error.sentence, headers={"www-authenticate": 'Bearer realm="Pollen"'}
            ) from error
        except TooMany as error:
            waiting = {"retry-after": str(error.facts.get("seconds", 60))}
            raise Refused(status=429, sentence=error.sentence, headers=waiting) from error
        except UserError as error:
            raise Refused(status=403, sentence=error.sentence) from error
        except Busy as error:
            sentence = "A lot is going on right now. Please try again in a moment."
            raise Refused(status=503, sentence=sentence, headers={"retry-after": "2"}) from error

    def _by_key(self, headers: Headers) -> Caller:
        found = _BEARER.fullmatch(headers["authorization"])
        if len(headers.getlist("authorization")) != 1 or found is None or not keys.is_wellformed(found[1]):
            raise Unknown
        clear = found[1]
        hash = keys.kept(clear)
        if hash not in self._seen and not self._tries.take():
            raise TooMany(seconds=5)
        runtime = self._desk.runtime
        caller = runtime.reading(lambda session: callers.by_key(session, self._workspace, clear, now=runtime.now()))
        if len(self._seen) >= SEEN:
            self._seen.clear()
        self._seen.add(hash)
        return caller

    def _by_signature(self, headers: Headers, body: bytes) -> Caller | None:
        timestamp, signature = _only(headers, "x-slack-request-timestamp"), _only(headers, "x-slack-signature")
        if self._verifier is None or not (_TIMESTAMP.fullmatch(timestamp) and _SIGNATURE.fullmatch(signature)):
            raise Unsigned
        try:
            is_genuine = self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            is_genuine = False
        if not is_genuine:
            raise Unsigned
        said = _for_whom(body)
        if said is None:
            return None
        team, user = said
        if team != self._workspace:
            raise Elsewhere
        if not _USER.fullmatch(user):
            raise Nobody
        return Caller(workspace=self._workspace, user=UserId(user), door=Door.SLACK)


def must_be_of_this_page(headers: Headers) -> None:
    """Refuse a page in a browser that is not ours: it has no business here, whatever it was given."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.casefold() != headers.get("host", "").casefold():
        raise Refused(status=403, sentence="Pages of other addresses can't ask me.")


async def body(headers: Headers, receive: Receive) -> bytes:
    """Return the whole body; raise `Refused` for one that is too large, or does not arrive."""
    declared = headers.get("content-length", "0")
    if not (declared.isascii() and declared.isdigit() and len(declared) < 20):
        raise Refused(status=400, sentence="The length is not a number.")
    too_large = Refused(status=413, sentence=f"That's more than {bodies.MAX_BYTES // 2**20} MiB.")
    if int(declared) > bodies.MAX_BYTES:
        raise too_large
    try:
        return await bodies.whole(receive)
    except bodies.TooLarge as error:
        raise too_large from error
    except bodies.Incomplete as error:
        raise Refused(status=400, sentence="The body did not arrive.") from error


def parsed(body: bytes) -> Any:
    """Return what a body says in JSON; None when it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _for_whom(body: bytes) -> tuple[str, str] | None:
    """Return the workspace and the person whom Slack names inside what it has signed."""
    found = parsed(body)
    for name in ("params", "_meta", "slack"):
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        return None
    return str(found.get("team_id") or ""), str(found.get("user_id") or "")


def _only(headers: Headers, name: str) -> str:
    values = headers.getlist(name)
    return values[0] if len(values) == 1 else ""


class _Bucket:
    """Lets keys that nobody has seen be tried: a burst, then a few a second."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._left = float(limits.BURST)
        self._at = seconds()

    def take(self) -> bool:
        with self._lock:
            now = self._seconds()
            self._left = min(float(limits.BURST), self._left + (now - self._at) * limits.TRIES)
            self._at = now
            if self._left < 1:
                return False
            self._left -= 1
            return True


class _Calls:
    """Counts each person's calls in a minute, in this process: whoever calls too often costs no database anything."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._minute = 0
        self._counts: dict[str, int] = {}

    def count(self, user: str) -> None:
        """Count one; raise `TooMany`."""
        with self._lock:
            now = self._seconds()
            if int(now // 60) != self._minute:
                self._minute, self._counts = int(now // 60), {}
            self._counts[user] = self._counts.get(user, 0) + 1
            if self._counts[user] > limits.PERSON:
                raise TooMany(seconds=max(1, int(60 - now % 60)))
