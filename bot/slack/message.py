"""What does a message look like in Slack? Blocks within Slack's limits; cut sensibly, never at the buttons.

Limits: https://docs.slack.dev/reference/block-kit/blocks. The sum over one message is undocumented; Slack refuses
somewhere past 13,000 characters with `msg_blocks_too_long`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.slack import text as words

Block = dict[str, Any]
Element = dict[str, Any]

SECTION = 3000
HEADER = 150
BUTTON = 75
VALUE = 2000
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_CHARACTERS = 12_000
NOTIFICATION = 3000
TITLE = 24
CONTEXT_ELEMENTS = 10
ACTION_ELEMENTS = 25
PRIVATE_METADATA = 3000

#: Blocks a person acts on: they stay when something has to go.
_KEPT = frozenset({"actions", "context_actions", "input", "header"})


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that goes with a message to one person."""

    #: its name without the ending
    name: str
    ending: str
    content: str
    #: what is said where Slack takes no file; already escaped
    otherwise: str


@dataclass(frozen=True, kw_only=True)
class Message:
    """Something to say. `text` is what notifications and screen readers get; already escaped."""

    text: str
    blocks: tuple[Block, ...] = ()
    #: of a message to one person, whose text stands above it
    file: File | None = None


def message(text: str, blocks: Iterable[Block] = ()) -> Message:
    """Put a message together within Slack's limits. `text` and the blocks' mrkdwn are already escaped."""
    return Message(text=words.clip(text, NOTIFICATION), blocks=fit(tuple(blocks), most=MESSAGE_BLOCKS))


def fit(blocks: Sequence[Block], *, most: int, characters: int = MESSAGE_CHARACTERS) -> tuple[Block, ...]:
    """Drop text blocks from the end until the rest is within Slack's limits; what a person acts on stays."""
    kept = list(blocks)
    while len(kept) > most or sum(size(block) for block in kept) > characters:
        spare = [place for place, block in enumerate(kept) if block["type"] not in _KEPT]
        if not spare:
            break
        del kept[spare[-1]]
    return tuple(kept[:most])


def size(value: object) -> int:
    """Count the characters a person reads in a block."""
    if isinstance(value, Mapping):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(size(part) for key, part in value.items() if key != "text" or not isinstance(part, str))
    if isinstance(value, list | tuple):
        return sum(size(part) for part in value)
    return 0


def plain(text: str, limit: int) -> Element:
    """A plain_text object: Slack shows it as it is, emoji aside. `text` is what a person wrote, unescaped."""
    return {"type": "plain_text", "text": words.clip(words.clean(text), limit) or "…", "emoji": True}


def mrkdwn(text: str, limit: int = SECTION) -> Element:
    return {"type": "mrkdwn", "text": _cut(text, limit)}


def _cut(text: str, limit: int) -> str:
    """Cut escaped mrkdwn without leaving half an entity or half a link."""
    if len(text) <= limit:
        return text or " "
    head = text[: limit - 1]
    if head.rfind("<") > head.rfind(">"):
        head = head[: head.rfind("<")]
    if (amp := head.rfind("&")) > head.rfind(";"):
        head = head[:amp]
    return head.rstrip() + "…"


def section(text: str, *, accessory: Element | None = None, block_id: str | None = None) -> Block:
    """A paragraph of mrkdwn, already escaped."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory is not None:
        block["accessory"] = accessory
    if block_id is not None:
        block["block_id"] = block_id
    return block


def context(*texts: str) -> Block:
    """A quiet line under something; each text is mrkdwn, already escaped."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts if text][:CONTEXT_ELEMENTS]}


def header(text: str) -> Block:
    """A heading; plain, so not escaped."""
    return {"type": "header", "text": plain(text, HEADER)}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Element, block_id: str | None = None) -> Block:
    block: Block = {"type": "actions", "elements": list(elements)[:ACTION_ELEMENTS]}
    if block_id is not None:
        block["block_id"] = block_id
    return block


def button(
    label: str,
    *,
    action: str,
    value: str = "",
    style: str | None = None,
    url: str | None = None,
    confirm: Element | None = None,
) -> Element:
    """A button. `action` is `domain.verb`; when a block has several of one verb, add `:detail` to keep them apart."""
    element: Element = {"type": "button", "text": plain(label, BUTTON), "action_id": action[:255]}
    if value:
        element["value"] = value[:VALUE]
    if style is not None:
        element["style"] = style
    if url is not None and (address := words.safe_url(url)):
        element["url"] = address
    if confirm is not None:
        element["confirm"] = confirm
    return element


def confirm(title: str, text: str, *, yes: str, no: str) -> Element:
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
    }


def table(rows: Sequence[Sequence[str]]) -> Block:
    """A table, its heads in the first row; every row gets as many cells as the longest. At most one a message."""
    width = max(map(len, rows))
    cells = [
        [{"type": "raw_text", "text": words.clean(cell).strip() or " "} for cell in (*row, *[""] * (width - len(row)))]
        for row in rows
    ]
    return {"type": "table", "rows": cells, "column_settings": [{"is_wrapped": True}] * width}


def rich(*elements: Element) -> Block:
    """A rich_text block: its texts mean themselves, so nothing in them needs escaping."""
    return {"type": "rich_text", "elements": list(elements)}


def rich_section(*elements: Element) -> Element:
    return {"type": "rich_text_section", "elements": list(elements)}


def rich_preformatted(text: str) -> Element:
    return {"type": "rich_text_preformatted", "elements": [rich_text(text)]}


def rich_quote(*elements: Element) -> Element:
    return {"type": "rich_text_quote", "elements": list(elements)}


def rich_list(items: Sequence[Element], *, is_ordered: bool = False, indent: int = 0, offset: int = 0) -> Element:
    element: Element = {
        "type": "rich_text_list",
        "style": "ordered" if is_ordered else "bullet",
        "indent": min(indent, 8),
        "elements": list(items),
    }
    if is_ordered and offset:
        element["offset"] = offset
    return element


def rich_text(text: str, *styles: str) -> Element:
    """A run of text; `styles` are of bold, italic, strike, code."""
    element: Element = {"type": "text", "text": words.clean(text) or " "}
    if styles:
        element["style"] = dict.fromkeys(styles, True)
    return element


def rich_link(url: str, label: str, *styles: str) -> Element:
    """A link in rich text, or only its label when the address is not one to link to."""
    address = words.safe_url(url)
    if address is None:
        return rich_text(label, *styles)
    element: Element = {"type": "link", "url": address, "text": words.clean(label) or address}
    if styles:
        element["style"] = dict.fromkeys(styles, True)
    return element
