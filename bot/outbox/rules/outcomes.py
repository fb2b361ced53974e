"""What did Slack's answer mean, and what is to be done about a promise then?

An answer (`answers.py`) is what came back over the wire; a decision is what the outbox does.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.ids import ChannelId, Ts
from bot.outbox import rules
from bot.outbox.answers import Absent, Accepted, Answer, Limited, Lost, Refused, Unreached
from bot.outbox.rules import Form, Kind

ATTEMPTS = 20
#: Slack may still be at work on what we gave up on; looking sooner may miss it.
DOUBT_WAIT = timedelta(seconds=5)
#: How often a workspace without a working token is asked again: within a minute of a good one we speak.
STOPPED_WAIT = timedelta(seconds=45)

#: The token is of no use now; a new installation may bring another.
STOPPING = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "org_login_required", "token_expired", "token_revoked"}
)
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
#: What was said does not fit what Slack takes; more simply said it may.
UNFIT = frozenset(
    {
        "invalid_arguments",
        "invalid_attachments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_payload",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "too_many_attachments",
    }
)
#: Our own words for why it was not said.
UNREACHABLE = "unreachable"
CANNOT_LOOK = "cannot_look"
TOO_LATE = "too_late"


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


@dataclass(frozen=True, kw_only=True)
class Reworded:
    """Slack does not take it as it is: say it more simply, in the same place."""

    why: str
    form: Form


@dataclass(frozen=True, kw_only=True)
class Moved:
    """It cannot be said there: say it to the same person in another way."""

    why: str
    kind: Kind


Decision = Sent | Wait | Dead | Held | Dropped | Reworded | Moved
#: The promise is still to be kept.
GOING_ON = Wait | Reworded | Moved


@dataclass(frozen=True, kw_only=True)
class Send:
    """Send it. `is_blind`: although an earlier attempt may have got through."""

    is_blind: bool


def backoff(attempts: int) -> timedelta:
    """Return the wait after so many attempts: 1 s, 2 s, 4 s … 5 min."""
    return min(timedelta(seconds=2 ** min(max(attempts - 1, 0), 10)), rules.LONGEST_WAIT)


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
                return _unknown(lease, code)
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
            if is_repeatable:
                return Dropped(why=code) if code in GONE else Dead(why=code)
            return _refused(lease, code)
        case Limited(wait=wait, bucket=bucket):
            return _pace(wait, bucket, is_doubtful=is_doubtful)
        case Unreached(why=why):
            return _again(lease, why, is_doubtful=is_doubtful)
        case Lost(why=why):
            return _again(lease, why, is_doubtful=not is_repeatable, is_sent=True)


def _refused(lease: rules.Lease, code: str) -> Decision:
    """Decide about a refusal for good: what a person waits for reaches them all the same, if there is a way."""
    promise = lease.promise
    if code in UNFIT:
        if lease.form is Form.DRAWN:
            return Reworded(why=code, form=Form.PLAIN)
        if lease.form is Form.PLAIN and _is_waited_for(lease):
            return Reworded(why=code, form=Form.SORRY)
    elif promise.kind is Kind.RESPOND and promise.users:
        is_in_channel = promise.channel is not None and not promise.channel.startswith("D")
        return Moved(why=code, kind=Kind.WHISPER if is_in_channel else Kind.DIRECT)
    elif promise.kind is Kind.WHISPER:
        return Moved(why=code, kind=Kind.DIRECT)
    return Dead(why=code)


def _is_waited_for(lease: rules.Lease) -> bool:
    """Does somebody look where this is said, and hear of it in no other way?"""
    promise = lease.promise
    if promise.kind is Kind.POST:
        is_direct = promise.channel is not None and promise.channel.startswith("D")
        return is_direct or (promise.thread is not None and lease.tell is None)
    return True


def _unknown(lease: rules.Lease, why: str) -> Decision:
    """Nobody can tell whether it was said. What was for one pair of eyes, and for a moment, is nobody's decision."""
    return Dropped(why=why) if lease.promise.kind in rules.FLEETING else Held(why=why)


def _may_be_doubled(promise: rules.Promise) -> bool:
    """Is saying it twice to one person better than perhaps never? In a channel it is not."""
    is_direct = promise.channel is None or promise.channel.startswith("D")
    return promise.kind != Kind.POST or is_direct


def _again(lease: rules.Lease, why: str, *, is_doubtful: bool, is_sent: bool = False) -> Decision:
    if lease.attempts >= ATTEMPTS:
        return _unknown(lease, why) if is_doubtful else Dead(why=UNREACHABLE)
    wait = max(backoff(lease.attempts), DOUBT_WAIT if is_sent else timedelta())
    return Wait(why=why, after=wait, is_counted=True, is_doubtful=is_doubtful, is_sent=is_sent)


def _pace(wait: timedelta, bucket: str | None, *, is_doubtful: bool) -> Wait:
    pause = None if bucket is None else (bucket, wait)
    return Wait(why="ratelimited", after=wait, is_counted=False, is_doubtful=is_doubtful, pause=pause)


def _stop(code: str, *, is_doubtful: bool) -> Wait:
    pause = (rules.EVERYTHING, STOPPED_WAIT)
    return Wait(why=code, after=timedelta(), is_counted=False, is_doubtful=is_doubtful, pause=pause)
