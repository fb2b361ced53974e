"""How does the desk hear from Slack? Flags, changes, corrections, and the desk itself."""

from bot.desk.handlers import corrections, flags, suggestions
from bot.slack.listener import Listeners


def register(on: Listeners) -> None:
    flags.register(on)
    suggestions.register(on)
    corrections.register(on)
