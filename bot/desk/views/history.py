"""What was an article before: who changed it, why, and what is different? And how is it made so again?"""

from collections.abc import Mapping, Sequence

from bot.articles.rules import Article, Revision
from bot.desk.rules import changes
from bot.ids import UserId
from bot.slack import message, text
from bot.slack.message import Block, Message

RESTORE = "desk.restore"

_SHOWN = 10  #: versions
_PART = 250  #: characters of what went, and of what came


def history(article: Article, found: Sequence[Revision], *, names: Mapping[UserId, str]) -> Message:
    """Every version, the newest first, each with what it changed."""
    blocks: list[Block] = [message.section(f"{text.bold(text.clip(article.title, 150))}: versions")]
    for place, one in enumerate(found[:_SHOWN]):
        before = found[place + 1] if place + 1 < len(found) else None
        blocks.append(message.divider())
        blocks.append(_version(article, one, before, names))
    if len(found) > _SHOWN:
        blocks.append(message.context(f"… and {len(found) - _SHOWN:,} older ones."))
    return message.message(f"Versions of {text.escape(article.title)}", blocks)


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
    if one.number == article.revision:
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
