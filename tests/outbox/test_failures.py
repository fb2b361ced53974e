"""What becomes of a message Slack will not take, and who is told?"""

import pytest
from sqlalchemy.orm import Session

from bot.outbox import service
from bot.outbox.rules import Promise, State
from bot.slack.message import Message
from tests.outbox.conftest import ANA, GENERAL, Bot, runtime_on
from tests.outbox.tiny_slack import Fault, TinySlack, cut, error, half_an_answer, limited, unavailable


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("not_in_channel", "Invite me there with `/invite @pollen`"),
        ("channel_not_found", "invite me with `/invite @pollen`"),
        ("is_archived", "archived"),
        ("restricted_action_read_only_channel", "An admin can change that"),
        ("missing_scope", "An admin of this workspace can install me again"),
        ("msg_blocks_too_long", "a fault of mine"),
        ("a_code_of_tomorrow", "`a_code_of_tomorrow`"),
    ],
)
def test_whoever_wanted_it_is_told_what_where_and_what_to_do(bot: Bot, slack: TinySlack, code: str, words: str) -> None:
    slack.order("chat.postMessage", error(code))
    promise = bot.post("thanks", tell=ANA, what="your <kudos>")
    heard: list[Promise] = []
    bot.deliver({"": lambda _session, promise: heard.append(promise)})
    assert (bot.find(promise).state, bot.find(promise).failure) == (State.DEAD, code)
    [told] = slack.texts("DUANA")
    assert told.startswith("I could not post your &lt;kudos&gt; in <#CGENERAL>: ")
    assert words in told
    assert bot.counts().dead == 1


def test_the_domain_hears_that_it_can_never_be_said(bot: Bot, slack: TinySlack) -> None:
    heard: list[tuple[State, str | None]] = []

    def hook(_session: Session, promise: Promise) -> None:
        heard.append((promise.state, promise.failure))

    slack.order("chat.postMessage", error("is_archived"))
    bot.post("card", topic="mentors")
    bot.deliver({"mentors": hook})
    assert heard == [(State.DEAD, "is_archived")]


def test_nobody_is_told_that_nobody_could_be_told(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postMessage", error("is_archived"), error("user_disabled"))
    bot.post("thanks", tell=ANA)
    bot.delivers_all()
    assert slack.messages == []
    assert bot.counts().dead == 2


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive"])
def test_without_a_token_the_workspace_waits_and_nothing_is_lost(bot: Bot, slack: TinySlack, code: str) -> None:
    slack.order("chat.postMessage", error(code))
    promise = bot.post("first")
    bot.post("second")
    bot.whisper("psst")
    assert bot.deliver() == 0
    assert len(slack.calls) == 1
    bot.clock.advance(600)
    assert bot.deliver() == 0
    assert bot.counts().pending == 3
    assert bot.counts().oldest.total_seconds() == 0
    bot.does(lambda session, workspace, now: service.resume(session, workspace=workspace))
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["first", "second", "psst"]
    assert bot.find(promise).state == State.SENT


def test_a_token_that_is_good_again_is_found_without_being_told(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postMessage", error("token_revoked"))
    bot.post("first")
    bot.deliver()
    bot.clock.advance(15 * 60)
    assert bot.deliver() == 1


def test_slack_down_for_half_an_hour_delays_and_loses_nothing(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("still here")
    slack.order("conversations.history", *[unavailable()] * 12)
    slack.order("chat.postMessage", unavailable())
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["still here"]
    assert bot.find(promise).state == State.SENT


def test_slack_out_of_reach_for_hours_is_given_up_and_said(bot: Bot, slack: TinySlack) -> None:
    nowhere = "http://127.0.0.1:9"  # the discard port: nobody listens
    away = Bot(runtime_on(bot.runtime.database, slack_url=nowhere, now=bot.clock.now), bot.clock)
    promise = away.post("too late", tell=ANA, what="your digest")
    away.delivers_all(within=4 * 3600)
    assert (bot.find(promise).state, bot.find(promise).failure) == (State.DEAD, "unreachable")
    assert bot.row(promise).attempts == 20
    assert slack.calls == []


@pytest.mark.parametrize(
    "fault", [cut(after=True), half_an_answer(), Fault(body="[]", has_effect=True), Fault(body='{"ok": true}')], ids=str
)
def test_an_answer_that_got_lost_is_looked_for_before_it_is_said_again(
    bot: Bot, slack: TinySlack, fault: Fault
) -> None:
    slack.order("chat.postMessage", fault)
    promise = bot.post("once")
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["once"]
    assert bot.find(promise).ts == slack.messages[0]["ts"]
    assert len(slack.asked("conversations.history")) == 1


def test_the_look_goes_through_pages_and_into_threads(bot: Bot, slack: TinySlack) -> None:
    slack.page = 2
    slack.order("chat.postMessage", cut(after=True))
    promise = bot.does(service.post, channel=GENERAL, message=Message(text="once"), key="k", thread="1.5")
    bot.deliver()
    place = slack.messages[0]["ts"]
    for number in range(9):
        slack.said({"channel": GENERAL, "thread_ts": "1.5", "text": f"chatter {number}"})
    bot.delivers_all()
    assert bot.find(promise).ts == place
    assert len(slack.asked("conversations.replies")) == 5
    assert len(slack.asked("chat.postMessage")) == 1


def test_the_look_finds_a_direct_message(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postMessage", cut(after=True))
    promise = bot.direct("once")
    bot.delivers_all()
    assert slack.texts("DUANA") == ["once"]
    assert bot.find(promise).channel == "DUANA"


def test_what_was_not_there_is_said_again(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postMessage", cut(after=False), unavailable())
    bot.post("once")
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["once"]
    assert len(slack.asked("conversations.history")) == 2


@pytest.mark.parametrize("code", ["missing_scope", "not_in_channel"])
def test_a_public_post_nobody_lets_us_look_for_is_held_and_its_owner_told(
    bot: Bot, slack: TinySlack, code: str
) -> None:
    slack.order("chat.postMessage", cut(after=True))
    slack.order("conversations.history", error(code))
    promise = bot.post("perhaps", tell=ANA, what="your thanks")
    bot.post("the next one")
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["perhaps", "the next one"]
    assert (bot.find(promise).state, bot.find(promise).failure) == (State.UNKNOWN, code)
    assert bot.counts().unknown == 1
    [told] = slack.texts("DUANA")
    assert "whether your thanks has been posted in <#CGENERAL>" in told


@pytest.mark.parametrize("is_whisper", [True, False])
def test_to_one_person_it_is_said_once_more_and_no_more(bot: Bot, slack: TinySlack, is_whisper: bool) -> None:
    method = "chat.postEphemeral" if is_whisper else "chat.postMessage"
    slack.order(method, *[cut(after=True)] * 5)
    slack.order("conversations.history", *[error("missing_scope")] * 5)
    promise = bot.whisper("psst") if is_whisper else bot.direct("psst")
    bot.delivers_all()
    assert len(slack.asked(method)) == 2
    assert bot.find(promise).state == State.UNKNOWN


def test_a_rate_limit_does_not_use_up_the_one_more_time(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postEphemeral", cut(after=False), limited(5))
    promise = bot.whisper("psst")
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["psst"]
    assert bot.find(promise).state == State.SENT


@pytest.mark.parametrize("body", ["used_url", '{"ok": false, "error": "expired_url"}'])
def test_a_response_that_comes_too_late_is_dead(bot: Bot, slack: TinySlack, body: str) -> None:
    url = f"{slack.url}/respond/secret"
    slack.order("/respond/secret", Fault(status=404, body=body))
    promise = bot.does(service.respond, response_url=url, message=Message(text="late"), key="r")
    bot.deliver()
    assert bot.find(promise).state == State.DEAD
    assert bot.row(promise).response_url is None
