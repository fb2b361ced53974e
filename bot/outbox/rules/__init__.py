"""What can be promised, and what becomes of a promise?

    pending → sending → sent                it is in Slack; its channel and ts are kept
       ↑         │    ↘ dead                Slack will never take it; the reason is kept
       └─ waits ─┘    ↘ unknown             perhaps it is in Slack, and nobody lets us look; held, never doubled
    withdrawn                               taken back, or overtaken, before it was said

What an answer of Slack's means for one of them is decided in `outcomes.py`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.ids import ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.slack import text
from bot.slack.message import Message


class Kind(StrEnum):
    POST = "post"  #: chat.postMessage to a conversation
    DIRECT = "direct"  #: chat.postMessage to a person
    INTRODUCE = "introduce"  #: conversations.open of a group of people, then chat.postMessage
    WHISPER = "whisper"  #: chat.postEphemeral
    RESPOND = "respond"  #: a response_url
    EDIT = "edit"  #: chat.update of one of the first three
    WITHDRAW = "withdraw"  #: chat.delete of one of the first three


class State(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


class Form(StrEnum):
    """How simply something is said: simpler each time Slack does not take it."""

    DRAWN = "drawn"  #: as the domain drew it
    PLAIN = "plain"  #: its words alone
    SORRY = "sorry"  #: a sentence with a reference


#: A message that stays: in order and paced in its channel, and found again by its metadata.
POSTS = (Kind.POST, Kind.DIRECT, Kind.INTRODUCE)
#: Doing it twice is as good as once.
REPEATABLE = (Kind.EDIT, Kind.WITHDRAW)

#: Where a private reply goes is gone as soon as it is used, and with it whatever it said.
FLEETING = (Kind.WHISPER, Kind.RESPOND, Kind.EDIT, Kind.WITHDRAW)

#: The name of the metadata on every post. Other apps read its payload: the promise's id, and a digest of its key, by
#: which it is found again when data restored from a backup has made the same promise anew.
METADATA = "pollen_promise"

LEASE = timedelta(seconds=60)
#: Nothing waits for longer than this. What seems to was written by a clock that has been set back since.
LONGEST_WAIT = timedelta(minutes=5)
#: Less than this left of a lease and the call is not begun: longer than a call to Slack may take.
LEASE_MARGIN = timedelta(seconds=35)

KEPT = timedelta(days=30)
#: Where a post is stays known for as long as somebody may want to edit it; its words do not.
PLACE_KEPT = timedelta(days=400)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What the rest of the bot may know about a promise."""

    id: PromiseId
    workspace: WorkspaceId
    key: str
    kind: Kind
    state: State
    #: the domain whose hook hears of its end
    topic: str
    #: where it was said; of a direct message known only once it is sent
    channel: ChannelId | None
    thread: Ts | None
    ts: Ts | None
    #: the one who gets it, or those introduced to one another
    users: tuple[UserId, ...]
    #: Slack's code, or a word of ours, for why it was not said
    failure: str | None


@dataclass(frozen=True, kw_only=True)
class Lease:
    """A promise that one process may try to keep until `until`."""

    promise: Promise
    #: who holds it: a settlement by anybody else is ignored
    owner: str
    until: datetime
    #: what Slack is given: text, blocks, and the flags of a response
    message: Mapping[str, Any] = field(repr=False)
    response_url: str | None = field(default=None, repr=False)
    form: Form = Form.DRAWN
    #: those of one lane are kept one after the other, and slowed down together
    lane: str | None = None
    #: what it says is not true any more, and there is nothing to say instead
    is_too_late: bool = False
    #: the post that is edited or withdrawn
    target: Promise | None = None
    #: counts those that a rate limit refused only once
    attempts: int
    first_attempt_at: datetime
    #: an earlier attempt may have reached Slack
    is_doubtful: bool = False
    #: it has been sent again although nobody could look
    is_resent: bool = False
    tell: UserId | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast a bucket may be emptied: one each `every`, `burst` at once after a rest."""

    every: timedelta
    burst: int

    @property
    def slack(self) -> timedelta:
        return (self.burst - 1) * self.every


#: Slack: one a second per channel, and short bursts; several hundred a minute per workspace.
#: https://docs.slack.dev/apis/web-api/rate-limits
CHANNEL_PACE = Pace(every=timedelta(seconds=1), burst=3)
WORKSPACE_PACE = Pace(every=timedelta(seconds=1) / 3, burst=3)

#: The buckets of a workspace besides its channels' and the kinds'.
ALL_POSTS = "posts"
#: So many channels refused at once and it is the workspace that Slack finds too loud.
CROWD = 3
EVERYTHING = "everything"


def after_one(pace: Pace, *, open_at: datetime, now: datetime) -> datetime:
    """Return when a bucket opens again once something has left it. `open_at`: when it opened for this one."""
    return max(open_at, now - pace.slack) + pace.every


@dataclass(frozen=True, kw_only=True)
class Late:
    """What to say if a message leaves after the moment its words speak of; None: nothing."""

    after: datetime
    message: Message | None


def soon(said: Message, by: datetime | None) -> Late | None:
    """Return what to say once `by` is over: the same, with "soon" wherever that moment is named."""
    if by is None:
        return None
    blocks = tuple(_soon(block, f" by {text.hour(by)}") for block in said.blocks)
    return Late(after=by, message=Message(text=_soon(said.text, f" by {text.hour(by)}"), blocks=blocks))


def _soon(part: Any, moment: str) -> Any:
    if isinstance(part, str):
        return part.replace(moment, " soon")
    if isinstance(part, Mapping):
        return {name: _soon(value, moment) for name, value in part.items()}
    return [_soon(one, moment) for one in part] if isinstance(part, list | tuple) else part


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """What a workspace has still to be told. `since`: when the oldest was due; None for nothing."""

    count: int
    since: datetime | None


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Slack does not take the bot's token. `why`: Slack's code."""

    why: str
    since: datetime


def mark(promise: Promise) -> dict[str, str]:
    """Return by what a post is found again in Slack."""
    digest = hashlib.sha256(f"{promise.workspace} {promise.key}".encode()).hexdigest()
    return {"id": str(promise.id), "key": digest[:24]}


def is_marked(payload: Mapping[str, Any], promise: Promise) -> bool:
    """Is this the payload of a promise, or of one of the same key? Posts of older versions carry the id alone."""
    return any(payload.get(name) == value for name, value in mark(promise).items())


def reference(promise: PromiseId) -> str:
    """Return by what a person and the log call a message that could not be said."""
    return f"{promise % 0x1000000:06X}"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What the outbox owes, for metrics and readiness."""

    pending: int
    #: how long the oldest that could be said now has been waiting
    oldest: timedelta
    dead: int
    unknown: int
    #: workspaces whose token Slack does not take
    silent: int = 0


def fitting(key: str) -> str:
    """A key as it is kept; what is too long for its column is told by a digest."""
    return key if len(key) <= 255 else f"{key[:190]}:{hashlib.sha256(key.encode()).hexdigest()}"
