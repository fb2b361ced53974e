"""What can be done with knowledge in Slack? Canvases are followed, and it is said who may read what."""

from bot.articles.handlers import canvases, readers
from bot.slack.listener import Listeners


def register(on: Listeners) -> None:
    canvases.register(on)
    readers.register(on)
