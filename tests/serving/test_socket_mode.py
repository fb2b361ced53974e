"""Over Socket Mode: what Slack sends is answered, and the bot hears again whatever happens to the line."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from slack_bolt import App

from bot.errors import Refusal
from bot.serving.metrics import Metrics
from bot.serving.socket_connection import Patience
from bot.serving.socket_mode import SocketMode
from tests.serving import toy
from tests.serving.slack import Line, Slack

#: Hurried, but a busy machine must not pass for a dead line.
HURRIED = Patience(ping=0.2, silence=3, opening=20, pause=0.2)

COMMAND = {"command": "/learn", "text": "tea?", "team_id": "T1", "user_id": "U1", "channel_id": "C1"}


@pytest.fixture
def slack() -> Iterator[Slack]:
    with Slack().open() as slack:
        yield slack


@contextmanager
def listening(
    slack: Slack, bolt: App | None = None, *, patience: Patience = HURRIED, failures: queue.Queue[Refusal] | None = None
) -> Iterator[SocketMode]:
    ear = SocketMode(
        bolt=bolt or toy.bolt(),
        app_token="xapp-1",
        api_url=slack.api_url,
        metrics=Metrics(),
        on_failure=(failures or queue.Queue[Refusal]()).put,
        patience=patience,
    )
    ear.start()
    try:
        yield ear
    finally:
        ear.stop(timeout=5)


def is_heard(line: Line, number: int) -> bool:
    line.envelope(toy.event(number), number)
    return line.heard.get(timeout=20) == {"envelope_id": f"env-{number}"}


def eventually(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    tick = threading.Event()
    while not is_so() and time.monotonic() < deadline:
        tick.wait(0.02)
    return is_so()


def test_a_command_is_answered_in_its_acknowledgement(slack: Slack) -> None:
    with listening(slack) as ear:
        line = slack.line()
        line.envelope(COMMAND, kind="slash_commands")
        assert line.heard.get(timeout=20) == {"envelope_id": "env-1", "payload": {"text": "You asked: tea?"}}
        assert eventually(lambda: ear.finding().words == "connected")
        assert slack.calls.get_nowait() == "Bearer xapp-1"


def test_an_event_is_acknowledged_without_content(slack: Slack) -> None:
    with listening(slack):
        assert is_heard(slack.line(), 1)


def test_what_fails_is_left_unacknowledged_so_that_slack_sends_it_again(slack: Slack) -> None:
    with listening(slack):
        line = slack.line()
        line.envelope({**COMMAND, "command": "/broken"}, 1)
        line.say({"type": "events_api", "envelope_id": "env-2", "payload": ["garbage"]})
        line.envelope({"event": "garbage"}, 3)
        line.envelope(toy.event(), 4)
        assert line.heard.get(timeout=20) == {"envelope_id": "env-4"}
        assert line.heard.empty()


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
def test_a_connection_that_slack_retires_is_replaced_before_it_closes(slack: Slack, reason: str) -> None:
    leave = threading.Event()
    with listening(slack, toy.bolt(slow=lambda: leave.wait(10))) as ear:
        old = slack.line()
        old.envelope(toy.event(1), 1)
        old.say({"type": "disconnect", "reason": reason})
        new = slack.line()
        leave.set()
        assert old.heard.get(timeout=20) == {"envelope_id": "env-1"}, "what ran is acknowledged where it came from"
        assert is_heard(new, 2)
        assert old.is_closed.wait(10)
        assert eventually(lambda: ear.finding().is_fine)


def test_a_cut_connection_is_replaced(slack: Slack) -> None:
    with listening(slack):
        slack.line().cut()
        assert is_heard(slack.line(), 1)


def test_a_connection_that_is_open_and_dead_is_replaced(slack: Slack) -> None:
    with listening(slack) as ear:
        slack.line().freeze()
        assert is_heard(slack.line(), 1)
        assert eventually(lambda: ear.finding().is_fine)


def test_the_shipped_patience_hears_again_within_fifteen_seconds() -> None:
    shipped = Patience()
    noticed = shipped.ping + shipped.silence + shipped.ping / 3
    assert noticed < 13, "and opening a connection takes a second or so"


def test_an_answer_to_a_lost_connection_goes_out_on_the_next(slack: Slack) -> None:
    leave = threading.Event()
    with listening(slack, toy.bolt(slow=lambda: leave.wait(10))) as ear:
        old = slack.line()
        old.envelope(toy.event(1), 1)
        old.cut()
        new = slack.line()
        assert eventually(lambda: ear.finding().is_fine)
        leave.set()
        assert new.heard.get(timeout=20) == {"envelope_id": "env-1"}


def test_slow_work_delays_nothing_and_what_waited_too_long_is_left_to_slack(slack: Slack) -> None:
    leave = threading.Event()
    patience = Patience(ping=0.2, silence=20, opening=20, waiting=1)
    with listening(slack, toy.bolt(slow=lambda: leave.wait(10)), patience=patience) as ear:
        line = slack.line()
        for number in range(34):
            line.envelope(toy.event(number), number)
        assert not is_answered(line, seconds=1.3)
        leave.set()
        first = {line.heard.get(timeout=20)["envelope_id"] for _ in range(32)}
        assert first == {f"env-{number}" for number in range(32)}
        assert is_heard(line, 99), "the two that waited are not acknowledged"
        assert eventually(lambda: ear.finding().is_fine)


def is_answered(line: Line, *, seconds: float) -> bool:
    try:
        line.heard.get(timeout=seconds)
    except queue.Empty:
        return False
    return True


def test_the_bot_keeps_trying_while_slack_is_down_and_says_so(slack: Slack) -> None:
    slack.is_down = True
    with listening(slack) as ear:
        for _ in range(3):
            slack.calls.get(timeout=20)
        assert not ear.finding().is_fine
        assert ear.finding().words.startswith("not heard for")
        slack.is_down = False
        assert is_heard(slack.line(), 1)


@pytest.mark.parametrize("error", ["ratelimited", "internal_error", "fatal_error"])
def test_a_passing_trouble_of_slacks_is_waited_out(slack: Slack, error: str) -> None:
    slack.error = error
    with listening(slack):
        slack.calls.get(timeout=20)
        slack.error = None
        if error != "ratelimited":  # without Retry-After that is ten seconds
            assert is_heard(slack.line(), 1)


@pytest.mark.parametrize("error", ["invalid_auth", "missing_scope", "token_revoked"])
def test_a_token_that_slack_refuses_is_said_in_a_sentence(slack: Slack, error: str) -> None:
    failures: queue.Queue[Refusal] = queue.Queue()
    slack.error = error
    with listening(slack, failures=failures):
        assert str(failures.get(timeout=20)).startswith(f"Slack doesn't accept SLACK_APP_TOKEN ({error}).")


def test_addresses_that_never_answer_end_the_process_so_that_it_is_started_afresh(slack: Slack) -> None:
    failures: queue.Queue[Refusal] = queue.Queue()
    slack.address = "ws://127.0.0.1:9/nobody-there"
    with listening(slack, patience=replace(HURRIED, deafness=0.5), failures=failures):
        assert "no connection could be opened" in str(failures.get(timeout=20))


def test_stopping_acknowledges_what_runs_and_takes_nothing_more(slack: Slack) -> None:
    leave, has_begun = threading.Event(), threading.Event()

    def work() -> None:
        has_begun.set()
        leave.wait(10)

    ear = SocketMode(
        bolt=toy.bolt(slow=work),
        app_token="xapp-1",
        api_url=slack.api_url,
        metrics=Metrics(),
        on_failure=lambda _refusal: None,
        patience=HURRIED,
    )
    ear.start()
    line = slack.line()
    line.envelope(toy.event(1), 1)
    assert has_begun.wait(10)
    stopping = threading.Thread(target=ear.stop, kwargs={"timeout": 10})
    stopping.start()
    assert eventually(lambda: ear._is_draining)
    line.envelope(toy.event(2), 2)
    assert not line.is_closed.is_set()
    leave.set()
    stopping.join(10)
    assert line.heard.get(timeout=20) == {"envelope_id": "env-1"}
    assert line.is_closed.wait(10)
    assert line.heard.empty()
