"""How does a text become safe to say in Slack? One `escape` for everything a person wrote."""

import re
import unicodedata
from datetime import datetime
from urllib.parse import quote, urlsplit

from bot.erasure import SOMEBODY, is_tombstone
from bot.ids import ChannelId, Ts, UserId

#: Characters that are never seen but change what is: controls, bidirectional overrides, surrogates.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_ENTITY = re.compile(r"<([@#!])([^>|]+)(?:\|([^>]*))?>|<(https?://[^>|]+|mailto:[^>|]+)(?:\|([^>]*))?>")
_SAFE_IN_URL = "%/:=&?~#+!$,;'@()*[]"


def clean(text: str) -> str:
    """Remove what nobody can see: controls, direction overrides, halves of characters."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escape(text: str) -> str:
    """Return a text that means itself in mrkdwn: no mention, no link, no channel-wide call.

    >>> escape("<!channel> & co")
    '&lt;!channel&gt; &amp; co'
    """
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clip(text: str, limit: int) -> str:
    """Cut a text to `limit` characters, at a space if one is near, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    if space > limit * 0.8:
        head = head[:space]
    return head.rstrip() + "…"


def written(text: str) -> str:
    """Return what a person typed as they see it: Slack's entities undone, mentions and links as plain words.

    >>> written("is <https://a.example|this> right &amp; <!here>?")
    'is this right & @here?'
    """
    return clean(_ENTITY.sub(_word, text)).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


_LABELLED = re.compile(r"<(https?://[^|>]+)\|([^>]+)>")


def markdown(said: str) -> str:
    """Return what somebody wrote in Slack as Markdown: links stay links."""
    return written(_LABELLED.sub(lambda found: f"[{found[2]}]({found[1]})", said))


def _word(match: re.Match[str]) -> str:
    sigil, target, name, url, label = match.groups()
    if url:
        return label or url
    shown = {"@": "@", "#": "#", "!": "@"}[sigil]
    if sigil == "!" and target.startswith("date^"):
        return name or ""
    if not name and (sigil == "#" or target.startswith("subteam^")):  # Slack names only what the person may see
        return "that channel" if sigil == "#" else "that group"
    return shown + (name or target).removeprefix(shown)


def user(user_id: UserId) -> str:
    """Mention a person. Slack notifies them. Who was erased is nobody to be notified."""
    return SOMEBODY if is_tombstone(user_id) else f"<@{user_id}>"


def channel(channel_id: ChannelId) -> str:
    return f"<#{channel_id}>"


def bold(text: str) -> str:
    """Return an escaped text in bold; asterisks inside would end it early, so they become look-alikes."""
    return f"*{escape(text).replace('*', '∗').strip()}*" if text.strip() else ""


def safe_url(url: str) -> str | None:
    """Return an address that Slack can link to, percent-encoded, or None when it is not http, https or mailto."""
    url = clean(url).strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "mailto") or not (parts.netloc or parts.scheme == "mailto"):
        return None
    if "@" in parts.netloc:  # "https://bank.example@evil.example" shows one host and opens another
        return None
    encoded = quote(url, safe=_SAFE_IN_URL)
    return encoded if len(encoded) <= 3000 else None


def link(url: str, label: str) -> str:
    """Link a label to an address; only the label, when the address is not one to link to."""
    address = safe_url(url)
    shown = escape(label).replace("|", "¦")
    return f"<{address}|{shown}>" if address else shown


def permalink(base: str, channel: ChannelId, ts: Ts, thread: Ts | None = None) -> str:
    """Return a message's address. `base`: the workspace's address, e.g. https://acme.slack.com"""
    address = f"{base.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"
    return f"{address}?thread_ts={thread}&cid={channel}" if thread and thread != ts else address


def day(moment: datetime) -> str:
    """Return a date in the reader's own language and zone, e.g. “12 May”."""
    return _date(moment, "{date_short}", moment.strftime("%-d %b %Y"))


def hour(moment: datetime) -> str:
    """Return a date and hour in the reader's own language and zone, “tomorrow at 10:00” when it is near."""
    return _date(moment, "{date_short_pretty} at {time}", moment.strftime("%a %-d %b, %H:%M UTC"))


def _date(moment: datetime, form: str, fallback: str) -> str:
    return f"<!date^{int(moment.timestamp())}^{form}|{fallback}>"


def first_sentence(text: str, *, limit: int = 150) -> str:
    """Return the beginning of a text that can stand alone in a notification."""
    line = " ".join(clean(text).split())
    match = re.match(r".{20,}?[.!?。！？](?=\s|$)", line)
    return clip(match.group(0) if match else line, limit)


def is_blank(text: str) -> bool:
    """Is there nothing to read in it? Marks, symbols and punctuation alone do not ask anything."""
    return not any(unicodedata.category(char)[0] in "LN" for char in text)
