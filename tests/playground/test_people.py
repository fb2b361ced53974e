"""What a person types, presses and sees, with a bot that hears by signed HTTP."""

from typing import Any

import pytest
from slack_bolt import Ack, App, Respond, Say
from slack_sdk import WebClient

from bot.playground.errors import NotThere
from bot.playground.slack import LocalSlack


def test_a_command_is_answered_privately(slack: LocalSlack, bolt: App) -> None:
    @bolt.command("/echo")
    def echo(ack: Ack, command: dict[str, Any]) -> None:
        ack(f"you said {command['text']}")

    answer = slack.person("ana").types("#general", "/echo hello")
    assert answer is not None
    assert answer.text == "you said hello"
    assert answer.is_private
    assert slack.person("ben").sees("#general") == ()


def test_a_mention_is_answered_in_the_thread(slack: LocalSlack, bolt: App) -> None:
    @bolt.event("app_mention")
    def mentioned(event: dict[str, Any], say: Say) -> None:
        say(text=f"hello <@{event['user']}>", thread_ts=event["ts"])

    asked = slack.person("ana").says("#general", "@echo are you there?")
    answer = slack.person("ben").sees("#general", thread=asked)[-1]
    assert answer.text == "hello @ana"
    assert answer.mentions == (f"@{slack.person('ana').id}",)


def test_a_button_replaces_the_message(slack: LocalSlack, bolt: App, client: WebClient) -> None:
    @bolt.action("ok.press")
    def pressed(ack: Ack, respond: Respond) -> None:
        ack()
        respond(text="done", replace_original=True)

    button = {"type": "button", "text": {"type": "plain_text", "text": "OK"}, "action_id": "ok.press", "value": "1"}
    general = slack.channel("general").id
    client.chat_postMessage(channel=general, text="press", blocks=[{"type": "actions", "elements": [button]}])
    ana = slack.person("ana")
    seen = ana.sees("#general")[-1]
    assert seen.buttons == ("OK",)
    with pytest.raises(NotThere, match="no button 'Share' here; there are: OK"):
        ana.clicks("Share", on=seen)
    ana.clicks("OK", on=seen)
    assert ana.looks_again(seen).text == "done"
