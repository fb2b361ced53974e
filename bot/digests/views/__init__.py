"""What does a digest look like: the post, its thread, the preview of its owner, the part of App Home?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digests.rules import Edition, Standing, State, Subscription, composition
from bot.digests.rules.composition import Page
from bot.digests.rules.sections import Item, Section
from bot.digests.views import phrases, wording
from bot.digests.views.wording import Words
from bot.ids import UserId
from bot.slack import message, text
from bot.slack.message import Block, Message

EDIT = "digests.edit"
SKIP = "digests.skip"
SEND = "digests.send"
ELSEWHERE = "digests.elsewhere"
RESUME = "digests.resume"
PAUSE = "digests.pause"
STOP = "digests.stop"
SET_UP = "digests.set_up"
MONTHLY = "digests.monthly"

ITEM = 600  #: characters of an item
NAMED = 8  #: people named in a line; the others are counted
PART_BLOCKS = 40  #: of a message in the thread
PART_CHARACTERS = 10_000

#: Whoever wrote it and whatever a domain let through: a digest rings nobody.
_RINGING = re.compile(r"<(?:@[^>]*|!(?!date\^)[^>]*)>")


@dataclass(frozen=True, kw_only=True)
class Home:
    """What App Home shows of digests."""

    #: those somebody looks after, with their last editions and when the next is due
    owned: tuple[tuple[Subscription, tuple[Edition, ...], datetime | None], ...]
    wants_recap: bool


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


def preview(page: Page, subscription: Subscription, edition: Edition, *, owner: str, fewest: int) -> Message:
    """Draw what the owner sees a day before."""
    where = text.channel(subscription.channel)
    drawn = _drawn(page, subscription, edition, owner=owner)
    note = "What is new until then is added; what is taken back goes."
    if page.fresh < fewest and not edition.line:
        note = (
            f"{phrases.things(page.fresh)} so far: with fewer than {fewest} I wait until next week, "
            "unless you send it now."
        )
    value = f"{edition.channel}|{edition.period}"
    skip = message.confirm(
        "Skip this week?", "Nothing is posted. What is new waits for next week.", yes="Skip it", no="Keep it"
    )
    buttons = [
        message.button("Hide things, add a line", action=EDIT, value=value),
        message.button("Skip this week", action=SKIP, value=value, confirm=skip),
        message.button("Send now", action=SEND, value=value, style="primary"),
    ]
    lead = (
        f"*Your digest for {where}* goes out {text.hour(edition.due_at)} ({phrases.schedule(subscription.schedule)})."
    )
    blocks = [message.section(lead), message.context(note), message.divider(), *drawn, message.divider()]
    return message.message(lead.replace("*", ""), [*blocks, message.actions(*buttons)])


def previewed(subscription: Subscription, edition: Edition) -> Message:
    """What stands where a preview stood, once its edition is settled."""
    where = text.channel(subscription.channel)
    ahead = f"goes out {text.hour(edition.due_at)} now; you see it a day before"
    if not subscription.is_on:
        ahead = "is paused" if subscription.standing is Standing.PAUSED else "has been stopped"
    line = {
        State.POSTED: f"The digest for {where} is out.",
        State.ROLLED: f"Too little to tell in {where} this week: it waits for the next one.",
        State.SKIPPED: f"No digest for {where} this week: {phrases.reason(edition.reason)}.",
    }.get(edition.state, f"The digest for {where} {ahead}.")
    return message.message(line, [message.section(line)])


def said(sentence: str) -> Message:
    """A short private reply; mrkdwn, already escaped."""
    return message.message(sentence, [message.section(sentence)])


def settings(subscription: Subscription, following: datetime | None, *, is_new: bool) -> Message:
    """Tell what was agreed."""
    where = text.channel(subscription.channel)
    lead = "Done" if not is_new else "Lovely"
    line = f"{lead}: a digest in {where}, {phrases.schedule(subscription.schedule)}."
    notes = [f"The next one is due {text.hour(following)}; you see it a day before." if following else ""]
    if not subscription.is_zone_chosen:
        notes.append("That is your own time zone, until I have looked where most people here are.")
    buttons = [
        message.button("Change it", action=SET_UP, value=subscription.channel),
        message.button("Pause", action=PAUSE, value=subscription.channel),
        message.button("Stop", action=STOP, value=subscription.channel),
    ]
    return message.message(
        line, [message.section(line), message.context(" ".join(filter(None, notes))), message.actions(*buttons)]
    )


def lost(subscription: Subscription, reason: str, *, is_paused: bool) -> Message:
    """Tell the owner once that their digest could not be posted."""
    where = text.channel(subscription.channel)
    lead = f"Your digest could not be posted in {where}: {phrases.reason(reason)}."
    rest = "I have paused it. Shall it go somewhere else?" if is_paused else "I try again next week."
    blocks = [message.section(f"{lead} {rest}")]
    if is_paused:
        buttons = [
            message.button("Another channel", action=ELSEWHERE, value=subscription.channel, style="primary"),
            message.button("Try here again", action=RESUME, value=subscription.channel),
            message.button("Stop it", action=STOP, value=subscription.channel),
        ]
        blocks.append(message.actions(*buttons))
    return message.message(f"{lead} {rest}", blocks)


def listing(owned: Iterable[tuple[Subscription, tuple[Edition, ...], datetime | None]]) -> list[Block]:
    """List digests with what became of the last weeks."""
    blocks: list[Block] = []
    for subscription, editions, following in owned:
        where = text.channel(subscription.channel)
        state = f"next {text.hour(following)}" if following else f"paused: {phrases.reason(subscription.reason)}"
        blocks.append(message.section(f"{where} · {phrases.schedule(subscription.schedule)} · {state}"))
        told = [f"{one.period}: {phrases.outcome(one)}" for one in editions if one.state is not State.OPEN]
        if told:
            blocks.append(message.context("\n".join(told)))
        is_on = subscription.standing is Standing.ON
        mark = f":{subscription.channel}"
        pause = message.button("Pause", action=f"{PAUSE}{mark}", value=subscription.channel)
        resume = message.button("Resume", action=f"{RESUME}{mark}", value=subscription.channel)
        blocks.append(
            message.actions(
                message.button("Change", action=f"{SET_UP}{mark}", value=subscription.channel),
                pause if is_on else resume,
                message.button("Stop", action=f"{STOP}{mark}", value=subscription.channel),
            )
        )
    return blocks


def home(values: Home) -> tuple[Block, ...]:
    """The part of App Home about digests."""
    blocks: list[Block] = [message.section("*Digests you look after*")] if values.owned else []
    wish = "Stop my monthly recap" if values.wants_recap else "Once a month, tell me what I learned"
    buttons = [
        message.button("Set up a digest", action=SET_UP),
        message.button(wish, action=MONTHLY, value="off" if values.wants_recap else "on"),
    ]
    return (*blocks, *listing(values.owned[:10]), message.actions(*buttons))


def recap(name: str, lines: Sequence[str]) -> Message:
    """A person's month, for that person alone."""
    lead = f"Your month, {text.escape(name)}: what you learned and whom you helped"
    shown = [message.section(f"• {_quiet(line)}") for line in lines]
    end = message.context("Only you see this. You can stop it on my home page.")
    return message.message(lead, [message.section(f"*{lead}*"), *shown, end])


def names(known: Mapping[UserId, str], user: UserId) -> str:
    return known.get(user) or "a colleague"


def _drawn(page: Page, subscription: Subscription, edition_: Edition, *, owner: str) -> list[Block]:
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
    shown = message.mrkdwn(_quiet(said), ITEM)["text"]
    detail = message.mrkdwn(_quiet(item.detail), ITEM)["text"] if item.detail else ""
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
    first = _quiet(f"{one.who} {one.text}".strip()).replace("*", "") if one else ""
    return f"{words.title}: {text.clip(first, 200)}" if first else words.title


def _quiet(words: str) -> str:
    return _RINGING.sub("somebody", words)
