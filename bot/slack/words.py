"""What does a message say, and what of it to the bot? Its text, else what stands in its blocks and attachments."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack.letters import uniform


def sentence(text: str, bot_user: str) -> str:
    """Return what was said to the bot, without the mention of it, and uniform (see `letters.py`).

    >>> sentence("<@UBOT> I need a mentor", "UBOT")
    'I need a mentor'
    """
    without = re.sub(rf"<@{re.escape(bot_user)}(\|[^>]*)?>[,:]?", " ", text)
    return re.sub(r" +", " ", uniform(without)).strip()


#: What an app writes where a client cannot draw its blocks.
_STAND_INS = frozenset({"", "this content can't be displayed."})


def words(message: Mapping[str, Any]) -> str:
    """Return what a message says: its text, else the words in its blocks and attachments."""
    text = str(message.get("text") or "")
    if text.strip().casefold() not in _STAND_INS:
        return text
    inside = [*_spoken(message.get("blocks")), *_spoken(message.get("attachments"))]
    return "\n".join(dict.fromkeys(inside)) or text


#: Where blocks, their elements and attachments keep words, in reading order.
_SAYING = ("pretext", "title", "text", "fields", "elements", "blocks", "rows")


def _spoken(part: object) -> Iterator[str]:
    if isinstance(part, str):
        if part.strip():
            yield part.strip()
    elif isinstance(part, list):
        for one in part:
            yield from _spoken(one)
    elif isinstance(part, Mapping):
        kind = part.get("type")
        if kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            yield "".join(_span(one) for one in part.get("elements") or ())
        elif kind in ("plain_text", "mrkdwn"):
            yield from _spoken(part.get("text"))
        elif kind not in ("actions", "button", "image", "divider", "input"):
            said = [one for name in _SAYING for one in _spoken(part.get(name))]
            yield from said or _spoken(part.get("fallback"))


def _span(element: object) -> str:
    if not isinstance(element, Mapping):
        return ""
    match element.get("type"):
        case "user":
            return f"<@{element.get('user_id')}>"
        case "channel":
            return f"<#{element.get('channel_id')}>"
        case "usergroup":
            return f"<!subteam^{element.get('usergroup_id')}>"
        case "emoji":
            return f":{element.get('name')}:"
        case "link":
            return str(element.get("text") or element.get("url") or "")
        case _:
            return str(element.get("text") or "")
