"""How is the next session on a topic named, wherever somebody asks about it?"""

from bot.answers.rules import Upcoming
from bot.slack import message, text
from bot.slack.message import Block

JOIN = "sessions.join"


def line(one: Upcoming | None) -> list[Block]:
    """Draw it with *Join*; nothing where there is none."""
    if one is None:
        return []
    room = f", {one.room}" if one.room else ""
    said = f"📅 Next session on {text.bold(one.title)}: {text.hour(one.starts_at)}{room}"
    join = message.button("Join", action=f"{JOIN}:{one.session}", value=str(one.session))
    return [message.section(said, accessory=join)]
