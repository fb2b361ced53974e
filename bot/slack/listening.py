"""When does a sentence address the bot, and whose is it? Mentions in channels and messages in DMs, one way in.

The first listener registered that wants a sentence gets it; `answers` comes last and takes whatever is left.
"""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.slack import payloads

Listener = Callable[..., None]

#: Message kinds a person writes; joins, edits, topics and the like are something else.
_WRITTEN = ("", "file_share", "me_message", "thread_broadcast")


def addressed(app: App, listener: Listener, *, wants: Callable[[str], object] = bool) -> None:
    """Call `listener` for a mention or a direct message whose sentence (without the mention) `wants` accepts."""

    def is_wanted(body: dict[str, Any], context: dict[str, Any]) -> bool:
        return bool(wants(sentence(body["event"].get("text") or "", context["bot_user_id"])))

    def is_direct(body: dict[str, Any]) -> bool:
        event = body["event"]
        return _is_written(event) and event.get("channel_type") == "im"

    app.event("app_mention", matchers=[is_wanted])(listener)
    app.event("message", matchers=[is_direct, is_wanted])(listener)


def verb(word: str) -> Callable[[str], bool]:
    """Return whether the text of a command begins with a word."""
    return lambda text: text.split(maxsplit=1)[:1] != [] and text.split(maxsplit=1)[0].casefold() == word


def is_direct(event: dict[str, Any]) -> bool:
    """Whether a person has written to the bot directly."""
    return _is_written(event) and event.get("channel_type") == "im"


def is_reply(body: dict[str, Any]) -> bool:
    """Whether a person has written in a thread of a channel."""
    event = body["event"]
    is_in_thread = event.get("thread_ts") not in (None, event.get("ts"))
    return _is_written(event) and is_in_thread and event.get("channel_type") in ("channel", "group")


def sentence(text: str, bot_user: str) -> str:
    """Return what was said to the bot, without the mention of it.

    >>> sentence("<@UBOT> I need a mentor", "UBOT")
    'I need a mentor'
    """
    without = re.sub(rf"<@{re.escape(bot_user)}(\|[^>]*)?>[,:]?", " ", text)
    return re.sub(r"[ \t]+", " ", without).strip()


def _is_written(event: dict[str, Any]) -> bool:
    return event.get("subtype", "") in _WRITTEN and "bot_id" not in event


def said(body: dict[str, Any], context: dict[str, Any]) -> tuple[payloads.Said, str]:
    """Return the message and what it says to the bot."""
    return payloads.said(body), sentence(body["event"].get("text") or "", context["bot_user_id"])
