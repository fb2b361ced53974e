"""What does a digest look like in its channel: the post, and its thread?"""

import re
from collections.abc import Mapping, Sequence

from bot.digests.rules import Edition, Subscription, composition
from bot.digests.rules.composition import Page
from bot.digests.rules.sections import Item, Section
from bot.digests.views import wording
from bot.digests.views.wording import Words
from bot.ids import UserId
from bot.slack import message, text
from bot.slack.message import Block, Message

ITEM = 600  #: characters of an item
NAMED = 8  #: people named in a line; the others are counted
PART_BLOCKS = 40  #: of a message in the thread
PART_CHARACTERS = 10_000

#: Whoever wrote it and whatever a domain let through: a digest rings nobody.
_RINGING = re.compile(r"<(?:@[^>]*|!(?!date\^)[^>]*)>")


def edition(page: Page, *, language: str, owner: str, line: str) -> tuple[Message, ...]:
    """Draw an edition: the post, and the messages of its thread. `line`: the owner's own, as they wrote it."""
    words = wording.of(language)
    rest = len(composition.lines(page.rest)) + sum(page.uncounted.values())
    footer = [words.looked_after.format(owner=text.escape(owner))]
    if rest:
        footer.insert(0, words.one_more_in_thread if rest == 1 else words.more_in_thread.format(count=rest))
    blocks = [message.header(words.title), *_line(line), *_sections(page.highlights, words)]
    if not page.items and not line:
        blocks.append(message.section(words.was_empty))
    root = message.message(_notification(page, words), [*blocks, message.context(" · ".join(footer))])
    return (root, *_thread(page, words))


def names(known: Mapping[UserId, str], user: UserId) -> str:
    return known.get(user) or "a colleague"


def body(page: Page, subscription: Subscription, edition_: Edition, *, owner: str) -> list[Block]:
    """The post as it would be, without what can be pressed in it."""
    root = edition(page, language=subscription.language, owner=owner, line=edition_.line)[0]
    return [{name: part for name, part in block.items() if name != "accessory"} for block in root.blocks]


def _line(line: str) -> list[Block]:
    return [message.section("\n".join(f"> {part}" for part in text.escape(line).splitlines()))] if line else []


def _sections(items: Sequence[Item], words: Words) -> list[Block]:
    blocks = []
    for section in Section:
        found = [one for one in items if one.section is section]
        if found:
            blocks += [message.section(f"*{words.sections[section]}*"), *_lines(found, words)]
    return blocks


def _lines(items: Sequence[Item], words: Words) -> list[Block]:
    return [_drawn_line(line, words) for line in composition.lines(items)]


def _drawn_line(line: Sequence[Item], words: Words) -> Block:
    """Draw what is told in one line: one thing, or the same of several people."""
    item = line[0]
    who = ", ".join(one.who for one in line[:NAMED] if one.who)
    if len(line) > NAMED:
        who = words.others.format(names=who, count=len(line) - NAMED)
    said = " ".join(filter(None, (item.mark, who, item.text)))
    shown = message.mrkdwn(quiet(said), ITEM)["text"]
    detail = message.mrkdwn(quiet(item.detail), ITEM)["text"] if item.detail else ""
    accessory = None
    if item.button is not None:
        made = item.button
        accessory = message.button(made.label, action=made.action, value=made.value, url=made.url)
    lead = shown if item.mark else f"• {shown}"
    return message.section("\n".join(filter(None, (lead, detail))), accessory=accessory)


def _thread(page: Page, words: Words) -> tuple[Message, ...]:
    """Draw the rest, cut into messages that Slack takes."""
    lines: list[Block] = []
    for section in Section:
        found = [one for one in page.rest if one.section is section]
        if found:
            lines += [message.section(f"*{words.sections[section]}*"), *_lines(found, words)]
        if more := page.uncounted.get(section):
            lines.append(message.context(words.and_more.format(count=more)))
    parts: list[list[Block]] = []
    for block in lines:
        size = sum(message.size(one) for one in parts[-1]) + message.size(block) if parts else 0
        if not parts or len(parts[-1]) >= PART_BLOCKS or size > PART_CHARACTERS:
            parts.append([])
        parts[-1].append(block)
    return tuple(message.message(words.title, part) for part in parts)


def _notification(page: Page, words: Words) -> str:
    one = page.highlights[0] if page.highlights else None
    first = quiet(f"{one.who} {one.text}".strip()).replace("*", "") if one else ""
    return f"{words.title}: {text.clip(first, 200)}" if first else words.title


def quiet(words: str) -> str:
    return _RINGING.sub("someone", words)
