"""How does one say what Slack accepts: so many characters, these keys, that list?

A check yields what is wrong in Slack's own words with a JSON pointer. The tables that use it: `elements`, `blocks`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.playground.state import Json

#: what is wrong with a value found at a pointer
Check = Callable[[Any, str], Iterator[str]]

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
#: undocumented; `msg_blocks_too_long` has been seen from about 13,200 characters on
MESSAGE_CHARACTERS = 13_200
#: longer `text` of chat.postMessage is cut, of chat.update refused
TEXT_CUT = 40_000
UPDATE_TEXT = 4_000
MARKDOWN_CHARACTERS = 12_000
VIEW_BYTES = 250_000
#: not documented: ours, on the safe side
METADATA_CHARACTERS = 8_000
VIEW_STACK = 3
#: https://docs.slack.dev/reference/methods/chat.postMessage: too_many_attachments
ATTACHMENTS = 100


def wrong(what: str, at: str) -> str:
    """Word a problem as Slack does in `response_metadata.messages`."""
    return f"[ERROR] {what} [json-pointer:{at or '/'}]"


def string(most: int, *, least: int = 1) -> Check:
    """Accept a text of so many characters."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield wrong("must be a string", at)
        elif len(value) > most:
            yield wrong(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield wrong(f"must be more than {least - 1} characters", at)

    return check


def matching(pattern: str, what: str) -> Check:
    """Accept a text of a form."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield wrong(f"must be {what}", at)

    return check


def choice(*allowed: str) -> Check:
    """Accept one of some words."""

    def check(value: Any, at: str) -> Iterator[str]:
        if value not in allowed:
            yield wrong(f"must be a valid enum value: {', '.join(allowed)}", at)

    return check


def boolean(value: Any, at: str) -> Iterator[str]:
    """Accept true or false."""
    if not isinstance(value, bool):
        yield wrong("must be a boolean", at)


def number(least: int, most: int) -> Check:
    """Accept a whole number in a range."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield wrong(f"must be an integer between {least} and {most}", at)

    return check


def amount(value: Any, at: str) -> Iterator[str]:
    """Accept any number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield wrong("must be a number", at)


def array(item: Check, *, least: int = 1, most: int) -> Check:
    """Accept a list of so many things."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield wrong("must be an array", at)
            return
        if len(value) > most:
            yield wrong(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield wrong(f"no less than {least} items allowed", at)
        for i, one in enumerate(value):
            yield from item(one, f"{at}/{i}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Accept an object with these keys and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield wrong("must be an object", at)
            return
        for key in required:
            if key not in value:
                yield wrong(f"missing required field: {key}", at)
        for key, inner in value.items():
            if key in known:
                yield from known[key](inner, f"{at}/{key}")
            elif key != "type":
                yield wrong(f"invalid additional property: {key}", at)

    return check


def typed(table: Mapping[str, Check]) -> Check:
    """Accept an object whose `type` is in a table, as the table says."""

    def check(value: Any, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in table:
            yield wrong(f"unsupported type: {kind}", f"{at}/type")
        else:
            yield from table[kind](value, at)

    return check


def text(most: int, *kinds: str, least: int = 1) -> Check:
    """Accept a text object; without kinds: plain_text or mrkdwn."""
    flags: dict[str, Check] = {"emoji": boolean, "verbatim": boolean}
    one = shape({"text": string(most, least=least)}, flags)
    return typed(dict.fromkeys(kinds or ("plain_text", "mrkdwn"), one))


def total(value: Json | list[Any] | Any) -> int:
    """Count the characters of all texts in blocks."""
    if isinstance(value, dict):
        return sum(len(v) if k == "text" and isinstance(v, str) else total(v) for k, v in value.items())
    if isinstance(value, list):
        return sum(total(v) for v in value)
    return 0
