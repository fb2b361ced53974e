"""What does a curator see of two articles that may say the same, and of two that were made one?"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.views import browse
from bot.articles.rules import Article
from bot.desk.rules.twins import State, Twins, Why
from bot.desk.views.board import DESK
from bot.slack import message, text
from bot.slack.message import Block, Element, Message

LOOK, MERGE, KEEP, UNDO = "desk.twins", "desk.merge", "desk.keep_both", "desk.unmerge"
PAGE = 5
_TITLE = 100  #: characters


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Two articles as they are put before a curator."""

    pair: Twins
    one: Article
    other: Article


def page(found: Sequence[Shown], *, skip: int) -> Message:
    """A page of pairs, those to be settled first."""
    shown = found[skip : skip + PAGE]
    blocks: list[Block] = [message.section("*Articles that may say the same*")]
    for one in shown:
        blocks += [message.divider(), *(_merged(one) if one.pair.state is State.MERGED else _open(one))]
    if not shown:
        blocks.append(message.section("Nothing here any more. I look for more every week."))
    ways: list[Element] = []
    if skip:
        ways.append(message.button("Back", action=f"{LOOK}:back", value=str(max(0, skip - PAGE))))
    if len(found) > skip + PAGE:
        ways.append(message.button("Next", action=f"{LOOK}:next", value=str(skip + PAGE)))
    ways.append(message.button("The desk", action=DESK))
    return message.message("Articles that may say the same", [*blocks, message.divider(), message.actions(*ways)])


def merged(gone: Article, kept: Article, pair: str) -> Message:
    """Say what has become of it, and how it is undone."""
    line = (
        f"Done. {_bold(gone)} is now part of {_bold(kept)}: whoever asks for it, or follows an old link, finds that. "
        "You can undo this for 30 days."
    )
    undo = message.button("Undo", action=UNDO, value=pair)
    return message.message(line, [message.section(line), message.actions(undo)])


def kept() -> Message:
    line = "OK, both stay. I won't show you these two again."
    return message.message(line, [message.section(line)])


def undone(back: Article) -> Message:
    line = f"Done. {_bold(back)} is an article of its own again."
    return message.message(line, [message.section(line)])


def _open(shown: Shown) -> list[Block]:
    one, other, value = shown.one, shown.other, f"{shown.pair.one}|{shown.pair.other}"
    lines = f"1. {_bold(one)} · {_from(one)}\n2. {_bold(other)} · {_from(other)}\n{_why(shown)}"
    return [
        message.section(lines),
        message.actions(
            _read("Read 1", one),
            _read("Read 2", other),
            _merge("Keep 1, merge 2 into it", f"{value}|{one.id}", other, one),
            _merge("Keep 2, merge 1 into it", f"{value}|{other.id}", one, other),
            message.button("Keep both", action=f"{KEEP}:{value}", value=value),
        ),
    ]


def _merged(shown: Shown) -> list[Block]:
    is_first = shown.pair.gone == shown.one.id
    gone, kept = (shown.one, shown.other) if is_first else (shown.other, shown.one)
    value = f"{shown.pair.one}|{shown.pair.other}"
    undo = message.button("Undo", action=f"{UNDO}:{value}", value=value)
    return [message.section(f"{_bold(gone)} was merged into {_bold(kept)}.", accessory=undo)]


def _why(shown: Shown) -> str:
    match shown.pair.why:
        case Why.ASKED:
            return "Both were called helpful for the same question. Do they agree?"
        case Why.WORDS:
            return "They say nearly the same."
        case Why.NAMES:
            return "They go by the same name, and are about the same things."


def _merge(label: str, value: str, gone: Article, kept: Article) -> Element:
    sure = message.confirm(
        "Merge these two?",
        f"“{text.clip(gone.title, 80)}” goes, and its names lead to “{text.clip(kept.title, 80)}”. "
        "Move over what is only in the first one yourself. You can undo this for 30 days.",
        yes="Merge",
        no="Cancel",
    )
    return message.button(label, action=f"{MERGE}:{value}", value=value, confirm=sure)


def _read(label: str, article: Article) -> Element:
    return message.button(label, action=f"{browse.ARTICLE}:{article.id}", value=str(article.id))


def _from(article: Article) -> str:
    return f"from “{text.escape(text.clip(article.collection, 60))}”, changed {text.day(article.changed_at)}"


def _bold(article: Article) -> str:
    return text.bold(text.clip(" ".join(article.title.split()), _TITLE))
