"""What does App Home show, and what does Pollen say when asked what it can do?"""

from collections.abc import Sequence

from bot.slack import message
from bot.slack.message import Block, Message

#: (title, what to type), pinned where somebody opens a conversation with the bot.
PROMPTS = (
    ("Ask a question", "How do I prepare for a first mentoring meeting?"),
    ("See what you can do", "help"),
)

_HELP = (
    "*Ask:* `/learn how do I claim travel expenses?` answers you alone, anywhere. "
    "Mention me in a channel or a thread and I answer there; write to me here and I answer here.",
    "*Browse:* `/learn` alone shows the topics and your last questions.",
    "*On somebody's message:* choose _Find an answer_ from its menu. You see it first; sharing it is your choice.",
    "*Thank:* `/kudos @ana for unblocking the release #taught-me`, or mention me in a thread, or react with 🙌.",
    "*Find a mentor:* write to me “I need a mentor for Kubernetes”, or offer: “I can mentor SQL”.",
    "*Celebrate:* tell me “I passed CKA”, or `/pollen learned`.",
    "*Your data:* `/pollen my data` shows what I keep about you, sends you a copy, or erases it.",
    "*The week in a channel:* `/pollen digest here weekly Wed 10:00 Europe/Paris`.",
)


def help() -> Message:
    """Say what can be done here."""
    blocks = [message.section("*Here is what I can do.*"), *(message.section(line) for line in _HELP)]
    return message.message("Here is what I can do: answer, thank, find a mentor, celebrate.", blocks)


def home(parts: Sequence[Sequence[Block]]) -> list[Block]:
    """Put the parts of App Home under one another, with a line between."""
    blocks = [message.header("Pollen"), message.context("We learn from one another.")]
    for part in parts:
        if part:
            blocks += [message.divider(), *part]
    return blocks
