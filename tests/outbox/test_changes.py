"""Can what was promised be changed and taken back, before and after it was said?"""

from bot.outbox import service
from bot.outbox.rules import State
from bot.slack.message import Message
from tests.outbox.conftest import GENERAL, Bot
from tests.outbox.tiny_slack import TinySlack, cut, error, unavailable


def test_an_edit_before_it_is_said_changes_what_is_said(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("draft")
    bot.edit(promise, "final")
    bot.deliver()
    assert slack.texts(GENERAL) == ["final"]
    assert slack.asked("chat.update") == []


def test_an_edit_of_what_was_said_changes_it_in_slack(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("draft")
    bot.deliver()
    bot.edit(promise, "final")
    bot.deliver()
    assert slack.texts(GENERAL) == ["final"]
    [asked] = slack.asked("chat.update")
    assert (asked["channel"], asked["ts"], asked["blocks"]) == (GENERAL, bot.find(promise).ts, [])


def test_of_edits_that_wait_only_the_newest_is_made(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("draft")
    bot.deliver()
    for text in ("second", "third", "final"):
        bot.edit(promise, text)
    assert bot.deliver() == 1
    assert [asked["text"] for asked in slack.asked("chat.update")] == ["final"]


def test_a_direct_message_can_be_edited(bot: Bot, slack: TinySlack) -> None:
    promise = bot.direct("draft")
    bot.deliver()
    bot.edit(promise, "final")
    bot.deliver()
    assert slack.texts("DUANA") == ["final"]


def test_an_edit_while_it_is_being_said_comes_after_it(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("draft")
    slack.meanwhile["chat.postMessage"] = lambda: bot.edit(promise, "final")
    assert bot.deliver() == 2
    assert slack.texts(GENERAL) == ["final"]


def test_an_edit_of_what_was_perhaps_said_comes_after_it_is_found(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("draft")
    slack.order("chat.postMessage", cut(after=True))
    bot.deliver()
    bot.edit(promise, "final")
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["final"]
    assert len(slack.asked("chat.postMessage")) == 1


def test_an_edit_while_an_edit_is_made_is_made_after_it(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("draft")
    bot.deliver()
    bot.edit(promise, "second")
    slack.meanwhile["chat.update"] = lambda: bot.edit(promise, "final")
    bot.deliver()
    assert [asked["text"] for asked in slack.asked("chat.update")] == ["second", "final"]
    assert slack.texts(GENERAL) == ["final"]


def test_an_edit_that_got_lost_is_simply_made_again(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("draft")
    bot.deliver()
    bot.edit(promise, "final")
    slack.order("chat.update", unavailable(), cut(after=True))
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["final"]
    assert slack.asked("conversations.history") == []


def test_an_edit_of_a_message_somebody_deleted_is_quiet(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("draft")
    bot.deliver()
    slack.messages.clear()
    bot.edit(promise, "final")
    bot.deliver()
    counts = bot.counts()
    assert (counts.pending, counts.dead) == (0, 0)


def test_an_edit_of_what_could_never_be_said_is_quiet(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("draft")
    slack.order("chat.postMessage", error("is_archived"))
    slack.meanwhile["chat.postMessage"] = lambda: bot.edit(promise, "while it is refused")
    bot.deliver()
    bot.edit(promise, "after it was")
    bot.delivers_all()
    assert slack.asked("chat.update") == []
    assert bot.find(promise).state == State.DEAD


def test_what_is_withdrawn_in_time_is_never_said(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("oops")
    bot.withdraw(promise)
    bot.edit(promise, "really")
    assert bot.deliver() == 0
    assert slack.calls == []
    assert bot.find(promise).state == State.WITHDRAWN


def test_what_is_withdrawn_later_is_deleted(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("oops")
    bot.deliver()
    bot.edit(promise, "better")
    bot.withdraw(promise)
    bot.withdraw(promise)
    bot.edit(promise, "too late")
    assert bot.deliver() == 1
    assert slack.texts(GENERAL) == []
    assert slack.asked("chat.update") == []
    assert bot.find(promise).state == State.WITHDRAWN


def test_what_is_withdrawn_while_it_is_said_or_perhaps_said_is_deleted(bot: Bot, slack: TinySlack) -> None:
    promise = bot.post("oops")
    slack.meanwhile["chat.postMessage"] = lambda: bot.withdraw(promise)
    slack.order("chat.postMessage", cut(after=True))
    bot.delivers_all()
    assert slack.texts(GENERAL) == []
    assert bot.find(promise).state == State.WITHDRAWN


def test_a_whisper_can_be_changed_only_before_it_is_heard(bot: Bot, slack: TinySlack) -> None:
    promise = bot.whisper("draft")
    bot.edit(promise, "final")
    bot.deliver()
    bot.edit(promise, "too late")
    bot.withdraw(promise)
    assert bot.deliver() == 0
    assert slack.texts(GENERAL) == ["final"]


def test_changing_what_was_never_promised_is_quiet(bot: Bot, slack: TinySlack) -> None:
    bot.does(service.edit, promise=7, message=Message(text="nobody"))
    bot.does(service.withdraw, promise=7)
    assert bot.deliver() == 0
