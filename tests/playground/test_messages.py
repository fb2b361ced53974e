"""Messages that are more than typed words: deleted under replies, from other apps, said with /me, sent twice."""

from typing import Any

from slack_bolt import Ack, App

from bot.playground.slack import LocalSlack

QUESTION = "how many vacation days do I get?"
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": QUESTION}}


def heard(slack: LocalSlack) -> list[dict[str, Any]]:
    return [d.envelope.payload["event"] for d in slack.deliveries if "event" in d.envelope.payload]


def test_a_deleted_message_with_replies_leaves_a_placeholder(slack: LocalSlack, bolt: App) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")
    asked = ana.says("#general", "who knows SQL?")
    reply = ben.says("#general", "I do", thread=asked)
    ana.deletes(asked)
    event = heard(slack)[-1]
    assert (event["subtype"], event["message"]["subtype"]) == ("message_changed", "tombstone")
    assert event["message"]["ts"] == event["previous_message"]["ts"] == asked.ts
    assert event["message"]["user"] == "USLACKBOT"
    assert event["message"]["reply_count"] == 1
    assert event["previous_message"]["text"] == "who knows SQL?"
    assert [seen.text for seen in ben.sees("#general")] == ["This message was deleted."]
    assert slack.call("reactions.add", channel=asked.channel, timestamp=asked.ts, name="x")["error"] == (
        "message_not_found"
    )
    ben.deletes(reply)
    assert heard(slack)[-1]["subtype"] == "message_deleted"
    assert ben.sees("#general") == ()


def test_the_bot_deletes_its_own_message_under_replies(slack: LocalSlack, bolt: App) -> None:
    posted = slack.call("chat.postMessage", channel=slack.channel("general").id, text="a card")
    slack.person("ben").says("#general", "nice", thread=posted["ts"])
    slack.call("chat.delete", channel=posted["channel"], ts=posted["ts"])
    slack.settle()
    assert heard(slack)[-1]["message"]["subtype"] == "tombstone"


def test_another_app_speaks_in_attachments_or_blocks_without_a_text(slack: LocalSlack, bolt: App) -> None:
    slack.app_says("#general", attachments=[{"fallback": QUESTION, "text": QUESTION}])
    classic = heard(slack)[-1]
    assert (classic["subtype"], classic["text"], classic["username"]) == ("bot_message", "", "Forms")
    assert "user" not in classic
    assert classic["attachments"][0]["text"] == QUESTION
    slack.app_says("#general", blocks=[SECTION], app="Survey", has_user=True)
    modern = heard(slack)[-1]
    assert "subtype" not in modern
    assert modern["bot_id"] == "B0SURVEY" != slack.workspace.bot_id
    assert modern["blocks"][0]["text"]["text"] == QUESTION
    seen = slack.person("ana").sees("#general")
    assert [(one.author, one.text) for one in seen] == [("Forms", QUESTION), ("survey", QUESTION)]


def test_a_button_in_an_attachment_is_pressed(slack: LocalSlack, bolt: App) -> None:
    pressed: list[str] = []

    @bolt.action("ok")
    def ok(ack: Ack, action: dict[str, Any]) -> None:
        ack()
        pressed.append(action["value"])

    button = {"type": "button", "text": {"type": "plain_text", "text": "OK"}, "action_id": "ok", "value": "7"}
    general, actions = slack.channel("general").id, {"type": "actions", "elements": [button]}
    slack.call("chat.postMessage", channel=general, text="x", attachments=[{"blocks": [actions]}])
    ana = slack.person("ana")
    ana.clicks("OK", on=ana.sees("#general")[-1])
    assert pressed == ["7"]


def test_what_is_said_with_me_is_a_message_of_its_own_kind(slack: LocalSlack, bolt: App) -> None:
    slack.person("ana").types("#general", "/me is looking for @ben")
    event = heard(slack)[-1]
    assert (event["type"], event["subtype"], "blocks" in event) == ("message", "me_message", False)
    assert event["text"] == f"is looking for <@{slack.person('ben').id}>"


def test_a_stranger_is_marked_until_a_channel_is_shared(slack: LocalSlack) -> None:
    stranger = slack.add_person("otto", company="Delta")
    olga = slack.person("olga")

    def user(id: str) -> dict[str, Any]:
        found: dict[str, Any] = slack.call("users.info", user=id)["user"]
        return found

    assert user(stranger.id)["is_stranger"] is True
    assert user(olga.id)["is_stranger"] is False
    assert "is_stranger" not in user(slack.person("ana").id)
    assert user(olga.id)["team_id"] == "TBROOK"


def test_a_command_and_a_press_come_twice_the_same(slack: LocalSlack, bolt: App) -> None:
    seen: list[str] = []

    @bolt.command("/echo")
    def echo(ack: Ack, command: dict[str, Any]) -> None:
        ack()
        seen.append(command["trigger_id"])

    slack.person("ana").types("#general", "/echo x")
    slack.redeliver(slack.deliveries[-1])
    assert len(seen) == 2
    assert seen[0] == seen[1]
    first, second = slack.deliveries[-2:]
    assert second.envelope == first.envelope
    assert second.envelope.retry_num == 0
