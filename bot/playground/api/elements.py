"""Which interactive elements does Block Kit know, and how large may they be?

https://docs.slack.dev/reference/block-kit/block-elements
"""

from collections.abc import Iterator
from typing import Any

from bot.playground.api.limits import Check, array, boolean, choice, matching, number, shape, string, text, typed, wrong

_ANY_STRING = string(3_000, least=0)
_ACTION: dict[str, Check] = {"action_id": string(255)}
_CONFIRM = shape(
    {"text": text(300)},
    {
        "title": text(100, "plain_text"),
        "confirm": text(30, "plain_text"),
        "deny": text(30, "plain_text"),
        "style": choice("primary", "danger"),
    },
)
_DATE = matching(r"\d{4}-\d\d-\d\d", "a date as YYYY-MM-DD")
_TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time as HH:MM")


def _option(*kinds: str, with_url: bool = False) -> Check:
    optional: dict[str, Check] = {"description": text(75, *kinds)}
    if with_url:
        optional["url"] = string(3_000)
    return shape({"text": text(75, *kinds), "value": string(150)}, optional)


OPTION = _option("plain_text")
OPTION_GROUP = shape({"label": text(75, "plain_text"), "options": array(OPTION, most=100)})
_OPTIONS: dict[str, Check] = {
    "options": array(OPTION, most=100),
    "option_groups": array(OPTION_GROUP, most=100),
}
_COMMON: dict[str, Check] = {
    **_ACTION,
    "placeholder": text(150, "plain_text"),
    "confirm": _CONFIRM,
    "focus_on_load": boolean,
}
_MANY: dict[str, Check] = {"max_selected_items": number(1, 100)}
_CONVERSATION: dict[str, Check] = {
    "default_to_current_conversation": boolean,
    "filter": shape(
        {},
        {
            "include": array(choice("im", "mpim", "private", "public"), most=4),
            "exclude_external_shared_channels": boolean,
            "exclude_bot_users": boolean,
        },
    ),
}
_RESPONSE: dict[str, Check] = {"response_url_enabled": boolean}
_TYPING: dict[str, Check] = {
    **_ACTION,
    "placeholder": text(150, "plain_text"),
    "focus_on_load": boolean,
    "dispatch_action_config": shape(
        {"trigger_actions_on": array(choice("on_enter_pressed", "on_character_entered"), most=2)}
    ),
    "initial_value": _ANY_STRING,
}


def _static(initial: str, *, many: bool = False) -> Check:
    first: dict[str, Check] = {initial: array(OPTION, most=100) if many else OPTION}
    outline = shape({}, {**_COMMON, **_OPTIONS, **first, **(_MANY if many else {})})

    def check(value: Any, at: str) -> Iterator[str]:
        yield from outline(value, at)
        if ("options" in value) == ("option_groups" in value):
            yield wrong("only one of options and option_groups must be given", at)
            return
        groups = value.get("option_groups") or []
        known = [*value.get("options", []), *(o for g in groups for o in g.get("options", []))]
        chosen = value.get(initial, []) if many else [value[initial]] if initial in value else []
        if any(option not in known for option in chosen):
            yield wrong(f"{initial} must be one of the options", at)

    return check


def _boxes(initial: str, *, many: bool) -> Check:
    option = _option()
    listed: dict[str, Check] = {initial: array(option, most=10) if many else option}
    common: dict[str, Check] = {**_ACTION, "confirm": _CONFIRM, "focus_on_load": boolean, **listed}
    return shape({"options": array(option, most=10)}, common)


_BUTTON = shape(
    {"text": text(75, "plain_text")},
    {
        **_ACTION,
        "url": string(3_000),
        "value": string(2_000, least=0),
        "style": choice("primary", "danger"),
        "confirm": _CONFIRM,
        "accessibility_label": string(75),
    },
)
_FEEDBACK = shape({"text": text(75, "plain_text"), "value": string(2_000)}, {"accessibility_label": string(75)})
IMAGE = shape({"alt_text": string(2_000)}, {"image_url": string(3_000), "slack_file": shape({}, {"id": _ANY_STRING})})
_PICKER: dict[str, Check] = {**_COMMON}

#: what may stand in a section's accessory, an actions block or an input
ELEMENTS: dict[str, Check] = {
    "button": _BUTTON,
    "overflow": shape(
        {"options": array(_option("plain_text", with_url=True), most=5)}, {**_ACTION, "confirm": _CONFIRM}
    ),
    "static_select": _static("initial_option"),
    "multi_static_select": _static("initial_options", many=True),
    "external_select": shape({}, {**_COMMON, "initial_option": OPTION, "min_query_length": number(0, 100)}),
    "multi_external_select": shape(
        {}, {**_COMMON, **_MANY, "initial_options": array(OPTION, most=100), "min_query_length": number(0, 100)}
    ),
    "users_select": shape({}, {**_COMMON, "initial_user": string(20)}),
    "multi_users_select": shape({}, {**_COMMON, **_MANY, "initial_users": array(string(20), most=100)}),
    "conversations_select": shape({}, {**_COMMON, **_CONVERSATION, **_RESPONSE, "initial_conversation": string(20)}),
    "multi_conversations_select": shape(
        {}, {**_COMMON, **_CONVERSATION, **_MANY, "initial_conversations": array(string(20), most=100)}
    ),
    "channels_select": shape({}, {**_COMMON, **_RESPONSE, "initial_channel": string(20)}),
    "multi_channels_select": shape({}, {**_COMMON, **_MANY, "initial_channels": array(string(20), most=100)}),
    "datepicker": shape({}, {**_PICKER, "initial_date": _DATE}),
    "timepicker": shape({}, {**_PICKER, "initial_time": _TIME, "timezone": string(100)}),
    "datetimepicker": shape({}, {**_PICKER, "initial_date_time": number(1_000_000_000, 9_999_999_999)}),
    "radio_buttons": _boxes("initial_option", many=False),
    "checkboxes": _boxes("initial_options", many=True),
    "plain_text_input": shape(
        {}, {**_TYPING, "multiline": boolean, "min_length": number(0, 3_000), "max_length": number(1, 3_000)}
    ),
    "email_text_input": shape({}, _TYPING),
    "url_text_input": shape({}, _TYPING),
    "number_input": shape(
        {"is_decimal_allowed": boolean}, {**_TYPING, "min_value": _ANY_STRING, "max_value": _ANY_STRING}
    ),
}
TYPED = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
CONTEXT_ACTIONS: dict[str, Check] = {
    "feedback_buttons": shape({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, _ACTION),
    "icon_button": shape(
        {"icon": choice("trash"), "text": text(75, "plain_text")},
        {
            **_ACTION,
            "value": string(2_000),
            "confirm": _CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": array(string(20), most=100),
        },
    ),
}
#: elements that stand in a section or in an actions block: all but those one types into
PRESSED = typed({name: check for name, check in ELEMENTS.items() if name not in TYPED})
INPUTS = typed({name: check for name, check in ELEMENTS.items() if name not in ("button", "overflow")})
