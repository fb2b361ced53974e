"""Would Slack accept these blocks, this view, this metadata?

https://docs.slack.dev/reference/block-kit/blocks
"""

import json
from collections.abc import Iterator
from typing import Any

from bot.playground.api import limits
from bot.playground.api.elements import CONTEXT_ACTIONS, IMAGE, INPUTS, PRESSED
from bot.playground.api.limits import Check, amount, array, boolean, choice, number, shape, string, text, typed, wrong
from bot.playground.state import Json

_ID: dict[str, Check] = {"block_id": string(255)}
_STYLE = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), boolean))
_STYLED: dict[str, Check] = {"style": _STYLE}
_ADDRESS = string(3_000)
_INLINE = typed(
    {
        "text": shape({"text": string(12_000)}, _STYLED),
        "link": shape({"url": _ADDRESS}, {**_STYLED, "text": string(12_000, least=0), "unsafe": boolean}),
        "user": shape({"user_id": string(20)}, _STYLED),
        "channel": shape({"channel_id": string(20)}, _STYLED),
        "usergroup": shape({"usergroup_id": string(20)}, _STYLED),
        "broadcast": shape({"range": choice("here", "channel", "everyone")}, _STYLED),
        "emoji": shape({"name": string(100)}, {**_STYLED, "unicode": string(100), "skin_tone": number(1, 6)}),
        "date": shape(
            {"timestamp": number(0, 9_999_999_999), "format": string(1_000)},
            {**_STYLED, "url": _ADDRESS, "fallback": string(1_000)},
        ),
        "color": shape({"value": string(20)}, _STYLED),
    }
)
_SECTION = shape({"elements": array(_INLINE, least=0, most=1_000)})
_BORDER: dict[str, Check] = {"border": number(0, 1)}
_RICH = typed(
    {
        "rich_text_section": _SECTION,
        "rich_text_preformatted": shape(
            {"elements": array(_INLINE, least=0, most=1_000)}, {**_BORDER, "language": string(100)}
        ),
        "rich_text_quote": shape({"elements": array(_INLINE, least=0, most=1_000)}, _BORDER),
        "rich_text_list": shape(
            {
                "style": choice("bullet", "ordered"),
                "elements": array(typed({"rich_text_section": _SECTION}), most=1_000),
            },
            {**_BORDER, "indent": number(0, 8), "offset": number(0, 10_000)},
        ),
    }
)
_RICH_TEXT = shape({"elements": array(_RICH, most=1_000)}, _ID)
_CELLS: dict[str, Check] = {"raw_text": shape({"text": string(3_000)}), "rich_text": _RICH_TEXT}
_CELL = typed(_CELLS)
_NUMBER = shape({"value": amount, "text": string(3_000)})
_DATA_CELL = typed({**_CELLS, "raw_number": _NUMBER})
_DATA_TABLE = shape(
    {"caption": string(3_000), "rows": array(array(_DATA_CELL, most=20), least=2, most=101)},
    {**_ID, "page_size": number(1, 100), "row_header_column_index": number(0, 19)},
)
_POINT = shape({"label": string(20), "value": amount})
_AXES = shape({"categories": array(string(20), most=20)}, {"x_label": string(50), "y_label": string(50)})
_LINES = shape(
    {"series": array(shape({"name": string(20), "data": array(_POINT, most=20)}), most=6), "axis_config": _AXES}
)
_CHARTS: dict[str, Check] = {
    **dict.fromkeys(("line", "bar", "area"), _LINES),
    "pie": shape({"segments": array(_POINT, most=6)}),
}
_CHART = shape({"title": string(50), "chart": typed(_CHARTS)}, _ID)
#: a message has one of them at most
TABLES = frozenset({"table", "data_table"})
_COLUMN = shape({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean})
_CONTEXT = {"image": IMAGE, "plain_text": text(3_000, "plain_text"), "mrkdwn": text(3_000, "mrkdwn")}


def _section(value: Any, at: str) -> Iterator[str]:
    optional: dict[str, Check] = {
        **_ID,
        "text": text(3_000),
        "fields": array(text(2_000), most=10),
        "accessory": typed({"image": IMAGE}) if _is_image(value) else PRESSED,
        "expand": boolean,
    }
    yield from shape({}, optional)(value, at)
    if not value.get("text") and not value.get("fields"):
        yield wrong("missing required field: text", at)


def _is_image(value: Json) -> bool:
    accessory = value.get("accessory")
    return isinstance(accessory, dict) and accessory.get("type") == "image"


def _data_table(value: Any, at: str) -> Iterator[str]:
    found = list(_DATA_TABLE(value, at))
    yield from found
    if found:
        return
    head, *rows = value["rows"]
    if any(cell["type"] == "rich_text" for cell in head):
        yield wrong("unsupported type: rich_text", f"{at}/rows/0")
    if any(len(row) != len(head) for row in rows):
        yield wrong("all rows must have the same number of cells", f"{at}/rows")


def _chart(value: Any, at: str) -> Iterator[str]:
    found = list(_CHART(value, at))
    yield from found
    if found or value["chart"]["type"] == "pie":
        return
    categories = value["chart"]["axis_config"]["categories"]
    for place, series in enumerate(value["chart"]["series"]):
        if [point["label"] for point in series["data"]] != categories:
            yield wrong("labels must match the axis categories", f"{at}/chart/series/{place}/data")


_EVERYWHERE: dict[str, Check] = {
    "section": _section,
    "header": shape({"text": text(150, "plain_text")}, _ID),
    "divider": shape({}, _ID),
    "context": shape({"elements": array(typed(_CONTEXT), most=10)}, _ID),
    "actions": shape({"elements": array(PRESSED, most=25)}, _ID),
    "image": shape(
        {"alt_text": string(2_000)},
        {**_ID, "image_url": _ADDRESS, "slack_file": shape({}, {"id": string(50)}), "title": text(2_000, "plain_text")},
    ),
    "input": shape(
        {"label": text(2_000, "plain_text"), "element": INPUTS},
        {**_ID, "hint": text(2_000, "plain_text"), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": _RICH_TEXT,
}
_MESSAGES: dict[str, Check] = {
    **_EVERYWHERE,
    "markdown": shape({"text": string(limits.MARKDOWN_CHARACTERS)}, _ID),
    "table": shape(
        {"rows": array(array(_CELL, most=20), most=100)}, {**_ID, "column_settings": array(_COLUMN, most=20)}
    ),
    "data_table": _data_table,
    "data_visualization": _chart,
    "context_actions": shape({"elements": array(typed(CONTEXT_ACTIONS), most=5)}, _ID),
}


def _elements(block: Json) -> list[Json]:
    return [*block.get("elements", []), *(block[k] for k in ("accessory", "element") if k in block)]


def _unique(blocks: list[Json]) -> Iterator[str]:
    seen: set[str] = set()
    for i, block in enumerate(blocks):
        name = block.get("block_id")
        if name and name in seen:
            yield wrong(f"block_id already exists: {name}", f"/blocks/{i}/block_id")
        seen.add(name or "")
        actions = [e["action_id"] for e in _elements(block) if isinstance(e, dict) and e.get("action_id")]
        for action in {a for a in actions if actions.count(a) > 1}:
            yield wrong(f"action_id already exists: {action}", f"/blocks/{i}/elements")


def problems(blocks: Any, *, in_message: bool) -> list[str]:
    """List what Slack would refuse in these blocks."""
    most = limits.MESSAGE_BLOCKS if in_message else limits.VIEW_BLOCKS
    known = typed(_MESSAGES if in_message else _EVERYWHERE)
    found = list(array(known, least=0, most=most)(blocks, "/blocks"))
    if found:
        return found
    found = list(_unique(blocks))
    if sum(len(b["text"]) for b in blocks if b["type"] == "markdown") > limits.MARKDOWN_CHARACTERS:
        found.append(wrong(f"must be less than {limits.MARKDOWN_CHARACTERS + 1} characters in all markdown", "/blocks"))
    return found


_FIELD = shape({}, {"title": string(1_000, least=0), "value": string(8_000, least=0), "short": boolean})


def attachment_problems(attachments: Any) -> list[str]:
    """List what Slack would refuse in these attachments: blocks, or the older fields."""
    found = list(array(lambda value, at: iter(()), least=0, most=limits.ATTACHMENTS)(attachments, "/attachments"))
    for i, one in enumerate(attachments if not found else []):
        at = f"/attachments/{i}"
        if not isinstance(one, dict):
            found.append(wrong("must be an object", at))
        elif "blocks" in one:
            found += [
                p.replace("json-pointer:", f"json-pointer:{at}") for p in problems(one["blocks"], in_message=True)
            ]
        elif not any(one.get(key) for key in ("text", "fallback", "title", "pretext", "image_url", "fields")):
            found.append(wrong("missing required field: fallback", at))
        else:
            found += array(_FIELD, least=0, most=100)(one.get("fields", []), f"{at}/fields")
    return found


def tables(blocks: list[Json], attachments: list[Json]) -> int:
    """Count the tables of a message, those in attachments too."""
    every = [*blocks, *(block for one in attachments for block in one.get("blocks", []))]
    return sum(block["type"] in TABLES for block in every)


_VIEW: dict[str, Check] = {
    "blocks": lambda value, at: iter(problems(value, in_message=False)),
    "private_metadata": string(3_000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
_MODAL = shape(
    {"title": text(24, "plain_text"), "blocks": _VIEW["blocks"]},
    {
        **_VIEW,
        "submit": text(24, "plain_text"),
        "close": text(24, "plain_text"),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
_HOME = shape({"blocks": _VIEW["blocks"]}, _VIEW)


def view_problems(view: Any, *, kind: str) -> list[str]:
    """List what Slack would refuse in this view; kind is modal or home."""
    found = list(typed({kind: _MODAL if kind == "modal" else _HOME})(view, "/view"))
    if not found and kind == "modal" and "submit" not in view and any(b["type"] == "input" for b in view["blocks"]):
        found.append(wrong("missing required field: submit", "/view"))
    return found


def metadata_problem(metadata: Any) -> str:
    """Give the error code Slack would answer to this message metadata, or nothing."""
    if not isinstance(metadata, dict) or set(metadata) - {"event_type", "event_payload"}:
        return "invalid_metadata_format"
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        return "invalid_metadata_format"
    return "metadata_too_large" if len(json.dumps(metadata)) > limits.METADATA_CHARACTERS else ""
