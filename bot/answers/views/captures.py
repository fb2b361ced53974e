"""What does one see who saves a conversation: its messages to tick, the article they make, what came later?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.answers.rules.captures import Line, Thread
from bot.answers.views import proposals
from bot.articles.rules import Article
from bot.ids import ArticleId, ChannelId, UserId
from bot.slack import message, text, views
from bot.slack.message import Block, Message

TICKED, SAVED = "answers.ticked", "answers.saved"
ADD = "answers.add_too"
LINES, INTO, NAMES = "lines", "into", "names"
NAMED, UNNAMED = "named", "unnamed"
_LINE = 45  #: characters of a message beside its box; the rest is below
GROUP = 10  #: checkboxes in one of Slack's inputs


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A form as it is filled in."""

    title: str
    words: str
    tags: str = ""
    into: ArticleId | None = None
    is_named: bool = True


def ticks(
    thread: Thread,
    lines: Sequence[Line],
    *,
    names: Mapping[UserId, str],
    ticked: Collection[str],
    into: Article | None,
    metadata: str,
) -> views.View:
    """Which messages of a conversation matter?"""
    blocks: list[Block] = []
    if into is not None:
        blocks.append(message.context(f"The rest of this conversation is in {text.bold(text.clip(into.title, 100))}."))
    for number in range(-(-len(lines) // GROUP)):
        group = lines[number * GROUP : (number + 1) * GROUP]
        options = [_option(one, names) for one in group]
        first = [one.ts for one in group if one.ts in ticked]
        box = views.choice("checkboxes", options, initial=first)
        label = "Which messages?" if not number else "… and later"
        blocks.append(views.question(label, box, name=f"{LINES}{number}", is_optional=True))
    if len(lines) < len(thread.lines) and into is None:
        blocks.append(
            message.context("Messages that are saved already, or stand in the middle of a long thread, are left out.")
        )
    return views.modal("Save to knowledge", blocks, callback=TICKED, submit="Next", close="Cancel", metadata=metadata)


def form(
    draft: Draft,
    *,
    notes: Sequence[str],
    alike: Sequence[Article],
    choices: Sequence[Article],
    submit: str,
    metadata: str,
) -> views.View:
    """What the article will say, and whether it is one of its own. `alike`: what may say it already."""
    shown = proposals.form(
        title=draft.title,
        words=draft.words,
        tags=draft.tags,
        notes=[*warnings(alike, way_on="You can add your words there instead, below."), *notes],
        callback=SAVED,
        submit=submit,
        metadata=metadata,
    )
    more: list[Block] = []
    if choices:
        options = [views.option(text.clip(one.title, 75), str(one.id)) for one in choices[:100]]
        initial = () if draft.into is None else (str(draft.into),)
        picking = views.choice("static_select", options, initial=initial, placeholder="A new article")
        more.append(views.question("Add it to an article?", picking, name=INTO, is_optional=True))
    credit = [
        views.option("Name the people whose words these are", NAMED, hint="Each of them can change that."),
        views.option("Name no one", UNNAMED),
    ]
    chosen = (NAMED if draft.is_named else UNNAMED,)
    more.append(views.question("Credit", views.choice("radio_buttons", credit, initial=chosen), name=NAMES))
    return {**shown, "blocks": [*shown["blocks"], *more]}


def goes_on(title: str, proposal: int, *, by: UserId, channel: ChannelId) -> Message:
    """Offer to who saved a conversation to add what came later."""
    said = (
        f"The conversation in {text.channel(channel)} that you saved in {text.bold(text.clip(title, 150))} goes on: "
        f"{text.user(by)} has written something."
    )
    add = message.button("Add this too", action=ADD, value=str(proposal))
    return message.message(said, [message.section(said), message.actions(add)])


def unnamed() -> Message:
    said = "Done. Your name no longer stands beside those words."
    return message.message(said, [message.section(said)])


def _option(one: Line, names: Mapping[UserId, str]) -> message.Element:
    said = " ".join(text.written(one.text).split())
    return views.option(
        f"{text.clip(names.get(one.author, 'someone'), 25)}: {said}", one.ts, hint=said[45:] and said[45:]
    )


def warnings(alike: Sequence[Article], *, way_on: str) -> list[str]:
    """Say above a form which articles may say it already. `way_on`: what can be done instead."""
    if not alike:
        return []
    titles = ", ".join(text.bold(text.clip(one.title, 100)) for one in alike[:3])
    return [f"⚠️ This may be written already: {titles}. {way_on}"]
