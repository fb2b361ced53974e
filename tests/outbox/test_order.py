"""Do messages of one channel keep their order and their pace, whatever goes wrong with one of them?"""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.ids import ChannelId
from bot.outbox import rules
from bot.outbox.rules import State
from bot.outbox.store import leases
from bot.outbox.store.tables import OutboxRow, PaceRow
from tests.outbox.conftest import ANA, BEN, GENERAL, RANDOM, Bot, T
from tests.outbox.tiny_slack import Fault, TinySlack, cut, error, limited, unavailable


def seconds(slack: TinySlack, channel: str | None = None) -> list[float]:
    """When each message came, in seconds after the first."""
    stamps = [float(m["ts"]) for m in slack.messages if channel in (None, m["channel"])]
    return [round(stamp - stamps[0], 1) for stamp in stamps]


def test_a_channel_gets_a_short_burst_and_then_one_a_second(bot: Bot, slack: TinySlack) -> None:
    for number in range(6):
        bot.post(f"{number}")
    bot.deliver()
    assert slack.texts(GENERAL) == ["0", "1", "2"]
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["0", "1", "2", "3", "4", "5"]
    assert seconds(slack) == [0, 0, 0, 1, 2, 3]


def test_a_workspace_gets_three_a_second_over_all_its_channels(bot: Bot, slack: TinySlack) -> None:
    for number in range(12):
        bot.post("hello", channel=ChannelId(f"C{number}"))
    bot.delivers_all()
    assert seconds(slack) == [0] * 3 + [1] * 3 + [2] * 3 + [3] * 3


def test_whispers_are_not_paced(bot: Bot, slack: TinySlack) -> None:
    for number in range(10):
        bot.whisper(f"{number}")
    assert bot.deliver() == 10


@pytest.mark.parametrize(
    "fault", [limited(7), unavailable(), cut(after=False), cut(after=True), error("internal_error")], ids=str
)
def test_one_that_must_wait_holds_its_channel_and_no_other(bot: Bot, slack: TinySlack, fault: Fault) -> None:
    slack.order("chat.postMessage", fault)
    for text in ("first", "second", "third"):
        bot.post(text)
    bot.post("elsewhere", channel=RANDOM)
    bot.deliver()
    assert "second" not in slack.texts(GENERAL)
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["first", "second", "third"]
    assert slack.texts(RANDOM) == ["elsewhere"]


def test_a_dead_one_does_not_hold_the_channel(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postMessage", error("restricted_action"))
    dead = bot.post("first")
    bot.post("second")
    bot.deliver()
    assert slack.texts(GENERAL) == ["second"]
    assert (bot.find(dead).state, bot.find(dead).failure) == (State.DEAD, "restricted_action")


def test_a_rate_limit_stops_its_channel_for_as_long_as_slack_says_and_no_other(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postMessage", limited(7))
    first = bot.post("first")
    for number in range(5):
        bot.post(f"elsewhere {number}", channel=ChannelId(f"C{number}"))
    bot.whisper("another method")
    bot.deliver()
    bot.clock.advance(2)
    bot.deliver()
    assert [len(slack.texts(f"C{number}")) for number in range(5)] == [1] * 5
    assert slack.texts(GENERAL) == ["another method"]
    assert bot.row(first).attempts == 0
    bot.clock.advance(4.9)
    assert bot.deliver() == 0
    bot.clock.advance(0.2)
    assert bot.deliver() == 1
    assert slack.texts(GENERAL) == ["another method", "first"]
    assert slack.asked("conversations.history") == []


def test_when_slack_refuses_several_channels_at_once_the_workspaces_posts_wait(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postMessage", *[limited(7)] * 3)
    for number in range(8):
        bot.post("hello", channel=ChannelId(f"C{number}"))
    for _ in range(3):
        bot.deliver()
        bot.clock.advance(2)
    assert len(slack.asked("chat.postMessage")) == 3
    bot.whisper("another method")
    assert bot.deliver() == 1
    bot.delivers_all()
    assert sorted(message["channel"] for message in slack.messages[1:]) == [f"C{number}" for number in range(8)]


def test_a_lost_race_for_one_bucket_spends_nothing_of_the_other(bot: Bot, slack: TinySlack) -> None:
    """Another process lets one out of the channel after it was found open, and before its bucket is held."""
    bot.post("one")
    now = bot.clock.now()

    def unit(session: Session) -> None:
        session.add(PaceRow(workspace=T, bucket=GENERAL, open_at=now + timedelta(seconds=1)))
        session.flush()
        assert not leases.leave(session, session.scalars(select(OutboxRow)).one(), now=now)

    bot.runtime.transaction(unit)
    posts = select(PaceRow.open_at).where(PaceRow.bucket == rules.ALL_POSTS)
    assert bot.runtime.reading(lambda session: session.scalar(posts)) == now - rules.WORKSPACE_PACE.slack


def test_rate_limits_for_a_day_use_up_no_attempt(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postMessage", *[limited(3600)] * 24)
    bot.post("patience")
    for _ in range(25):
        bot.deliver()
        bot.clock.advance(3600)
    assert slack.texts(GENERAL) == ["patience"]


def test_a_rate_limited_whisper_waits_and_posts_go_on(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postEphemeral", limited(30))
    bot.whisper("psst")
    bot.post("hello")
    assert bot.deliver() == 1
    assert slack.texts(GENERAL) == ["hello"]
    bot.clock.advance(30)
    assert bot.deliver() == 1


def test_direct_messages_of_two_people_do_not_wait_for_one_another(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postMessage", unavailable())
    bot.direct("first", user=ANA)
    bot.direct("second", user=ANA)
    bot.direct("first", user=BEN)
    bot.deliver()
    assert (slack.texts("DUANA"), slack.texts("DUBEN")) == ([], ["first"])
    bot.delivers_all()
    assert slack.texts("DUANA") == ["first", "second"]


@pytest.mark.parametrize("set_by", [timedelta(hours=-1), timedelta(days=-60), timedelta(days=60)], ids=str)
@pytest.mark.parametrize("fault", [unavailable(), cut(after=False), limited(20), error("token_revoked")], ids=str)
def test_a_clock_that_is_set_does_not_silence_the_bot(
    bot: Bot, slack: TinySlack, set_by: timedelta, fault: Fault
) -> None:
    """What waits was written down by the clock as it was."""
    slack.order("chat.postMessage", fault)
    bot.post("first")
    bot.post("second")
    bot.whisper("psst")
    bot.deliver()
    bot.clock.moment += set_by
    bot.post("third")
    for _ in range(45):
        bot.clock.advance(1)
        bot.deliver()
    assert sorted(slack.texts(GENERAL)) == ["first", "psst", "second", "third"]


def test_a_lease_of_a_clock_that_was_set_back_ends_all_the_same(bot: Bot, slack: TinySlack) -> None:
    bot.post("once")
    bot.dies_before_sending()
    bot.clock.advance(-3600)
    assert bot.deliver() == 1
    assert slack.texts(GENERAL) == ["once"]
