"""Which messages and texts is a listener for? Written by a person, to the bot, in a thread; a command's first word."""

from collections.abc import Callable
from typing import Any

#: Message kinds a person writes; joins, edits, topics and the like are something else.
_WRITTEN = ("", "file_share", "me_message", "thread_broadcast")


def verb(word: str) -> Callable[[str], bool]:
    """Return whether the text of a command begins with a word."""
    return lambda text: [one.casefold() for one in text.split(maxsplit=1)[:1]] == [word]


def is_direct(event: dict[str, Any]) -> bool:
    """Whether a person has written to the bot directly."""
    return _is_written(event) and event.get("channel_type") == "im"


def is_reply(body: dict[str, Any]) -> bool:
    """Whether a person has written in a thread of a channel."""
    event = body["event"]
    is_in_thread = event.get("thread_ts") not in (None, event.get("ts"))
    return _is_written(event) and is_in_thread and event.get("channel_type") in ("channel", "group")


def is_direct_reply(body: dict[str, Any]) -> bool:
    """Whether a person has written to the bot directly, under something it said."""
    event = body["event"]
    return is_direct(event) and event.get("thread_ts") not in (None, event.get("ts"))


def _is_written(event: dict[str, Any]) -> bool:
    return event.get("subtype", "") in _WRITTEN and "bot_id" not in event
