"""Is everything said once when a process dies, falls asleep, or is one of several?"""

import threading
from functools import partial

from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from bot.db import Database
from bot.ids import ChannelId
from bot.outbox import jobs
from bot.outbox.rules import Promise, State, outcomes
from bot.outbox.store import leases
from tests.outbox.conftest import GENERAL, RANDOM, Bot, Clock, runtime_on
from tests.outbox.tiny_slack import TinySlack, error


class Killed(BaseException):
    """The end of a process: nothing catches it."""


def killed(_session: Session, _promise: Promise) -> None:
    raise Killed


def test_death_before_sending_is_made_good_when_the_lease_is_over(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("once")
    bot.dies_before_sending()
    bot.clock.advance(59)
    assert bot.deliver() == 0
    bot.clock.advance(1)
    assert bot.deliver() == 1
    assert slack.texts(GENERAL) == ["once"]
    assert bot.find(promise).state == State.SENT


def test_death_after_sending_doubles_nothing(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("once", topic="t")
    try:
        bot.deliver({"t": killed})
    except Killed:
        pass
    assert bot.find(promise).state == State.SENDING
    bot.post("next")
    assert bot.deliver() == 0
    bot.clock.advance(60)
    assert bot.deliver() == 2
    assert slack.texts(GENERAL) == ["once", "next"]
    assert bot.find(promise).ts == slack.messages[0]["ts"]


def test_death_again_and_again_uses_up_the_attempts_and_says_so(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("once")
    slack.order("conversations.history", *[error("fatal_error")] * 2)
    for _ in range(19):
        bot.dies_before_sending()
        bot.clock.advance(60)
    bot.deliver()
    assert bot.find(promise).state == State.UNKNOWN


def test_death_after_the_one_more_time_was_noted_does_not_bring_a_third(bot: Bot, slack: TinySlack) -> None:
    promise = bot.whisper("psst")
    bot.dies_before_sending()
    bot.clock.advance(60)

    def note(session: Session) -> None:
        lease = leases.take(session, now=bot.clock.now())
        assert lease is not None
        assert leases.renew(session, lease, is_resent=True, now=bot.clock.now())

    bot.runtime.transaction(note)
    bot.clock.advance(60)
    bot.deliver()
    assert slack.calls == []
    assert bot.find(promise).state == State.WITHDRAWN


def test_a_sleeper_whose_lease_is_over_cannot_settle(bot: Bot, slack: TinySlack) -> None:
    """While the first waits for Slack's answer, its lease ends, and a second process finds the message and goes on."""
    promise = bot.post("once", topic="t")
    bot.post("next", topic="t")
    heard: list[str] = []
    hooks = {"t": lambda _session, promise: heard.append(promise.key)}

    def overtake() -> None:
        bot.clock.advance(61)
        assert bot.deliver(hooks) == 2

    slack.meanwhile["chat.postMessage"] = overtake
    assert bot.deliver(hooks) == 0
    assert slack.texts(GENERAL) == ["once", "next"]
    assert heard == [f"{GENERAL} once", f"{GENERAL} next"]
    assert bot.find(promise).state == State.SENT


def test_a_sleeper_that_wakes_up_before_sending_does_not_send(
    database: Database, slack: TinySlack, clock: Clock
) -> None:
    """It falls asleep between the lease and the call; the clock is what it looks at when it wakes."""
    runtime = runtime_on(database, slack_url=slack.url, now=clock.now)
    bot = Bot(runtime, clock)
    promise = bot.post("once")
    client = runtime.client
    naps = [90.0]

    def sleepy(workspace: object, timeout: float) -> object:
        if naps:
            clock.advance(naps.pop())
            bot.deliver()
        return client(workspace, timeout)  # type: ignore[arg-type]

    Bot(type(runtime)(database=database, now=clock.now, client=sleepy), clock).deliver()  # type: ignore[arg-type]
    assert slack.texts(GENERAL) == ["once"]
    assert len(slack.asked("chat.postMessage")) == 1
    assert bot.find(promise).state == State.SENT


def test_a_stale_lease_settles_nothing_whatever_it_says(bot: Bot) -> None:
    promise = bot.post("once")
    first = bot.runtime.transaction(lambda session: leases.take(session, now=bot.clock.now()))
    bot.clock.advance(60)
    second = bot.runtime.transaction(lambda session: leases.take(session, now=bot.clock.now()))
    assert first is not None
    assert second is not None
    settled = partial(leases.settle, decision=outcomes.Dead(why="x"), now=bot.clock.now())
    assert bot.runtime.transaction(lambda session: settled(session, first)) is None
    assert not bot.runtime.transaction(
        lambda session: leases.renew(session, first, is_resent=True, now=bot.clock.now())
    )
    assert bot.find(promise).state == State.SENDING
    assert bot.runtime.transaction(lambda session: settled(session, second)) is not None


def test_a_job_that_is_told_to_stop_finishes_the_message_it_is_at(bot: Bot, slack: TinySlack) -> None:
    bot.post("first")
    bot.post("second", channel=RANDOM)
    answers = iter([False, True])
    assert jobs.deliver(bot.runtime, {}, is_stopping=lambda: next(answers)) == 1
    assert len(slack.messages) == 1


def test_several_at_once_say_everything_once_and_in_order(
    database: Database, database_url: URL, slack: TinySlack, clock: Clock
) -> None:
    """On PostgreSQL each has a database connection pool of its own, as another process would."""
    bots = [Bot(runtime_on(database, slack_url=slack.url, now=clock.now), clock)]
    others = [] if database.is_sqlite else [Database(database_url) for _ in range(3)]
    bots += [Bot(runtime_on(other, slack_url=slack.url, now=clock.now), clock) for other in others]
    bots *= 4 // len(bots)
    channels = [ChannelId(f"C{number}") for number in range(5)]
    for number in range(8):
        for channel in channels:
            bots[0].post(f"{number}", channel=channel)
        bots[0].whisper(f"{number}")

    broken: list[BaseException] = []

    def deliver(bot: Bot) -> None:
        try:
            bot.deliver()
        except BaseException as error:
            broken.append(error)
            raise

    for _ in range(30):
        threads = [threading.Thread(target=deliver, args=(bot,)) for bot in bots]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        clock.advance(1)
    for other in others:
        other.close()
    assert broken == []
    assert bots[0].counts().pending == 0
    for channel in channels:
        assert slack.texts(channel) == [f"{number}" for number in range(8)]
    assert sorted(slack.texts(GENERAL)) == [f"{number}" for number in range(8)]
    stamps = [float(message["ts"]) for message in slack.messages if message["channel"] != GENERAL]
    assert all(later - earlier >= 0.99 for earlier, later in zip(stamps, stamps[6:], strict=False))
