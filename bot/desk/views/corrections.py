"""What does somebody read who was shown a passage that proved wrong?"""

from collections.abc import Sequence
from datetime import datetime

from bot.answers.views import browse
from bot.desk import rules
from bot.desk.rules import Correction, changes
from bot.slack import message, text
from bot.slack.message import Block, Message

NO_MORE, AGAIN = "desk.no_more", "desk.again"

_SHOWN = 5  #: corrections in one message; more are counted
_PART = 500  #: characters of what went, and of what came


def told(read: Sequence[tuple[datetime, Correction]]) -> Message:
    """Tell them once, quietly: what they read and when, that it was wrong, and what it says now."""
    lead = "A correction to something you read" if len(read) == 1 else "Corrections to things you read"
    blocks: list[Block] = [message.section(f"*{lead}*")]
    for at, one in read[:_SHOWN]:
        blocks.append(message.section(_said(at, one)))
    if len(read) > _SHOWN:
        blocks.append(message.context(f"… and {len(read) - _SHOWN} more."))
    articles = {one.place.article: one.title for _, one in read[:_SHOWN] if one.after}
    buttons = [
        message.button(f"View {text.clip(title, 40)}", action=f"{browse.ARTICLE}:{article}", value=str(article))
        for article, title in articles.items()
    ]
    stop = message.button("Don't tell me about corrections", action=NO_MORE)
    return message.message(lead, [*blocks, message.actions(*buttons, stop)])


def chosen(*, likes: bool) -> Message:
    if likes:
        line = "I'll tell you again when something you read is corrected."
        return message.message(line, [message.section(line)])
    line = "I won't tell you about corrections any more."
    again = message.button("Tell me again", action=AGAIN)
    return message.message(line, [message.section(line, accessory=again)])


def _said(at: datetime, one: Correction) -> str:
    title = text.bold(text.clip(one.title, rules.TITLE))
    if not one.after:
        return (
            f"On {text.day(at)} you read this in {title}; it was wrong and has been taken out:\n{_quoted(one.before)}"
        )
    old, new = changes.old_and_new(one.before, one.after)
    if not old:
        return f"On {text.day(at)} you read {title}; something was missing. Now it also says:\n{_quoted(new)}"
    now = f"\nNow it says:\n{_quoted(new)}" if new else "\nThat has been taken out."
    return f"On {text.day(at)} you read this in {title}; it was wrong:\n{_quoted(old)}{now}"


def _quoted(words: str) -> str:
    return "\n".join(f"> {text.escape(line)}" for line in text.clip(words, _PART).splitlines() if line.strip())
