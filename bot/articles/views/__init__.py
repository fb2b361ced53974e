"""What does a curator see of knowledge: canvases that are followed, and who may read what?"""

from bot.articles.views import canvases, readers
from bot.slack import message
from bot.slack.message import Block


def home() -> list[Block]:
    """The curators' part of App Home."""
    buttons = message.actions(
        message.button("Who may read what", action=readers.LOOK),
        message.button("Follow a canvas", action=canvases.CHOOSE),
    )
    return [message.section("*Knowledge* (only curators see this)"), buttons]
