"""What can an admin do about a message of which nobody knows whether Slack has it?"""

import pytest
from click.testing import CliRunner

from bot.cli.main import commands
from bot.ids import PromiseId, UserId
from bot.outbox import handlers, held, service
from bot.outbox.rules import State
from bot.slack.payloads import Action, Actor
from bot.workspaces import service as workspaces
from tests.outbox.conftest import ANA, BEN, GENERAL, Bot, T
from tests.outbox.tiny_slack import TinySlack, cut, error


def perhaps(bot: Bot, slack: TinySlack, *, is_there: bool) -> PromiseId:
    slack.order("chat.postMessage", cut(after=is_there))
    slack.order("conversations.history", error("missing_scope"))
    promise = bot.post("perhaps", tell=ANA, what="your thanks")
    bot.delivers_all()
    assert bot.find(promise).state is State.UNKNOWN
    return promise


def test_what_is_missing_is_sent_again_once_and_can_be_changed_then(bot: Bot, slack: TinySlack) -> None:
    promise = perhaps(bot, slack, is_there=False)
    assert slack.texts(GENERAL) == []
    bot.edit(promise, "perhaps, and true by now")
    bot.does(lambda session, **_: held.resend(session, T, promise, now=bot.clock.now()))
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["perhaps, and true by now"]
    bot.edit(promise, "for certain")
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["for certain"]
    with pytest.raises(held.NotHeld):
        bot.does(lambda session, **_: held.resend(session, T, promise, now=bot.clock.now()))


def test_what_is_there_is_dropped(bot: Bot, slack: TinySlack) -> None:
    promise = perhaps(bot, slack, is_there=True)
    bot.does(lambda session, **_: held.drop(session, T, promise))
    bot.delivers_all()
    assert slack.texts(GENERAL) == ["perhaps"]
    assert bot.counts().unknown == 0
    with pytest.raises(held.NotHeld):
        bot.does(lambda session, **_: held.drop(session, T, promise))


def test_a_private_word_is_nobodys_decision(bot: Bot, slack: TinySlack) -> None:
    slack.order("chat.postEphemeral", *[cut(after=True)] * 5)
    promise = bot.whisper("psst")
    bot.delivers_all()
    assert len(slack.asked("chat.postEphemeral")) == 2
    assert (bot.row(promise).state, bot.row(promise).message) == (State.WITHDRAWN, {})
    assert bot.runtime.reading(lambda session: held.every(session, T)) == ()


def test_what_was_erased_meanwhile_cannot_be_said_again(bot: Bot, slack: TinySlack) -> None:
    promise = perhaps(bot, slack, is_there=False)
    key = bot.find(promise).key
    bot.does(lambda session, workspace, now: service.forget_words(session, workspace=workspace, keys=[key], now=now))
    with pytest.raises(held.NotHeld):
        bot.does(lambda session, **_: held.resend(session, T, promise, now=bot.clock.now()))


def test_who_was_not_asked_cannot_decide(bot: Bot, slack: TinySlack) -> None:
    promise = perhaps(bot, slack, is_there=False)

    def pressed(value: str) -> Action:
        return Action(
            actor=Actor(workspace=T, user=BEN),
            name="outbox.again",
            value=value,
            trigger="trigger",
            channel=None,
            message=None,
            thread=None,
            is_ephemeral=False,
            view=None,
            is_home=False,
            metadata="",
            state={},
            response_url=None,
        )

    for act in (handlers.again, handlers.there):
        with pytest.raises(handlers.NotAsked):
            bot.does(lambda session, now, act=act, **_: act(session, pressed(str(promise)), now))
    assert bot.find(promise).state is State.UNKNOWN


def test_in_the_terminal(bot: Bot, slack: TinySlack) -> None:
    bot.does(
        lambda session, now, **_: workspaces.install(
            session, T, name="Meadow", bot_user=UserId("UBOT"), bot_id="B1", now=now
        )
    )
    promise = perhaps(bot, slack, is_there=False)
    url = bot.runtime.database.url.render_as_string(hide_password=False)
    bot.runtime.database.close()

    def pollen(*words: str) -> str:
        return str(CliRunner(env={"DATABASE_URL": url}).invoke(commands, ["outbox", *words]).output)

    listed = pollen("list")
    for words in (str(promise), "CGENERAL", "your thanks", "missing_scope"):
        assert words in listed
    assert "perhaps" not in listed
    assert "will be sent again" in pollen("resend", str(promise))
    assert "None." in pollen("list")
