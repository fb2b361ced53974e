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


def form() -> dict[str, Any]:
    def plain(text: str) -> dict[str, Any]:
        return {"type": "plain_text", "text": text}

    def field(block_id: str, label: str, element: dict[str, Any]) -> dict[str, Any]:
        return {"type": "input", "block_id": block_id, "label": plain(label), "element": {"action_id": "v", **element}}

    values = [{"text": plain(v), "value": v.lower()} for v in ("Courage", "Care")]
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Thank somebody"),
        "submit": plain("Thank"),
        "notify_on_close": True,
        "blocks": [
            field("who", "Who?", {"type": "multi_users_select"}),
            field("why", "Why?", {"type": "plain_text_input", "max_length": 20}),
            {**field("value", "Value", {"type": "static_select", "options": values}), "optional": True},
            {**field("topic", "Topic", {"type": "external_select", "min_query_length": 0}), "optional": True},
        ],
    }


@pytest.fixture
def submitted(bolt: App) -> list[dict[str, Any]]:
    """A bot with a form; what was submitted."""
    found: list[dict[str, Any]] = []

    @bolt.command("/form")
    def opens(ack: Ack, command: dict[str, Any], client: WebClient) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=form())
        ack()

    @bolt.options("v")
    def topics(ack: Ack, payload: dict[str, Any]) -> None:
        label = {"type": "plain_text", "text": payload["value"].upper()}
        ack(options=[{"text": label, "value": payload["value"]}])

    @bolt.view("form")
    def taken(ack: Ack, view: dict[str, Any]) -> None:
        values = view["state"]["values"]
        if values["why"]["v"]["value"] == "because":
            ack(response_action="errors", errors={"why": "Say a little more."})
            return
        found.append(values)
        ack()

    @bolt.view_closed("form")
    def closed(ack: Ack) -> None:
        found.append({"closed": True})
        ack()

    return found


def test_a_form_is_filled_in_and_refused_until_it_is_right(slack: LocalSlack, submitted: list[dict[str, Any]]) -> None:
    ana = slack.person("ana")
    assert ana.types("#general", "/form") is None
    modal = ana.modal
    assert modal.title == "Thank somebody"
    assert modal.fields == ("Who?", "Why?", "Value", "Topic")
    assert modal.submit() == dict.fromkeys(("Who?", "Why?"), "Please complete this required field.")
    modal.fill({"Who?": ["ben", "@chika"]}, why="because")
    assert modal.submit() == {"Why?": "Say a little more."}
    assert "Say a little more." in modal.text
    modal.fill({"Why?": "x" * 21})
    assert "shorten" in modal.submit()["Why?"]
    modal.fill({"Why?": "she helped", "Value": "Care", "Topic": "sql"})
    assert modal.submit() == {}
    assert not ana.has_modal
    values = submitted[0]
    assert values["who"]["v"]["selected_users"] == [slack.person("ben").id, slack.person("chika").id]
    assert values["value"]["v"]["selected_option"]["value"] == "care"
    assert values["topic"]["v"]["selected_option"]["value"] == "sql"


def test_untouched_inputs_are_in_the_state_and_closing_is_told(
    slack: LocalSlack, submitted: list[dict[str, Any]]
) -> None:
    ana = slack.person("ana")
    ana.types("#general", "/form")
    values = ana.modal.raw["state"]["values"]
    assert values["why"]["v"] == {"type": "plain_text_input", "value": None}
    assert values["who"]["v"]["selected_users"] == []
    with pytest.raises(NotThere, match=r"no input 'Amount'.*Who\?, Why\?"):
        ana.modal.fill({"Amount": 3})
    ana.modal.close()
    assert submitted == [{"closed": True}]
    with pytest.raises(NotThere, match="no modal is open"):
        ana.modal.submit()


def test_home_dm_prompts_and_shortcuts(slack: LocalSlack, bolt: App) -> None:
    @bolt.event("app_home_opened")
    def opened(event: dict[str, Any], client: WebClient) -> None:
        if event["tab"] == "home":
            text = {"type": "mrkdwn", "text": f"hello <@{event['user']}>"}
            client.views_publish(
                user_id=event["user"], view={"type": "home", "blocks": [{"type": "section", "text": text}]}
            )
        else:
            prompts = [{"title": "Who?", "message": "Who are you?"}]
            client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], prompts=prompts)

    @bolt.event("message")
    def said(event: dict[str, Any], say: Say) -> None:
        say(f"in {event['channel_type']}: {event['text']}")

    @bolt.shortcut("repeat")
    def repeat(ack: Ack, shortcut: dict[str, Any], respond: Respond) -> None:
        ack()
        respond(shortcut["message"]["text"])

    ana = slack.person("ana")
    assert ana.opens_home().text == "hello @ana"
    dm = ana.opens_dm()
    assert ana.prompts() == ("Who?",)
    ana.says(dm, "hi")
    assert ana.sees(dm)[-1].text == "in im: hi"
    seen = slack.person("ben").says("#general", "worth repeating")
    ana.uses_shortcut("Repeat this", on=seen)
    assert ana.sees("#general")[-1].text == "worth repeating"
    assert ana.sees("#general")[-1].is_private
    with pytest.raises(NotThere, match="there are: Repeat this"):
        ana.uses_shortcut("Burn this", on=seen)


def test_the_bot_hears_only_what_it_may_hear(slack: LocalSlack, bolt: App) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")
    ana.says("#random", "@echo are you here?")
    ana.says("@ben", "between us")
    assert not slack.deliveries
    slack.invite_bot("#random")
    message = ana.says("#random", "@echo now?")
    ana.reacts("tada", on=message)
    ana.unreacts("tada", on=message)
    ana.edits(message, "never mind")
    ana.deletes(message)
    told = [delivery.envelope.payload["event"] for delivery in slack.deliveries]
    assert [f"{e['type']} {e.get('subtype', '')}".strip() for e in told] == [
        "member_joined_channel",
        "message",
        "app_mention",
        "reaction_added",
        "reaction_removed",
        "message message_changed",
        "message message_deleted",
    ]
    slack.kick_bot("#random")
    before = len(slack.deliveries)
    ben.says("#random", "gone?")
    assert len(slack.deliveries) == before


def test_people_come_change_and_go(slack: LocalSlack, bolt: App) -> None:
    slack.joins_team("dora", tz="America/Lima")
    slack.rename("dora", to="theodora")
    slack.deactivate("theodora")
    told = [d.envelope.payload["event"] for d in slack.deliveries]
    assert [e["type"] for e in told] == ["team_join", "user_change", "user_change"]
    assert told[-1]["user"]["deleted"]
    with pytest.raises(NotThere, match="deactivated"):
        slack.person("theodora").says("#general", "hello")


def test_an_outsider_in_a_shared_channel_is_marked_as_one(slack: LocalSlack, bolt: App) -> None:
    slack.person("olga").says("#partners", "@echo hello")
    payload = slack.deliveries[-1].envelope.payload
    assert payload["is_ext_shared_channel"]
    assert payload["event"]["user_team"] == "TBROOK"
    assert payload["team_id"] == payload["authorizations"][0]["team_id"] == "T0MEADOW"
    with pytest.raises(NotThere, match="olga cannot see #general"):
        slack.person("olga").sees("#general")


def test_slash_commands_do_not_exist_in_threads(slack: LocalSlack, bolt: App) -> None:
    ana = slack.person("ana")
    root = ana.says("#general", "a thread")
    with pytest.raises(NotThere, match="not supported in threads"):
        ana.types("#general", "/echo x", thread=root)
    with pytest.raises(NotThere, match="/learn is not a valid command; there are: /echo, /form, /nothing"):
        ana.types("#general", "/learn x")


def test_a_bot_that_fails_is_said_to_have_failed(slack: LocalSlack, bolt: App) -> None:
    @bolt.command("/echo")
    def echo() -> None:
        raise ValueError("broken")

    answer = slack.person("ana").types("#general", "/echo x")
    assert answer is not None
    assert "dispatch_failed" in answer.text


def test_an_event_answered_with_an_error_is_delivered_three_times_more(slack: LocalSlack, bolt: App) -> None:
    @bolt.event("app_mention")
    def mentioned() -> None:
        raise ValueError("broken")

    @bolt.event("message")
    def said() -> None:
        pass

    slack.person("ana").says("#general", "@echo x")
    assert [len(slack.redeliver()) for _ in range(4)] == [1, 1, 1, 0]
    assert [d.envelope.retry_num for d in slack.deliveries[-3:]] == [1, 2, 3]


def test_the_bot_hears_of_its_own_messages_as_in_slack(slack: LocalSlack, bolt: App, client: WebClient) -> None:
    client.chat_postMessage(channel=slack.channel("general").id, text="x")
    slack.settle()
    assert slack.deliveries[-1].envelope.payload["event"]["bot_id"] == slack.workspace.bot_id


def test_a_private_answer_in_a_thread_that_does_not_exist_is_seen_by_nobody(slack: LocalSlack) -> None:
    ana = slack.person("ana")
    root = ana.says("#general", "a question")
    whisper = {"channel": root.channel, "user": ana.id, "thread_ts": root.ts}
    assert slack.call("chat.postEphemeral", text="too early", **whisper)["ok"]
    assert [s.text for s in ana.sees("#general", thread=root)] == ["a question"]
    slack.person("ben").says("#general", "a reply", thread=root)
    slack.call("chat.postEphemeral", text="in time", **whisper)
    assert ana.sees("#general", thread=root)[-1].text == "in time"
    assert slack.person("ben").sees("#general", thread=root)[-1].text == "a reply"


def test_an_update_keeps_the_blocks_it_does_not_mention(slack: LocalSlack) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "as blocks"}}]
    posted = slack.call("chat.postMessage", channel=slack.channel("general").id, text="x", blocks=blocks)
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    slack.call("chat.update", text="new", **place)
    seen = slack.person("ana").sees("#general")[-1]
    assert (seen.text, seen.notification) == ("as blocks", "new")
    slack.call("chat.update", text="new", blocks=[], **place)
    assert slack.person("ana").sees("#general")[-1].text == "new"


def test_an_app_that_was_removed_is_told_and_may_do_nothing(slack: LocalSlack, bolt: App) -> None:
    slack.uninstall()
    told = [delivery.envelope.payload["event"]["type"] for delivery in slack.deliveries]
    assert told == ["tokens_revoked", "app_uninstalled"]
    assert slack.call("auth.test")["error"] == "account_inactive"
