"""What did Slack's answer mean, and what is to be done about a promise then?

An answer is what came back over the wire; a decision is what the outbox does. The difference that matters is between
"certainly not said" and "perhaps said": only the latter must be looked for before it is said again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.ids import ChannelId, Ts
from bot.outbox import rules
from bot.outbox.rules import Kind

ATTEMPTS = 20
LONGEST_WAIT = timedelta(minutes=5)
#: Slack may still be at work on what we gave up on; looking sooner may miss it.
DOUBT_WAIT = timedelta(seconds=5)
#: How often a workspace without a working token is asked again.
STOPPED_WAIT = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(hours=1)
USUAL_PAUSE = timedelta(seconds=30)

#: The token is of no use now; a new installation may bring another.
STOPPING = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "org_login_required", "token_expired", "token_revoked"}
)
LIMITING = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
#: "It's possible some aspect of the operation succeeded before the error was raised."
#: https://docs.slack.dev/reference/methods/chat.postMessage#errors
DOUBTFUL = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable", "team_added_to_org"})
#: The message to be changed is not there, or not ours to change any more.
GONE = frozenset(
    {
        "cant_delete_message",
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "is_archived",
        "is_inactive",
        "message_not_found",
        "not_in_channel",
        "thread_not_found",
    }
)
#: Our own words for why it was not said.
UNREACHABLE = "unreachable"
CANNOT_LOOK = "cannot_look"


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


@dataclass(frozen=True, kw_only=True)
class Sent:
    channel: ChannelId | None
    ts: Ts | None


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Try again. The row waits for `after`; `pause` stops a bucket of the workspace."""

    why: str
    after: timedelta
    #: does it use up one of the attempts?
    is_counted: bool
    #: may this attempt, or one before it, have got through?
    is_doubtful: bool
    #: may this attempt have got through?
    is_sent: bool = False
    pause: tuple[str, timedelta] | None = None


@dataclass(frozen=True, kw_only=True)
class Dead:
    """It was not said and never will be."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Held:
    """Perhaps it was said; saying it again might double it."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """There is nothing left to change."""

    why: str


Decision = Sent | Wait | Dead | Held | Dropped


@dataclass(frozen=True, kw_only=True)
class Send:
    """Send it. `is_blind`: although an earlier attempt may have got through."""

    is_blind: bool


def meaning(*, status: int, code: str, headers: Mapping[str, str], bucket: str | None) -> Answer:
    """Read an answer that is not a success. `code`: Slack's, or whatever stood in its place."""
    if status == 429 or code in LIMITING:
        return Limited(wait=_pause(headers), bucket=bucket)
    is_code = code.isascii() and code.replace("_", "").isalnum() and code == code.lower()
    if status >= 500 or code in DOUBTFUL or not is_code:
        return Lost(why=f"status {status}" if status >= 500 or not is_code else code)
    return Refused(code=code)


def backoff(attempts: int) -> timedelta:
    """Return the wait after so many attempts: 1 s, 2 s, 4 s … 5 min."""
    return min(timedelta(seconds=2 ** min(max(attempts - 1, 0), 10)), LONGEST_WAIT)


def after_look(lease: rules.Lease, answer: Answer | Absent) -> Send | Decision:
    """Decide what to do when an earlier attempt may have got through and we have looked for it."""
    match answer:
        case Accepted(channel=channel, ts=ts):
            return Sent(channel=channel, ts=ts)
        case Absent():
            return Send(is_blind=False)
        case Refused(code=code):
            if code in STOPPING:
                return _stop(code, is_doubtful=True)
            if lease.is_resent or not _may_be_doubled(lease.promise):
                return Held(why=code)
            return Send(is_blind=True)
        case Limited(wait=wait, bucket=bucket):
            return _pace(wait, bucket, is_doubtful=True)
        case Unreached(why=why) | Lost(why=why):
            return _again(lease, why, is_doubtful=True)


def after_send(lease: rules.Lease, answer: Answer, *, is_doubtful: bool) -> Decision:
    """Decide what has become of a promise. `is_doubtful`: whether an attempt before this one may have got through."""
    is_repeatable = lease.promise.kind in rules.REPEATABLE
    match answer:
        case Accepted(channel=channel, ts=ts):
            return Sent(channel=channel, ts=ts)
        case Refused(code=code):
            if code in STOPPING:
                return _stop(code, is_doubtful=is_doubtful)
            return Dropped(why=code) if is_repeatable and code in GONE else Dead(why=code)
        case Limited(wait=wait, bucket=bucket):
            return _pace(wait, bucket, is_doubtful=is_doubtful)
        case Unreached(why=why):
            return _again(lease, why, is_doubtful=is_doubtful)
        case Lost(why=why):
            return _again(lease, why, is_doubtful=not is_repeatable, is_sent=True)


def _may_be_doubled(promise: rules.Promise) -> bool:
    """Is saying it twice to one person better than perhaps never? In a channel it is not."""
    is_direct = promise.channel is None or promise.channel.startswith("D")
    return promise.kind != Kind.POST or is_direct


def _again(lease: rules.Lease, why: str, *, is_doubtful: bool, is_sent: bool = False) -> Decision:
    if lease.attempts >= ATTEMPTS:
        return Held(why=why) if is_doubtful else Dead(why=UNREACHABLE)
    wait = max(backoff(lease.attempts), DOUBT_WAIT if is_sent else timedelta())
    return Wait(why=why, after=wait, is_counted=True, is_doubtful=is_doubtful, is_sent=is_sent)


def _pace(wait: timedelta, bucket: str | None, *, is_doubtful: bool) -> Wait:
    pause = None if bucket is None else (bucket, wait)
    return Wait(why="ratelimited", after=wait, is_counted=False, is_doubtful=is_doubtful, pause=pause)


def _stop(code: str, *, is_doubtful: bool) -> Wait:
    pause = (rules.EVERYTHING, STOPPED_WAIT)
    return Wait(why=code, after=timedelta(), is_counted=False, is_doubtful=is_doubtful, pause=pause)


def _pause(headers: Mapping[str, str]) -> timedelta:
    given = next((text for name, text in headers.items() if name.lower() == "retry-after"), "")
    return min(timedelta(seconds=max(int(given), 1)), LONGEST_PAUSE) if given.isdecimal() else USUAL_PAUSE
