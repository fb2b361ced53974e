"""What does a curator read about a canvas that is followed?"""

from bot.ids import ChannelId
from bot.slack import message, views
from bot.slack.message import Message

UNFOLLOW = "articles.unfollow"
CHOOSE, CHOSEN = "articles.canvas", "articles.canvas_chosen"
CHANNEL, LINK = "channel", "link"


def following(canvas: str, *, is_new: bool) -> Message:
    """It is followed from now on, or was already."""
    line = (
        "I follow this canvas from now on: it's searchable in a minute or two, and so is every edit."
        if is_new
        else "I follow this canvas already. An edit is searchable in a minute or two."
    )
    button = message.button("Stop following", action=UNFOLLOW, value=canvas)
    return message.message(line, [message.section(line), message.actions(button)])


def which() -> views.View:
    """Ask whose canvas is to be followed."""
    channel = {
        "type": "conversations_select",
        "placeholder": message.plain("Choose a channel", 150),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    hint = "A canvas of a private channel is for its members alone. Please invite me there first."
    blocks = [
        views.question("Channel", channel, name=CHANNEL, hint=hint),
        views.question(
            "A link to the canvas, if it's not the channel's own",
            views.text_field(most=500, placeholder="https://acme.slack.com/docs/T012/F012"),
            name=LINK,
            is_optional=True,
        ),
    ]
    return views.modal("Follow a canvas", blocks, callback=CHOSEN, submit="Follow", close="Cancel")


def followed(canvas: str, *, is_new: bool) -> views.View:
    """The same as `following`, in the form's place."""
    return views.modal("Follow a canvas", following(canvas, is_new=is_new).blocks)


def left() -> Message:
    line = "I no longer follow this canvas, and answer nothing from it."
    return message.message(line, [message.section(line)])


def lost(channel: ChannelId) -> Message:
    """Not everybody may read it any more, or nobody."""
    line = f"I can't read a canvas of <#{channel}> any more. I've stopped following it, and answer nothing from it."
    return message.message(line, [message.section(line)])
