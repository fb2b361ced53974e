"""What do modals and App Home look like to Slack? Their frames, inputs and limits."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.slack.message import PRIVATE_METADATA, TITLE, VIEW_BLOCKS, Block, Element, fit, plain

View = dict[str, Any]

VIEW_CHARACTERS = 60_000


def modal(
    title: str,
    blocks: Iterable[Block],
    *,
    callback: str = "",
    submit: str | None = None,
    close: str = "Close",
    metadata: str = "",
) -> View:
    """A modal. `callback` is `domain.verb`; `metadata` comes back with the submission and is untrusted then."""
    if len(metadata) > PRIVATE_METADATA:
        raise ValueError("private_metadata is too long for Slack")
    view: View = {
        "type": "modal",
        "title": plain(title, TITLE),
        "close": plain(close, TITLE),
        "blocks": list(fit(tuple(blocks), most=VIEW_BLOCKS, characters=VIEW_CHARACTERS)),
        "callback_id": callback,
        "private_metadata": metadata,
    }
    if submit is not None:
        view["submit"] = plain(submit, TITLE)
    return view


def home(blocks: Iterable[Block], *, metadata: str = "") -> View:
    """App Home's view. `metadata`: how much of it stands there; comes back with what is pressed in it."""
    shown = list(fit(tuple(blocks), most=VIEW_BLOCKS, characters=VIEW_CHARACTERS))
    return {"type": "home", "blocks": shown, "private_metadata": metadata}


def question(
    label: str, element: Element, *, name: str, hint: str = "", is_optional: bool = False, is_live: bool = False
) -> Block:
    """An input; its value comes back under `name`. `is_live`: each change is sent as an action at once."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, 2000),
        "element": {**element, "action_id": name},
        "optional": is_optional,
    }
    if hint:
        block["hint"] = plain(hint, 2000)
    if is_live:
        block["dispatch_action"] = True
    return block


def text_field(*, initial: str = "", placeholder: str = "", is_long: bool = False, most: int = 3000) -> Element:
    element: Element = {"type": "plain_text_input", "multiline": is_long, "max_length": most}
    if initial:
        element["initial_value"] = initial[:most]
    if placeholder:
        element["placeholder"] = plain(placeholder, 150)
    return element


def option(label: str, value: str, *, hint: str = "") -> Element:
    element: Element = {"text": plain(label, 75), "value": value[:150]}
    if hint:
        element["description"] = plain(hint, 75)
    return element


def choice(kind: str, options: Sequence[Element], *, initial: Sequence[str] = (), placeholder: str = "") -> Element:
    """A choice among options. `kind`: static_select, multi_static_select, radio_buttons or checkboxes."""
    element: Element = {"type": kind, "options": list(options)[:100]}
    chosen = [one for one in options if one["value"] in initial]
    if chosen and kind in ("multi_static_select", "checkboxes"):
        element["initial_options"] = chosen
    elif chosen:
        element["initial_option"] = chosen[0]
    if placeholder and kind.endswith("select"):
        element["placeholder"] = plain(placeholder, 150)
    return element


def errors(problems: Mapping[str, str]) -> dict[str, Any]:
    """The acknowledgement that keeps a modal open and puts a sentence under each input named."""
    return {"response_action": "errors", "errors": dict(problems)}
