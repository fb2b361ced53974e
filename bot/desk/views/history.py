"""What was an article before: who changed it, why, and what is different? And how is it made so again?"""

from collections.abc import Mapping, Sequence

from bot.answers.views.browse import HISTORY
from bot.articles.rules import Article, Revision, State
from bot.desk.rules import changes
from bot.desk.rules.board import PAGE
from bot.desk.views.board import DESK
from bot.ids import UserId
from bot.slack import message, text
from bot.slack.message import Block, Element, Message

RESTORE, GONE = "desk.restore", "desk.gone"

_SHOWN = 10  #: versions
_PART = 250  #: characters of what went, and of what came
_SURE = message.confirm("Restore this article?", "People will find it again.", yes="Restore", no="Cancel")


def history(article: Article, found: Sequence[Revision], *, names: Mapping[UserId, str], skip: int = 0) -> Message:
    """A page of an article's versions, the newest first, each with what it changed."""
    blocks: list[Block] = [message.section(f"{text.bold(text.clip(article.title, 150))}: versions")]
    for place, one in list(enumerate(found))[skip : skip + _SHOWN]:
        before = found[place + 1] if place + 1 < len(found) else None
        blocks.append(message.divider())
        blocks.append(_version(article, one, before, names))
    ways: list[Element] = []
    if skip:
        newer = f"{article.id}|{max(0, skip - _SHOWN)}"
        ways.append(message.button("Newer", action=f"{HISTORY}:newer", value=newer))
    if len(found) > skip + _SHOWN:
        ways.append(message.button("Older", action=f"{HISTORY}:older", value=f"{article.id}|{skip + _SHOWN}"))
    return message.message(
        f"Versions of {text.escape(article.title)}", [*blocks, *([message.actions(*ways)] if ways else [])]
    )


def gone(found: Sequence[Article], *, skip: int) -> Message:
    """A page of what was taken out, the last first."""
    blocks: list[Block] = [message.section("*Retired articles*")]
    for one in found[:PAGE]:
        line = f"{text.bold(text.clip(one.title, 150))}\nFrom “{text.escape(text.clip(one.collection, 60))}”"
        restore = message.button(
            "Restore", action=f"{RESTORE}:{one.id}:{one.revision}", value=f"{one.id}|{one.revision}", confirm=_SURE
        )
        history = message.button("History", action=f"{HISTORY}:{one.id}", value=str(one.id))
        blocks += [message.divider(), message.section(f"{line} · retired {text.day(one.changed_at)}")]
        blocks.append(message.actions(restore, history))
    if not found:
        blocks.append(message.section("Nothing here any more."))
    ways: list[Element] = []
    if skip:
        ways.append(message.button("Back", action=f"{GONE}:back", value=str(max(0, skip - PAGE))))
    if len(found) > PAGE:
        ways.append(message.button("Next", action=f"{GONE}:next", value=str(skip + PAGE)))
    ways.append(message.button("The desk", action=DESK))
    return message.message("Retired articles", [*blocks, message.divider(), message.actions(*ways)])


def restored(title: str, number: int) -> Message:
    line = f"Done. {text.bold(title)} is again what it was in version {number}."
    return message.message(line, [message.section(line)])


def _version(article: Article, one: Revision, before: Revision | None, names: Mapping[UserId, str]) -> Block:
    who = names.get(one.made_by, "a colleague") if one.made_by else one.origin
    lead = f"*Version {one.number}* · {text.day(one.made_at)} · {text.escape(who)}"
    why = f"\n_{text.escape(' '.join(one.why.split()))}_" if one.why else ""
    old, new = changes.old_and_new(before.text, one.text) if before else ("", "")
    lines = [f"\n− {text.escape(text.clip(old, _PART))}"] if old else []
    lines += [f"\n+ {text.escape(text.clip(new, _PART))}"] if new else []
    said = lead + why + "".join(lines)
    if one.number == article.revision and article.state is State.PUBLISHED:
        return message.section(f"{said}\nThis is how it is now.")
    sure = message.confirm(
        f"Restore version {one.number}?",
        "It becomes the newest version; the others are kept.",
        yes="Restore",
        no="Cancel",
    )
    value = f"{article.id}|{one.number}"
    button = message.button("Restore", action=f"{RESTORE}:{one.number}", value=value, confirm=sure)
    return message.section(said, accessory=button)
