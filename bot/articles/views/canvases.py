"""What does a curator read about a canvas that is followed?"""

from bot.ids import ChannelId
from bot.slack import message
from bot.slack.message import Message

UNFOLLOW = "articles.unfollow"


def following(canvas: str, *, is_new: bool) -> Message:
    """It is followed from now on, or was already."""
    line = (
        "I follow this canvas from now on: it's searchable in a minute or two, and so is every edit."
        if is_new
        else "I follow this canvas already. An edit is searchable in a minute or two."
    )
    button = message.button("Stop following", action=UNFOLLOW, value=canvas)
    return message.message(line, [message.section(line), message.actions(button)])


def left() -> Message:
    line = "I no longer follow this canvas, and answer nothing from it."
    return message.message(line, [message.section(line)])


def lost(channel: ChannelId) -> Message:
    """Not everybody may read it any more, or nobody."""
    line = (
        f"I can't read a canvas of <#{channel}> any more, or it's no longer open to everyone. "
        "I've stopped following it, and answer nothing from it."
    )
    return message.message(line, [message.section(line)])
