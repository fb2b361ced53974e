"""What is in an input: before anyone touched it, and after somebody chose?

Untouched inputs appear in `state.values` too, as in Slack.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.playground.state import Json


@dataclass(frozen=True, kw_only=True)
class Field:
    """Where an element keeps its value."""

    key: str
    initial: str
    is_list: bool = False


FIELDS: dict[str, Field] = {
    "static_select": Field(key="selected_option", initial="initial_option"),
    "external_select": Field(key="selected_option", initial="initial_option"),
    "radio_buttons": Field(key="selected_option", initial="initial_option"),
    "multi_static_select": Field(key="selected_options", initial="initial_options", is_list=True),
    "multi_external_select": Field(key="selected_options", initial="initial_options", is_list=True),
    "checkboxes": Field(key="selected_options", initial="initial_options", is_list=True),
    "users_select": Field(key="selected_user", initial="initial_user"),
    "multi_users_select": Field(key="selected_users", initial="initial_users", is_list=True),
    "conversations_select": Field(key="selected_conversation", initial="initial_conversation"),
    "multi_conversations_select": Field(key="selected_conversations", initial="initial_conversations", is_list=True),
    "channels_select": Field(key="selected_channel", initial="initial_channel"),
    "multi_channels_select": Field(key="selected_channels", initial="initial_channels", is_list=True),
    "datepicker": Field(key="selected_date", initial="initial_date"),
    "timepicker": Field(key="selected_time", initial="initial_time"),
    "datetimepicker": Field(key="selected_date_time", initial="initial_date_time"),
    "plain_text_input": Field(key="value", initial="initial_value"),
    "email_text_input": Field(key="value", initial="initial_value"),
    "url_text_input": Field(key="value", initial="initial_value"),
    "number_input": Field(key="value", initial="initial_value"),
}


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Give every element one can press, choose or fill, with its block."""
    for block in blocks:
        inner = [*block.get("elements", []), *(block[k] for k in ("accessory", "element") if k in block)]
        for element in inner:
            if "action_id" in element:
                yield block, element


def value(element: Json, content: Any) -> Json:
    """Give an element's entry in `state.values`."""
    field = FIELDS[element["type"]]
    return {"type": element["type"], field.key: content}


def untouched(element: Json) -> Json:
    """Give the entry of an element nobody touched."""
    field = FIELDS[element["type"]]
    return value(element, element.get(field.initial, [] if field.is_list else None))


def state(blocks: list[Json], before: dict[str, dict[str, Json]]) -> dict[str, dict[str, Json]]:
    """Give `state.values` of blocks, keeping what was filled in before."""
    values: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        if element["type"] in FIELDS:
            kept = before.get(block["block_id"], {}).get(element["action_id"])
            same = kept is not None and kept["type"] == element["type"]
            values.setdefault(block["block_id"], {})[element["action_id"]] = (
                kept if same and kept else untouched(element)
            )
    return values


def options(element: Json) -> list[Json]:
    """Give all options of an element, those of its groups too."""
    return [*element.get("options", []), *(o for g in element.get("option_groups", []) for o in g["options"])]


def refusals(blocks: list[Json], values: dict[str, dict[str, Json]]) -> dict[str, str]:
    """Say what Slack itself finds wrong with a form before the app hears of it; by block_id."""
    found: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        content = values[block["block_id"]][element["action_id"]][FIELDS[element["type"]].key]
        if content in (None, "", []):
            if not block.get("optional"):
                found[block["block_id"]] = "Please complete this required field."
        elif problem := _malformed(element, content):
            found[block["block_id"]] = problem
    return found


def _malformed(element: Json, content: Any) -> str:
    match element["type"]:
        case "plain_text_input" if len(content) > element.get("max_length", 3_000):
            return f"Please shorten this to {element.get('max_length', 3_000)} characters or less."
        case "plain_text_input" if len(content) < element.get("min_length", 0):
            return f"Please lengthen this to {element['min_length']} characters or more."
        case "email_text_input" if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", content):
            return "Please enter a valid email address."
        case "url_text_input" if not re.match(r"https?://\S+$", content):
            return "Please enter a valid URL."
        case "number_input" if not re.fullmatch(r"-?\d+" + (r"(\.\d+)?" * element["is_decimal_allowed"]), content):
            return "Please enter a valid number."
        case _:
            return ""
