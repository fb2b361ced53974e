"""Where does the answer to a press or a sentence go, and who sees it?"""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from bot.ids import ChannelId, Ts
from bot.outbox import answering
from bot.slack.message import Message, message, section
from bot.slack.payloads import Action, Actor, Said
from tests.outbox.conftest import ANA, GENERAL, Bot, T
from tests.outbox.tiny_slack import TinySlack

DIRECT = ChannelId("DUANA")
ANSWER = message("found", [section("*found*")])


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


def answer_press(bot: Bot, action: Action, *, is_replacing: bool = False) -> None:
    def unit(session: Session, workspace: str, now: datetime) -> None:
        assert (
            answering.press(session, action, Message(text="found"), key="k", now=now, is_replacing=is_replacing) is None
        )

    bot.does(unit)
    bot.deliver()


def answer_sentence(bot: Bot, words: Said, **more: bool) -> None:
    bot.does(
        lambda session, workspace, now: answering.sentence(
            session, words, Message(text="found"), key="k", now=now, **more
        )
    )
    bot.deliver()


@pytest.mark.parametrize("is_replacing", [True, False])
def test_a_press_in_a_message_is_answered_at_its_own_address(bot: Bot, slack: TinySlack, is_replacing: bool) -> None:
    action = pressed(url=f"{slack.url}/respond/secret", channel=GENERAL, thread=Ts("1.5"))
    answer_press(bot, action, is_replacing=is_replacing)
    [(_path, sent)] = slack.calls
    assert (sent["text"], sent["response_type"], sent["replace_original"]) == ("found", "ephemeral", is_replacing)
    assert sent.get("thread_ts") == (None if is_replacing else "1.5")


def test_a_press_in_a_channel_without_an_address_is_whispered_to_who_pressed(bot: Bot, slack: TinySlack) -> None:
    answer_press(bot, pressed(channel=GENERAL, thread=Ts("1.5")))
    [sent] = slack.asked("chat.postEphemeral")
    assert (sent["channel"], sent["user"], sent["thread_ts"], sent["text"]) == (GENERAL, ANA, "1.5", "found")


@pytest.mark.parametrize("action", [pressed(), pressed(channel=DIRECT), pressed(view="V1"), pressed(is_home=True)])
def test_a_press_anywhere_else_is_answered_by_direct_message(bot: Bot, slack: TinySlack, action: Action) -> None:
    answer_press(bot, action)
    assert slack.texts("DUANA") == ["found"]


@pytest.mark.parametrize(
    ("action", "instead_of"), [(pressed(view="V1"), "V1"), (pressed(view="V1", is_home=True), None)]
)
def test_a_press_in_a_view_can_be_answered_by_a_modal_once_all_is_kept(
    bot: Bot, slack: TinySlack, action: Action, instead_of: str | None
) -> None:
    modal = bot.does(
        lambda session, workspace, now: answering.press(session, action, ANSWER, key="k", now=now, modal="Pollen")
    )
    assert modal is not None
    assert modal.instead_of == instead_of
    bot.deliver()
    assert slack.calls == []
    answering.show(bot.runtime, modal)
    [(method, sent)] = slack.calls
    assert method == ("views.open" if instead_of is None else "views.update")
    assert sent["view"]["blocks"][0]["text"]["text"] == "*found*"
    assert sent["view"]["private_metadata"] == "kept"


def test_nothing_is_shown_where_nothing_was_left_to_show(bot: Bot, slack: TinySlack) -> None:
    answering.show(bot.runtime, None)
    assert slack.calls == []


@pytest.mark.parametrize("thread", [None, Ts("1.5")])
def test_a_sentence_in_a_channel_is_answered_unseen_by_the_others(
    bot: Bot, slack: TinySlack, thread: Ts | None
) -> None:
    answer_sentence(bot, said(GENERAL, thread=thread))
    [sent] = slack.asked("chat.postEphemeral")
    assert (sent["channel"], sent["user"], sent.get("thread_ts")) == (GENERAL, ANA, thread)


@pytest.mark.parametrize(("thread", "under"), [(None, "10.5"), (Ts("1.5"), "1.5")])
def test_a_sentence_can_be_answered_for_all_to_see_under_it(
    bot: Bot, slack: TinySlack, thread: Ts | None, under: str
) -> None:
    answer_sentence(bot, said(GENERAL, thread=thread), in_public=True)
    [sent] = slack.asked("chat.postMessage")
    assert (sent["channel"], sent["thread_ts"]) == (GENERAL, under)


@pytest.mark.parametrize("thread", [None, Ts("1.5")])
def test_a_sentence_to_the_bot_is_answered_in_that_conversation(bot: Bot, slack: TinySlack, thread: Ts | None) -> None:
    answer_sentence(bot, said(DIRECT, thread=thread))
    [sent] = slack.asked("chat.postMessage")
    assert (sent["channel"], sent.get("thread_ts")) == (DIRECT, thread)
