"""What is Slack given? What a message says, and more simply what it does not take: the words alone, then a sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from bot.outbox import rules
from bot.slack import text
from bot.slack.message import NOTIFICATION, Message, mrkdwn

Payload = Mapping[str, Any]

#: What a reader neither sees nor misses where nothing can be pressed.
_SILENT = ("actions", "context_actions", "input", "image", "divider")


def payload(message: Message) -> dict[str, Any]:
    said: dict[str, Any] = {"text": message.text, "blocks": list(message.blocks)}
    return said if message.file is None else said | {"file": asdict(message.file)}


def late(late: rules.Late | None) -> dict[str, Any]:
    """Return what is kept of what to say too late."""
    if late is None:
        return {"true_until": None, "late": None}
    return {"true_until": late.after, "late": None if late.message is None else payload(late.message)}


def words(payload: Payload) -> dict[str, Any]:
    """Return what is said, without the flags of the address it was said to."""
    return {name: value for name, value in payload.items() if name in ("text", "blocks")}


def instead(payload: Payload, simpler: str) -> dict[str, Any]:
    """Return the same payload with other words."""
    return {name: value for name, value in payload.items() if name not in ("text", "blocks")} | {"text": simpler}


def plain(payload: Payload) -> str:
    """Return the words of a payload, a line a part, within what Slack takes."""
    lines = [line for block in payload.get("blocks") or () for line in _lines(block)]
    return str(mrkdwn("\n".join(lines) or str(payload.get("text") or "…"), NOTIFICATION)["text"])


def sorry(promise: rules.Promise) -> str:
    return (
        "I have something for you here, but Slack doesn't accept it the way I wrote it. That's my mistake; please "
        f"tell the person who looks after me. The reference is {rules.reference(promise.id)}."
    )


def _lines(block: Mapping[str, Any]) -> Iterator[str]:
    if block.get("type") in _SILENT:
        return
    if block.get("type") == "rich_text":
        yield from (line for part in block.get("elements") or () if (line := "".join(_runs(part)).strip()))
        return
    for part in (block.get("text"), *(block.get("fields") or ()), *(block.get("elements") or ())):
        if isinstance(part, Mapping) and isinstance(part.get("text"), str):
            yield part["text"] if part.get("type") == "mrkdwn" else text.escape(part["text"])


def _runs(part: Any) -> Iterator[str]:
    """Return the texts of a rich_text element, a list's items on lines of their own."""
    if not isinstance(part, Mapping):
        return
    if isinstance(part.get("text"), str):
        yield text.escape(part["text"])
    elif part.get("type") == "link":
        yield str(part.get("url", ""))
    elif part.get("type") == "user":
        yield f"<@{part.get('user_id')}>"
    elif part.get("type") == "channel":
        yield f"<#{part.get('channel_id')}>"
    is_list = part.get("type") == "rich_text_list"
    for one in part.get("elements") or ():
        yield "\n• " if is_list else ""
        yield from _runs(one)
