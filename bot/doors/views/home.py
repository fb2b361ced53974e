"""What does App Home show of other programs: keys, and what assistants have prepared?"""

from dataclasses import dataclass

from bot.doors.rules.drafts import Draft
from bot.doors.rules.keys import LIFETIME, NAME, Key
from bot.doors.views import drafts as views
from bot.slack import message, text
from bot.slack import views as frames
from bot.slack.message import Block
from bot.slack.views import View

NEW, MAKE, SHOW, REVOKE = "doors.new_key", "doors.make_key", "doors.show_key", "doors.revoke_key"
FIELD = "name"

_TITLE = "Personal key"
_SHOWN = 5  #: drafts


@dataclass(frozen=True, kw_only=True)
class Mine:
    #: Has an admin opened a door for other programs?
    is_open: bool
    keys: tuple[Key, ...] = ()
    drafts: tuple[Draft, ...] = ()


def home(mine: Mine) -> list[Block]:
    """Somebody's keys and drafts; nothing where no door is open."""
    if not mine.is_open:
        return []
    blocks = [block for draft in mine.drafts[:_SHOWN] for block in views.waiting(draft)]
    if blocks:
        blocks.insert(0, message.section("*Drafts from your assistant* · nothing is sent until you send it"))
    line = "*Assistants and scripts*\nA personal key lets a program on your computer ask me as you."
    blocks += [message.section(line, accessory=message.button("New key", action=NEW))]
    return [*blocks, *(_key(one) for one in mine.keys)]


def form() -> View:
    """What is the key for?"""
    return frames.modal(
        _TITLE,
        [
            frames.question(
                "What is it for?",
                frames.text_field(placeholder="My laptop's assistant", most=NAME),
                name=FIELD,
                hint=f"So you know later which one to revoke. It works for {LIFETIME.days} days.",
            )
        ],
        callback=MAKE,
        submit="Make key",
        close="Cancel",
    )


def made(key: Key) -> View:
    """Say that the key is there, and that it is seen once."""
    show = message.button("Show it", action=SHOW, value=str(key.id), style="primary")
    lines = "Your key is ready. I'll show it once, so have the place open where you'll paste it."
    return frames.modal(_TITLE, [message.section(lines), message.actions(show)])


def shown(key: Key, clear: str) -> View:
    """The key itself."""
    until = f"It works until {text.day(key.expires_at)}. Anyone who has it can ask me as you, so keep it to yourself."
    return frames.modal(
        _TITLE,
        [
            message.section(f"*{text.escape(key.name)}*"),
            message.rich(message.rich_preformatted(clear)),
            message.context(until, "Lost it? Revoke it on my Home tab and make a new one."),
        ],
    )


def revoked(name: str) -> message.Message:
    return message.message(f"Revoked: {text.escape(name)}. A program that has it can't ask me any more.")


def _key(key: Key) -> Block:
    if not key.is_shown:
        said = "never shown, so no program has it"
    elif key.used_at is not None:
        said = f"last used {text.day(key.used_at)}"
    else:
        said = "not used yet"
    line = f"*{text.escape(key.name)}* · {said} · works until {text.day(key.expires_at)}"
    return message.section(line, accessory=message.button("Revoke", action=f"{REVOKE}:{key.id}", value=str(key.id)))
