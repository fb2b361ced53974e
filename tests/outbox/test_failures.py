"""What becomes of a message Slack will not take, and who is told?"""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.ids import ChannelId, PromiseId, Ts
from bot.outbox import rules, service
from bot.outbox.rules import Promise, State
from bot.slack.message import (
    Message,
    actions,
    button,
    header,
    message,
    rich,
    rich_list,
    rich_section,
    rich_text,
    section,
)
from tests.outbox.conftest import ANA, GENERAL, RANDOM, Bot, runtime_on
from tests.outbox.tiny_slack import Fault, TinySlack, cut, error, half_an_answer, limited, unavailable


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("not_in_channel", "Invite me with `/invite @pollen`"),
        ("channel_not_found", "invite me with `/invite @pollen`"),
        ("is_archived", "archived"),
        ("restricted_action_read_only_channel", "An admin can change that"),
        ("missing_scope", "An admin can reinstall me"),
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
    assert told.startswith("I couldn't post your &lt;kudos&gt; in <#CGENERAL>: ")
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
    slack.order("chat.postMessage", *[error(code)] * 11)
    promise = bot.post("first")
    bot.post("second")
    bot.whisper("psst")
    assert bot.deliver() == 0
    assert len(slack.calls) == 1
    for _ in range(10):
        bot.clock.advance(60)
        assert bot.deliver() == 0
    assert len(slack.calls) == 11
    assert bot.counts().pending == 3
    assert bot.counts().silent == 1
    assert bot.counts().oldest.total_seconds() == 0
    bot.does(lambda session, workspace, now: service.resume(session, workspace=workspace))
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["first", "second", "psst"]
    assert bot.find(promise).state == State.SENT


def test_a_token_that_is_good_again_is_found_without_being_told(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postMessage", error("token_revoked"))
    bot.post("first")
    bot.deliver()
    silence = bot.does(lambda session, workspace, now: service.silence(session, workspace=workspace))
    assert silence is not None
    assert (silence.why, silence.since) == ("token_revoked", bot.clock.now())
    bot.clock.advance(60)
    assert bot.deliver() == 1
    assert bot.does(lambda session, workspace, now: service.silence(session, workspace=workspace)) is None
    assert bot.counts().silent == 0


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
    assert "whether your thanks was posted in <#CGENERAL>" in told


@pytest.mark.parametrize("is_whisper", [True, False])
def test_to_one_person_it_is_said_once_more_and_no_more(bot: Bot, slack: TinySlack, is_whisper: bool) -> None:
    method = "chat.postEphemeral" if is_whisper else "chat.postMessage"
    slack.order(method, *[cut(after=True)] * 5)
    slack.order("conversations.history", *[error("missing_scope")] * 5)
    promise = bot.whisper("psst") if is_whisper else bot.direct("psst")
    bot.delivers_all()
    assert len(slack.asked(method)) == 2
    assert bot.find(promise).state == (State.WITHDRAWN if is_whisper else State.UNKNOWN)


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


def answers(bot: Bot, slack: TinySlack, *, channel: ChannelId | None = GENERAL) -> PromiseId:
    """Answer a press at its own address, which Slack may not know any more."""
    url = f"{slack.url}/respond/secret"
    return bot.does(
        service.respond,
        response_url=url,
        user=ANA,
        channel=channel,
        message=message("found", [section("*found*")]),
        key="r",
        thread=Ts("1.5"),
    )


@pytest.mark.parametrize(
    "fault",
    [Fault(status=404, body="used_url"), Fault(status=404, body="<html>gone</html>"), Fault(status=410)],
    ids=str,
)
def test_who_waits_at_an_address_that_is_used_up_hears_it_in_the_channel(
    bot: Bot, slack: TinySlack, fault: Fault
) -> None:
    slack.order("/respond/secret", fault)
    promise = answers(bot, slack)
    bot.delivers_all()
    [said] = slack.asked("chat.postEphemeral")
    assert (said["channel"], said["user"], said["thread_ts"], said["text"]) == (GENERAL, ANA, "1.5", "found")
    assert bot.find(promise).state == State.SENT
    assert bot.row(promise).response_url is None


def test_who_cannot_be_reached_in_the_channel_either_is_written_to(bot: Bot, slack: TinySlack) -> None:
    slack.order("/respond/secret", Fault(status=404, body="expired_url"))
    slack.order("chat.postEphemeral", error("user_not_in_channel"))
    answers(bot, slack)
    bot.delivers_all()
    [said] = slack.messages
    assert (said["channel"], said["text"], said.get("thread_ts")) == ("DUANA", "found", None)
    assert "replace_original" not in said


def test_who_pressed_in_a_conversation_of_their_own_is_written_to(bot: Bot, slack: TinySlack) -> None:
    slack.order("/respond/secret", Fault(status=404, body="expired_url"))
    answers(bot, slack, channel=ChannelId("DUANA"))
    bot.delivers_all()
    assert slack.texts("DUANA") == ["found"]


def test_an_empty_answer_from_an_address_means_that_it_was_said(bot: Bot, slack: TinySlack) -> None:
    slack.order("/respond/secret", Fault(body="", has_effect=True))
    promise = answers(bot, slack)
    bot.delivers_all()
    assert slack.texts("/respond/secret") == ["found"]
    assert bot.find(promise).state == State.SENT


DRAWN = message(
    "Found it",
    [
        header("Travel & <expenses>"),
        section("Send receipts *within 30 days*"),
        rich(rich_list([rich_section(rich_text("keep <them>"))]), rich_section(rich_text("always"))),
        actions(button("Share", action="answers.share")),
    ],
)
PLAIN = "Travel &amp; &lt;expenses&gt;\nSend receipts *within 30 days*\n• keep &lt;them&gt;\nalways"


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long"])
def test_what_slack_does_not_take_as_it_is_drawn_is_said_in_plain_words_at_the_same_place(
    bot: Bot, slack: TinySlack, code: str
) -> None:
    slack.order("chat.postMessage", error(code))
    promise = bot.does(service.post, channel=GENERAL, message=DRAWN, key="k", thread=Ts("1.5"), topic="answers")
    heard: list[State] = []
    bot.deliver({"answers": lambda _session, promise: heard.append(promise.state)})
    bot.delivers_all()
    [said] = slack.messages
    assert (said["text"], said.get("blocks"), said["thread_ts"]) == (PLAIN, None, "1.5")
    assert heard == [State.SENT]
    bot.edit(promise, "better now")
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["better now"]


def test_what_slack_does_not_take_in_plain_words_either_is_excused_with_a_reference_for_the_log(
    bot: Bot, slack: TinySlack, caplog: pytest.LogCaptureFixture
) -> None:
    slack.order("chat.postEphemeral", error("msg_too_long"), error("msg_too_long"))
    promise = bot.whisper("x" * 50)
    bot.delivers_all()
    [said] = slack.messages
    assert "That's my mistake" in said["text"]
    assert rules.reference(promise) in said["text"]
    assert rules.reference(promise) in {getattr(record, "reference", "") for record in caplog.records}


def test_a_sentence_that_is_no_longer_true_when_it_leaves_is_another(bot: Bot, slack: TinySlack) -> None:
    noon = bot.clock.now() + timedelta(hours=1)

    def says(text: str, late: str | None, *, channel: ChannelId = GENERAL) -> PromiseId:
        instead = None if late is None else Message(text=late)
        return bot.post(text, channel=channel, late=rules.Late(after=noon, message=instead))

    says("If nobody takes it by noon, I ask again", "If nobody takes it soon, I ask again", channel=RANDOM)
    bot.deliver()
    late, gone = says("Answer by noon", "Answer when you can"), says("The lift leaves at noon", None)
    edited = says("By noon", "Soon")
    bot.edit(edited, "Whenever you like")
    bot.clock.advance(3600)
    bot.delivers_all()
    assert slack.texts(RANDOM) == ["If nobody takes it by noon, I ask again"]
    assert slack.texts(GENERAL) == ["Answer when you can", "Whenever you like"]
    assert (bot.find(late).state, bot.find(gone).state) == (State.SENT, State.WITHDRAWN)
    assert bot.find(gone).failure == "too_late"


def test_what_may_have_been_said_in_time_is_looked_for_as_it_was(bot: Bot, slack: TinySlack) -> None:
    """A deadline passes while nobody knows whether it was said: it is not said twice, in two ways."""
    slack.order("chat.postMessage", cut(after=True))
    late = rules.Late(after=bot.clock.now() + timedelta(seconds=3), message=Message(text="Soon"))
    bot.post("By noon", late=late)
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["By noon"]
