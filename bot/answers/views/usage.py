"""What does a person read who asks how asking works?"""

from bot.slack import message, text
from bot.slack.message import Message

SEARCH = "answers.search"

_LEARN = (
    "*How to use `/learn`*",
    "`/learn how do I claim travel expenses?` searches what your company has written down. Only you see the answer, "
    "and it works in every channel.",
    "`/learn` on its own shows the topics and your latest questions.",
    "In a thread, mention me with your question. On someone's message, choose _Find an answer_ from its menu.",
    "`/pollen help` shows what else I can do.",
)


def learn(typed: str) -> Message:
    """Say how to ask; who did mean the word as a question still can."""
    word = " ".join(typed.split())
    search = message.button(f"Search for “{text.clip(word, 50)}”", action=SEARCH, value=word)
    return message.message("How to use /learn", [*(message.section(line) for line in _LEARN), message.actions(search)])
