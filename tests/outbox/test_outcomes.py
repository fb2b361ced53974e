"""What is decided when Slack answers this or that?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.outbox import answers, rules
from bot.outbox.answers import Absent, Accepted, Answer, Limited, Lost, Refused, Unreached
from bot.outbox.rules import Form, Kind, Pace, State, outcomes
from bot.outbox.rules.outcomes import Dead, Dropped, Held, Moved, Reworded, Send

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def lease(
    kind: Kind = Kind.POST, *, channel: str | None = "C1", attempts: int = 1, is_resent: bool = False
) -> rules.Lease:
    promise = rules.Promise(
        id=PromiseId(1),
        workspace=WorkspaceId("T1"),
        key="k",
        kind=kind,
        state=State.SENDING,
        topic="",
        channel=None if channel is None else ChannelId(channel),
        thread=None,
        ts=None,
        users=(UserId("U1"),),
        failure=None,
    )
    return rules.Lease(
        promise=promise,
        owner="me",
        until=NOW + rules.LEASE,
        message={},
        attempts=attempts,
        first_attempt_at=NOW,
        is_resent=is_resent,
    )


@pytest.mark.parametrize(
    ("status", "code", "answer"),
    [
        (200, "channel_not_found", Refused(code="channel_not_found")),
        (200, "restricted_action_read_only_channel", Refused(code="restricted_action_read_only_channel")),
        (404, "expired_url", Refused(code="expired_url")),
        (403, "invalid_token", Refused(code="invalid_token")),
        (200, "internal_error", Lost(why="internal_error")),
        (200, "fatal_error", Lost(why="fatal_error")),
        (500, "internal_error", Lost(why="status 500")),
        (503, "Received a response in a non-JSON format: <html>", Lost(why="status 503")),
        (200, 'Received a response in a non-JSON format: {"ok": tr', Lost(why="status 200")),
        (200, "", Lost(why="status 200")),
        (200, "ratelimited", Limited(wait=timedelta(seconds=30), bucket="posts")),
        (429, "ratelimited", Limited(wait=timedelta(seconds=30), bucket="posts")),
        (429, "", Limited(wait=timedelta(seconds=30), bucket="posts")),
    ],
)
def test_what_an_answer_means(status: int, code: str, answer: Answer) -> None:
    assert answers.meaning(status=status, code=code, headers={}, bucket="posts") == answer


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7), ("0", 1), ("999999", 300), ("soon", 30), ("-4", 30), ("", 30), ("1.5", 30)]
)
def test_slack_says_how_long_to_wait_and_nonsense_is_half_a_minute(header: str, seconds: int) -> None:
    answer = answers.meaning(status=429, code="", headers={"retry-after": header}, bucket=None)
    assert answer == Limited(wait=timedelta(seconds=seconds), bucket=None)


PERMANENT = [
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "restricted_action",
    "restricted_action_thread_only_channel",
    "missing_scope",
    "user_not_found",
    "cannot_dm_bot",
    "user_disabled",
    "expired_url",
    "used_url",
    "something_slack_invents_tomorrow",
]


@pytest.mark.parametrize("code", PERMANENT)
@pytest.mark.parametrize("kind", [Kind.POST, Kind.DIRECT, Kind.INTRODUCE])
def test_a_refusal_is_final(kind: Kind, code: str) -> None:
    assert outcomes.after_send(lease(kind), Refused(code=code), is_doubtful=False) == Dead(why=code)


@pytest.mark.parametrize("code", PERMANENT)
@pytest.mark.parametrize(
    ("kind", "channel", "way"),
    [
        (Kind.RESPOND, "C1", Kind.WHISPER),
        (Kind.RESPOND, "G1", Kind.WHISPER),
        (Kind.RESPOND, "D1", Kind.DIRECT),
        (Kind.RESPOND, None, Kind.DIRECT),
        (Kind.WHISPER, "C1", Kind.DIRECT),
    ],
)
def test_what_one_person_waits_for_finds_another_way_to_them(
    kind: Kind, channel: str | None, way: Kind, code: str
) -> None:
    refused = outcomes.after_send(lease(kind, channel=channel), Refused(code=code), is_doubtful=False)
    assert refused == Moved(why=code, kind=way)


def test_a_response_to_nobody_in_particular_is_dead_with_its_address() -> None:
    one = lease(Kind.RESPOND)
    nobody = replace(one, promise=replace(one.promise, users=()))
    assert outcomes.after_send(nobody, Refused(code="used_url"), is_doubtful=False) == Dead(why="used_url")


@pytest.mark.parametrize("code", sorted(outcomes.UNFIT))
@pytest.mark.parametrize(
    ("kind", "channel", "thread", "tell", "is_waited_for"),
    [
        (Kind.RESPOND, "C1", None, None, True),
        (Kind.WHISPER, "C1", None, None, True),
        (Kind.DIRECT, None, None, None, True),
        (Kind.INTRODUCE, None, None, None, True),
        (Kind.POST, "D1", None, None, True),
        (Kind.POST, "C1", "1.5", None, True),
        (Kind.POST, "C1", "1.5", "U1", False),
        (Kind.POST, "C1", None, None, False),
    ],
)
def test_what_does_not_fit_is_said_plainly_and_then_excused_to_whoever_waits(
    kind: Kind, channel: str | None, thread: Ts | None, tell: UserId | None, is_waited_for: bool, code: str
) -> None:
    one = lease(kind, channel=channel)
    one = replace(one, tell=tell, promise=replace(one.promise, thread=thread))
    said = [
        outcomes.after_send(replace(one, form=form), Refused(code=code), is_doubtful=False)
        for form in (Form.DRAWN, Form.PLAIN, Form.SORRY)
    ]
    excused = Reworded(why=code, form=Form.SORRY) if is_waited_for else Dead(why=code)
    assert said == [Reworded(why=code, form=Form.PLAIN), excused, Dead(why=code)]


@pytest.mark.parametrize("code", ["message_not_found", "cant_update_message", "channel_not_found", "is_archived"])
@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.WITHDRAW])
def test_a_change_of_what_is_gone_is_quiet(kind: Kind, code: str) -> None:
    assert outcomes.after_send(lease(kind), Refused(code=code), is_doubtful=False) == Dropped(why=code)


def test_an_edit_slack_does_not_like_is_dead_and_seen() -> None:
    assert outcomes.after_send(lease(Kind.EDIT), Refused(code="msg_too_long"), is_doubtful=False) == Dead(
        why="msg_too_long"
    )


@pytest.mark.parametrize("code", sorted(outcomes.STOPPING))
def test_a_token_that_is_no_good_stops_everything_and_costs_nothing(code: str) -> None:
    decision = outcomes.after_send(lease(), Refused(code=code), is_doubtful=False)
    assert isinstance(decision, outcomes.Wait)
    assert not decision.is_counted
    assert decision.pause == (rules.EVERYTHING, outcomes.STOPPED_WAIT)


def test_the_waits_double_from_a_second_to_five_minutes() -> None:
    waits = [outcomes.backoff(attempts).total_seconds() for attempts in range(1, 21)]
    assert waits[:10] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]
    assert set(waits[9:]) == {300}


@pytest.mark.parametrize(
    ("answer", "is_doubtful", "decision"),
    [
        (Unreached(why="refused"), False, Dead(why="unreachable")),
        (Unreached(why="refused"), True, Held(why="refused")),
        (Lost(why="status 503"), False, Held(why="status 503")),
    ],
)
def test_after_twenty_attempts_it_is_given_up(answer: Answer, is_doubtful: bool, decision: outcomes.Decision) -> None:
    assert outcomes.after_send(lease(attempts=20), answer, is_doubtful=is_doubtful) == decision


def test_a_lost_answer_leaves_a_post_in_doubt_and_an_edit_not() -> None:
    post = outcomes.after_send(lease(), Lost(why="cut"), is_doubtful=False)
    edit = outcomes.after_send(lease(Kind.EDIT), Lost(why="cut"), is_doubtful=False)
    assert isinstance(post, outcomes.Wait)
    assert isinstance(edit, outcomes.Wait)
    assert (post.is_doubtful, edit.is_doubtful) == (True, False)


CANNOT = Refused(code="missing_scope")


@pytest.mark.parametrize(
    ("kind", "channel", "is_resent", "answer", "step"),
    [
        (Kind.POST, "C1", False, Accepted(channel=ChannelId("C1"), ts=Ts("1.1")), "sent"),
        (Kind.POST, "C1", False, Absent(), Send(is_blind=False)),
        (Kind.POST, "C1", True, Absent(), Send(is_blind=False)),
        (Kind.POST, "C1", False, CANNOT, Held(why="missing_scope")),
        (Kind.POST, "D1", False, CANNOT, Send(is_blind=True)),
        (Kind.POST, "D1", True, CANNOT, Held(why="missing_scope")),
        (Kind.DIRECT, None, False, CANNOT, Send(is_blind=True)),
        (Kind.DIRECT, None, True, CANNOT, Held(why="missing_scope")),
        (Kind.WHISPER, "C1", False, CANNOT, Send(is_blind=True)),
        (Kind.WHISPER, "C1", True, CANNOT, Dropped(why="missing_scope")),
        (Kind.RESPOND, None, False, CANNOT, Send(is_blind=True)),
        (Kind.RESPOND, None, True, CANNOT, Dropped(why="missing_scope")),
    ],
)
def test_what_is_done_after_a_look(
    kind: Kind, channel: str | None, is_resent: bool, answer: Answer | Absent, step: object
) -> None:
    done = outcomes.after_look(lease(kind, channel=channel, is_resent=is_resent), answer)
    assert done == step or (step == "sent" and isinstance(done, outcomes.Sent))


@given(
    burst=st.integers(1, 5),
    gaps=st.lists(st.floats(0, 3, allow_nan=False), min_size=1, max_size=40),
)
def test_no_bucket_is_emptied_faster_than_its_pace(burst: int, gaps: list[float]) -> None:
    pace = Pace(every=timedelta(seconds=1), burst=burst)
    now, open_at, left = NOW, NOW - pace.slack, []
    for gap in gaps:
        now += timedelta(seconds=gap)
        if open_at <= now:
            left.append(now)
            open_at = rules.after_one(pace, open_at=open_at, now=now)
    for start, first in enumerate(left):
        for count, last in enumerate(left[start:], 1):
            assert count <= burst + (last - first).total_seconds() + 1e-6
