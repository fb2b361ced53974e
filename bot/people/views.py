"""What does a person read about what is kept of them?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from bot.erasure import SAID, Kept
from bot.ids import ChannelId
from bot.slack import message, text
from bot.slack.message import Block, Message

COPY = "people.copy"
ERASE = "people.erase"

LINES = 40  #: of one kind in a copy sent by direct message
_PART = 600  #: characters of one fact
_SECTIONS = 3  #: of one message

_LEAD = "*What I keep about you.* It stays on your company's own servers, and no one else can ask me for it in Slack."
_COPY = (
    f"Hello! Here's what I keep about you. I show the newest {LINES} of each kind and shorten long texts; "
    "an admin can give you everything as a file."
)
_GOES = (
    "*What goes:* your questions, the words of your kudos, your milestones, your mentor profile and requests, your "
    "choices and your roles. People you're mentoring or learning from are told that it has ended."
)
_STAYS = (
    "*What stays:* the fact that someone thanked, asked or helped, so that everyone else's kudos still add up. Your "
    "name, your id and your words are gone from it. Articles belong to the company."
)
_IN_SLACK = (
    "*In Slack:* I remove or reword what I posted for you. What you wrote yourself stays until you delete it, and "
    "so does what I wrote to you."
)
_FINAL = "This can't be undone. If you write to me again, we start from scratch."


def looking() -> Message:
    said = "I'm adding it up; you'll find it in our direct messages in a moment."
    return message.message(said, [message.section(_LEAD), message.section(said), _buttons()])


def kept(found: Kept) -> Message:
    """Say what is kept, in numbers, and offer what can be done about it."""
    lines = [
        f"• {text.escape(title)}" + (f": {len(records)}" if _is_many(title) else "") for title, records in found.items()
    ]
    said = "\n".join(lines) or "Nothing yet."
    return message.message("What I keep about you", [message.section(_LEAD), message.section(said), _buttons()])


def home() -> list[Block]:
    """The part of App Home."""
    return [message.section("*My data*\nGet a copy of what I keep about you, or have it erased."), _buttons()]


def copy(found: Kept) -> Iterator[Message]:
    """Write out what is kept, kind by kind, the newest first; a message holds no more than Slack takes."""
    yield message.message(_COPY if found else "I don't keep anything about you yet.")
    for title, records in found.items():
        head = f"*{text.escape(title)}*" + (f" ({len(records)})" if _is_many(title) else "")
        sections = [message.section(one) for one in _packed([head, *(f"• {_told(one)}" for one in records[:LINES])])]
        for at in range(0, len(sections), _SECTIONS):
            yield message.message(text.escape(title), sections[at : at + _SECTIONS])


def copied() -> Message:
    return message.message("Your copy is on its way; you'll find it in our direct messages.")


def question() -> Sequence[Block]:
    """Ask before erasing: what goes, what stays and why."""
    return [message.section(line) for line in (_GOES, _STAYS, _IN_SLACK, _FINAL)]


def begun() -> Sequence[Block]:
    return [message.section("I've started. It takes a minute or so, and I'll message you when it's done.")]


def done() -> Message:
    """The last word to somebody erased."""
    return message.message("Done. I no longer hold anything about you. Thank you for being here.")


def _buttons() -> Block:
    return message.actions(
        message.button("Send me a copy", action=COPY), message.button("Erase my data", action=ERASE, style="danger")
    )


def _told(record: Mapping[str, object]) -> str:
    """Say a record in a line of mrkdwn: in its own sentence, else fact by fact; when it was needs no name."""
    if said := str(record.get(SAID, "")):
        at = record.get("at")
        said = message.mrkdwn(said, _PART)["text"]
        return f"{text.day(at)}: {said}" if isinstance(at, datetime) else said
    parts = [
        text.channel(ChannelId(str(value)))
        if name == "channel"
        else text.escape(text.clip(_word(value) if name == "at" else f"{name}: {_word(value)}", _PART))
        for name, value in record.items()
        if _word(value)
    ]
    return " · ".join(parts)


def _packed(lines: Sequence[str]) -> Iterator[str]:
    """Put lines together, as many as fit into a section."""
    page = ""
    for line in lines:
        if page and len(page) + len(line) >= message.SECTION:
            yield page
            page = ""
        page = f"{page}\n{line}".strip()
    yield page


def _is_many(title: str) -> bool:
    """Can there be more than one?"""
    return "profile" not in title


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None or isinstance(value, dict) else " ".join(str(value).split())
