"""What Slack refuses is refused here, with Slack's own codes."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.api.blocks import problems, view_problems
from bot.playground.clock import Clock
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig, ChannelKind
from tests.playground.conftest import MONDAY

Refused = Callable[..., str]


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("OK"), "action_id": "a", **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def option(label: str = "o", value: str = "v") -> dict[str, Any]:
    return {"text": plain(label), "value": value}


def select(**more: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "s", "options": [option()], **more}


FEEDBACK = {"text": plain("Good"), "value": "1"}
ROW = [{"type": "raw_text", "text": "cell"}]
NUMBER = {"type": "raw_number", "value": 12.5, "text": "12.5 h"}
RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}]}


def chart(**more: Any) -> dict[str, Any]:
    points = [{"label": "A", "value": 1}]
    drawn = {"type": "line", "series": [{"name": "Hours", "data": points}], "axis_config": {"categories": ["A"]}}
    if more.get("type") == "pie":
        drawn = {}
    return {"type": "data_visualization", "title": "Hours", "chart": {**drawn, **more}}


def data_table(**more: Any) -> dict[str, Any]:
    return {"type": "data_table", "caption": "Hours", "rows": [ROW, [NUMBER]], **more}


INPUT = {"type": "input", "label": plain("l"), "element": {"type": "plain_text_input", "action_id": "a"}}

ACCEPTED = [
    section("x" * 3_000),
    {"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2_000}] * 10},
    section("x", accessory=select()),
    section("x", accessory={"type": "image", "image_url": "https://a.example/i.png", "alt_text": "i"}),
    {"type": "header", "text": plain("x" * 150)},
    actions(button(text=plain("x" * 75), value="v" * 2_000, url="https://a.example/" + "u" * 2_900, style="primary")),
    actions({"type": "overflow", "action_id": "a", "options": [option()] * 5}),
    actions({"type": "radio_buttons", "action_id": "a", "options": [option()] * 10}),
    actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-05-11"}),
    actions({"type": "timepicker", "action_id": "t", "initial_time": "09:30"}),
    actions({"type": "multi_users_select", "action_id": "u", "max_selected_items": 3}),
    actions({"type": "external_select", "action_id": "e", "min_query_length": 0}),
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 10},
    {"type": "context_actions", "elements": [
        {"type": "feedback_buttons", "action_id": "f", "positive_button": FEEDBACK, "negative_button": FEEDBACK}]},
    {"type": "markdown", "text": "x" * 12_000},
    {"type": "table", "rows": [ROW * 20] * 100},
    data_table(),
    chart(),
    chart(type="pie", segments=[{"label": "A", "value": 1.5}]),
    data_table(rows=[ROW * 20] * 101, page_size=100, row_header_column_index=19),
    {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [{"type": "text", "text": "q"}]}]},
    INPUT,
    {"type": "divider"},
]  # fmt: skip

REFUSED = [
    (section("x" * 3_001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    (section(""), "must be more than 0 characters"),
    ({"type": "section"}, "missing required field: text"),
    ({"type": "section", "fields": [{"type": "mrkdwn", "text": "x"}] * 11}, "no more than 10 items"),
    ({"type": "header", "text": plain("x" * 151)}, "less than 151"),
    ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "unsupported type: mrkdwn"),
    (actions(), "no less than 1 items"),
    (actions(*[button(action_id=str(i)) for i in range(26)]), "no more than 25 items"),
    (actions(button(text=plain("x" * 76))), "less than 76"),
    (actions(button(value="x" * 2_001)), "less than 2001"),
    (actions(button(url="https://a.example/" + "x" * 3_000)), "less than 3001"),
    (actions(button(action_id="x" * 256)), "less than 256"),
    (actions(button(style="big")), "valid enum value"),
    (actions(button(colour="red")), "invalid additional property: colour"),
    (actions(button(), button()), "action_id already exists: a"),
    (actions({"type": "plain_text_input", "action_id": "a"}), "unsupported type: plain_text_input"),
    (actions(select(options=[option()] * 101)), "no more than 100 items"),
    (actions(select(options=[option("x" * 76)])), "less than 76"),
    (actions(select(options=[option(value="x" * 151)])), "less than 151"),
    (actions(select(initial_option=option("other"))), "initial_option must be one of the options"),
    (actions(select(option_groups=[{"label": plain("g"), "options": [option()]}])), "only one of options"),
    (actions({"type": "overflow", "action_id": "a", "options": [option()] * 6}), "no more than 5 items"),
    (actions({"type": "checkboxes", "action_id": "a", "options": [option()] * 11}), "no more than 10 items"),
    (actions({"type": "datepicker", "action_id": "d", "initial_date": "11/05/2026"}), "YYYY-MM-DD"),
    (actions({"type": "timepicker", "action_id": "t", "initial_time": "9 am"}), "HH:MM"),
    ({"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}, "no more than 10 items"),
    ({"type": "context", "elements": [button()]}, "unsupported type: button"),
    ({"type": "context_actions", "elements": [button()]}, "unsupported type: button"),
    ({"type": "markdown", "text": "x" * 12_001}, "less than 12001"),
    ({"type": "table", "rows": [ROW * 21]}, "no more than 20 items"),
    ({"type": "table", "rows": [ROW] * 101}, "no more than 100 items"),
    ({"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}, "more than 0 characters"),
    ({"type": "table", "rows": [[NUMBER]]}, "unsupported type: raw_number"),
    (data_table(rows=[ROW]), "no less than 2 items"),
    (chart(axis_config={"categories": ["B"]}), "labels must match the axis categories"),
    (chart(type="radar"), "unsupported type"),
    (data_table(rows=[ROW] * 102), "no more than 101 items"),
    (data_table(rows=[ROW, ROW * 2]), "all rows must have the same number of cells"),
    (data_table(rows=[[{"type": "rich_text", "elements": []}], ROW]), "no less than 1 items"),
    (data_table(rows=[[RICH], ROW]), "unsupported type: rich_text"),
    (data_table(page_size=101), "between 1 and 100"),
    ({"type": "data_table", "rows": [ROW, ROW]}, "missing required field: caption"),
    ({"type": "rich_text", "elements": [{"type": "text", "text": "x"}]}, "unsupported type: text"),
    ({"type": "divider", "block_id": "x" * 256}, "less than 256"),
    ({"type": "carousel_of_wonders"}, "unsupported type: carousel_of_wonders"),
    ("a string", "unsupported type: None"),
]  # fmt: skip


@pytest.mark.parametrize("block", ACCEPTED, ids=lambda b: str(b["type"]))
def test_what_fits_is_accepted(block: dict[str, Any]) -> None:
    assert problems([block], in_message=True) == []


@pytest.mark.parametrize(("block", "words"), REFUSED)
def test_what_does_not_fit_is_refused_in_slacks_words(block: Any, words: str) -> None:
    assert any(words in problem for problem in problems([block], in_message=True))


def test_fifty_blocks_in_a_message_and_a_hundred_in_a_view() -> None:
    divider = {"type": "divider"}
    assert not problems([divider] * 50, in_message=True)
    assert problems([divider] * 51, in_message=True)
    assert not problems([divider] * 100, in_message=False)
    assert problems([divider] * 101, in_message=False)


def test_a_block_id_is_used_once() -> None:
    assert problems([{"type": "divider", "block_id": "b"}] * 2, in_message=True)


@pytest.mark.parametrize(
    "block",
    [{"type": "markdown", "text": "x"}, {"type": "table", "rows": [ROW]}, data_table()],
    ids=lambda b: b["type"],
)
def test_some_blocks_are_for_messages_only(block: dict[str, Any]) -> None:
    assert problems([block], in_message=False)


MODAL = {"type": "modal", "title": plain("t"), "blocks": [INPUT], "submit": plain("s")}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": plain("x" * 25)}, "less than 25"),
        ({"submit": plain("x" * 25)}, "less than 25"),
        ({"close": plain("x" * 25)}, "less than 25"),
        ({"private_metadata": "x" * 3_001}, "less than 3001"),
        ({"callback_id": "x" * 256}, "less than 256"),
        ({"type": "home"}, "unsupported type: home"),
        ({"id": "V1"}, "invalid additional property: id"),
    ],
)
def test_a_modal_has_its_limits(change: dict[str, Any], words: str) -> None:
    assert not view_problems(MODAL, kind="modal")
    assert any(words in problem for problem in view_problems({**MODAL, **change}, kind="modal"))


def test_a_modal_with_inputs_needs_a_submit_button() -> None:
    assert view_problems({k: v for k, v in MODAL.items() if k != "submit"}, kind="modal")


def test_invalid_blocks_say_where(slack: LocalSlack) -> None:
    general = slack.channel("general").id
    answer = slack.call("chat.postMessage", channel=general, text="x", blocks=[section("x" * 3_001)])
    assert answer["error"] == "invalid_blocks"
    assert "/blocks/0/text/text" in answer["response_metadata"]["messages"][0]


def test_one_table_in_a_message_wherever_it_stands(slack: LocalSlack) -> None:
    general, table = slack.channel("general").id, {"type": "table", "rows": [ROW]}
    assert slack.call("chat.postMessage", channel=general, blocks=[table])["ok"]
    assert slack.call("chat.postMessage", channel=general, text="x", attachments=[{"blocks": [table]}])["ok"]
    for two in ({"blocks": [table, data_table()]}, {"blocks": [table], "attachments": [{"blocks": [table]}]}):
        answer = slack.call("chat.postMessage", channel=general, **two)
        assert answer["error"] == "invalid_attachments"
        assert "only_one_table_allowed" in answer["response_metadata"]["messages"][0]


def test_attachments_are_looked_through(slack: LocalSlack, refused: Refused) -> None:
    general = slack.channel("general").id
    assert slack.call("chat.postMessage", channel=general, attachments=[{"fallback": "how many days?"}])["ok"]
    assert slack.person("ana").sees("#general")[-1].text == "how many days?"
    faulty: list[list[Any]] = [[{}], ["words"], [{"blocks": [section("x" * 3_001)]}]]
    for bad in faulty:
        assert refused("chat.postMessage", channel=general, attachments=bad) == "invalid_attachments"
    many = [{"text": "x"}] * 101
    assert refused("chat.postMessage", channel=general, attachments=many) == "too_many_attachments"


def test_too_much_text_in_one_message(slack: LocalSlack, refused: Refused) -> None:
    general = slack.channel("general").id
    assert slack.call("chat.postMessage", channel=general, text="x", blocks=[section("x" * 3_000)] * 4)["ok"]
    assert (
        refused("chat.postMessage", channel=general, text="x", blocks=[section("x" * 2_700)] * 5)
        == "msg_blocks_too_long"
    )


def test_where_the_bot_may_speak(slack: LocalSlack, refused: Refused) -> None:
    slack.add_channel("old").archived = True
    outsider = slack.add_channel("secret", "ana", kind=ChannelKind.PRIVATE).id
    post = {"text": "x"}
    assert refused("chat.postMessage", channel=outsider, **post) == "channel_not_found"
    assert refused("chat.postMessage", channel="C404", **post) == "channel_not_found"
    assert refused("chat.postMessage", channel=slack.channel("old").id, **post) == "is_archived"
    assert refused("chat.postMessage", channel=slack.bot_user, **post) == "cannot_dm_bot"
    general = slack.channel("general").id
    assert refused("chat.postMessage", channel=general) == "no_text"
    assert refused("chat.postEphemeral", channel=general, user="U404", **post) == "user_not_in_channel"
    assert refused("chat.postMessage", channel=general, thread_ts="1.1", **post) == "cannot_reply_to_message"


def test_without_its_scope_a_method_says_what_is_missing() -> None:
    slack = LocalSlack(app=AppConfig(scopes=frozenset({"chat:write", "channels:history"})), clock=Clock(MONDAY))
    answer = slack.call("users.info", user=slack.person("ana").id)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
    assert answer["provided"] == "channels:history,chat:write"
    random = slack.channel("random").id
    assert slack.call("chat.postMessage", channel=random, text="x")["error"] == "not_in_channel"
    dm = slack.call("chat.postMessage", channel=slack.person("ana").id, text="x")["channel"]
    assert slack.call("conversations.history", channel=dm)["needed"] == "im:history"
    assert slack.call("conversations.history", channel=random)["error"] == "not_in_channel"


def test_only_its_own_messages_can_be_changed(slack: LocalSlack, refused: Refused) -> None:
    said = slack.person("ana").says("#general", "mine")
    assert refused("chat.update", channel=said.channel, ts=said.ts, text="x") == "cant_update_message"
    assert refused("chat.delete", channel=said.channel, ts=said.ts) == "cant_delete_message"
    assert refused("chat.update", channel=said.channel, ts="1.1", text="x") == "message_not_found"
    posted = slack.call("chat.postMessage", channel=said.channel, text="x")
    assert refused("chat.update", channel=said.channel, ts=posted["ts"], text="x" * 4_001) == "msg_too_long"


def test_metadata_has_a_form_and_comes_back_when_asked_for(slack: LocalSlack, refused: Refused) -> None:
    general = slack.channel("general").id
    metadata = {"event_type": "note", "event_payload": {"id": "7"}}
    slack.call("chat.postMessage", channel=general, text="x", metadata=metadata)
    assert slack.call("conversations.history", channel=general)["messages"][0].get("metadata") is None
    found = slack.call("conversations.history", channel=general, include_all_metadata=True)["messages"][0]
    assert found["metadata"] == metadata
    assert refused("chat.postMessage", channel=general, text="x", metadata={"id": 1}) == "invalid_metadata_format"
    large = {"event_type": "note", "event_payload": {"x": "y" * 9_000}}
    assert refused("chat.postMessage", channel=general, text="x", metadata=large) == "metadata_too_large"


def test_a_trigger_lives_three_seconds_and_is_used_once() -> None:
    seconds = [0.0]
    slack = LocalSlack(monotonic=lambda: seconds[0])
    ana = slack.person("ana").id
    trigger = slack.workspace.triggers.issue(ana)
    assert slack.call("views.open", trigger_id=trigger, view=MODAL)["ok"]
    assert slack.call("views.open", trigger_id=trigger, view=MODAL)["error"] == "exchanged_trigger_id"
    assert slack.call("views.open", trigger_id="made up", view=MODAL)["error"] == "invalid_trigger_id"
    late = slack.workspace.triggers.issue(ana)
    seconds[0] = 3.1
    assert slack.call("views.open", trigger_id=late, view=MODAL)["error"] == "expired_trigger_id"


def test_three_modals_at_most(slack: LocalSlack, refused: Refused) -> None:
    ana = slack.person("ana")
    triggers = slack.workspace.triggers
    view = slack.call("views.open", trigger_id=triggers.issue(ana.id), view=MODAL)["view"]
    for _ in range(2):
        trigger = triggers.issue(ana.id, view=view["id"])
        view = slack.call("views.push", trigger_id=trigger, view=MODAL)["view"]
    trigger = triggers.issue(ana.id, view=view["id"])
    assert refused("views.push", trigger_id=trigger, view=MODAL) == "push_limit_reached"


def test_a_home_tab_published_on_old_ground_is_refused(slack: LocalSlack, refused: Refused) -> None:
    home = {"type": "home", "blocks": [section("one")]}
    ana = slack.person("ana").id
    first = slack.call("views.publish", user_id=ana, view=home)["view"]
    assert slack.call("views.publish", user_id=ana, view=home, hash=first["hash"])["ok"]
    assert refused("views.publish", user_id=ana, view=home, hash=first["hash"]) == "hash_conflict"


def test_tokens_are_told_apart(slack: LocalSlack) -> None:
    other = LocalSlack(name="Brook", team_id="T0BROOK")
    assert slack.bot_token != other.bot_token
    assert slack.call("auth.test")["team_id"] == "T0MEADOW"
    assert other.call("auth.test")["team_id"] == "T0BROOK"
    assert slack.call("no.such.method")["error"] == "unknown_method"
    assert slack.call("apps.connections.open")["error"] == "not_allowed_token_type"


def test_a_channel_takes_one_message_a_second_when_asked_to(slack: LocalSlack, refused: Refused) -> None:
    slack.paces()
    general = slack.channel("general").id
    assert slack.call("chat.postMessage", channel=general, text="x")["ok"]
    assert refused("chat.postMessage", channel=general, text="x") == "ratelimited"
    assert slack.call("chat.postMessage", channel=slack.channel("learning").id, text="x")["ok"]
    slack.clock.advance_to(slack.clock.now().replace(second=2))
    assert slack.call("chat.postMessage", channel=general, text="x")["ok"]


def test_pages_of_a_list_follow_one_another(slack: LocalSlack, refused: Refused) -> None:
    first = slack.call("users.list", limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = slack.call("users.list", limit=2, cursor=cursor)
    assert [m["id"] for m in first["members"]] != [m["id"] for m in second["members"]]
    assert refused("users.list", cursor="nonsense") == "invalid_cursor"
