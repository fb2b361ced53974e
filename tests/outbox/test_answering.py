"""Where does the answer to a press or a sentence go, and who sees it?"""

import pytest

from bot.ids import ChannelId, Ts
from bot.outbox import answering
from bot.slack.answer import Say
from bot.slack.message import Message
from bot.slack.payloads import Action, Actor, Said
from tests.outbox.conftest import ANA, GENERAL, Bot, T
from tests.outbox.tiny_slack import TinySlack

DIRECT = ChannelId("DUANA")


def pressed(
    *,
    url: str | None = None,
    channel: ChannelId | None = None,
    thread: Ts | None = None,
    view: str | None = None,
    is_home: bool = False,
) -> Action:
    return Action(
        actor=Actor(workspace=T, user=ANA),
        name="answers.more",
        value="1",
        trigger="trigger",
        channel=channel,
        message=None,
        thread=thread,
        is_ephemeral=False,
        view=view,
        is_home=is_home,
        metadata="kept",
        state={},
        response_url=url,
    )


def said(channel: ChannelId, *, thread: Ts | None = None) -> Said:
    return Said(
        actor=Actor(workspace=T, user=ANA),
        event="Ev1",
        channel=channel,
        ts=Ts("10.5"),
        thread=thread,
        text="where?",
        is_direct=channel.startswith("D"),
    )


def answer(bot: Bot, request: Action | Said, *, is_replacing: bool = False, is_public: bool = False) -> None:
    said = Say(Message(text="found"), is_replacing=is_replacing, is_public=is_public)
    bot.does(lambda session, workspace, now: answering.say(session, request, said, "k", now))
    bot.deliver()


@pytest.mark.parametrize("is_replacing", [True, False])
def test_a_press_in_a_message_is_answered_at_its_own_address(bot: Bot, slack: TinySlack, is_replacing: bool) -> None:
    action = pressed(url=f"{slack.url}/respond/secret", channel=GENERAL, thread=Ts("1.5"))
    answer(bot, action, is_replacing=is_replacing)
    [(_path, sent)] = slack.calls
    assert (sent["text"], sent["response_type"], sent["replace_original"]) == ("found", "ephemeral", is_replacing)
    assert sent.get("thread_ts") == (None if is_replacing else "1.5")


def test_a_press_in_a_channel_without_an_address_is_whispered_to_who_pressed(bot: Bot, slack: TinySlack) -> None:
    answer(bot, pressed(channel=GENERAL, thread=Ts("1.5")))
    [sent] = slack.asked("chat.postEphemeral")
    assert (sent["channel"], sent["user"], sent["thread_ts"], sent["text"]) == (GENERAL, ANA, "1.5", "found")


@pytest.mark.parametrize("action", [pressed(), pressed(channel=DIRECT), pressed(view="V1"), pressed(is_home=True)])
def test_a_press_anywhere_else_is_answered_by_direct_message(bot: Bot, slack: TinySlack, action: Action) -> None:
    answer(bot, action)
    assert slack.texts("DUANA") == ["found"]


@pytest.mark.parametrize("thread", [None, Ts("1.5")])
def test_a_sentence_in_a_channel_is_answered_unseen_by_the_others(
    bot: Bot, slack: TinySlack, thread: Ts | None
) -> None:
    answer(bot, said(GENERAL, thread=thread))
    [sent] = slack.asked("chat.postEphemeral")
    assert (sent["channel"], sent["user"], sent.get("thread_ts")) == (GENERAL, ANA, thread)


@pytest.mark.parametrize(("thread", "under"), [(None, "10.5"), (Ts("1.5"), "1.5")])
def test_a_sentence_can_be_answered_for_all_to_see_under_it(
    bot: Bot, slack: TinySlack, thread: Ts | None, under: str
) -> None:
    answer(bot, said(GENERAL, thread=thread), is_public=True)
    [sent] = slack.asked("chat.postMessage")
    assert (sent["channel"], sent["thread_ts"]) == (GENERAL, under)


@pytest.mark.parametrize("thread", [None, Ts("1.5")])
def test_a_sentence_to_the_bot_is_answered_in_that_conversation(bot: Bot, slack: TinySlack, thread: Ts | None) -> None:
    answer(bot, said(DIRECT, thread=thread))
    [sent] = slack.asked("chat.postMessage")
    assert (sent["channel"], sent.get("thread_ts")) == (DIRECT, thread)
