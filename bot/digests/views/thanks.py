"""How is one kudos told in a digest: who thanked whom for what, and how much does it tell?"""

import re
from collections.abc import Collection, Mapping

from bot.digests.rules.sections import Audience, Item, Section
from bot.ids import UserId
from bot.kudos.rules.stories import Story
from bot.slack import text

REASON = 350  #: characters of a kudos

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_NUMBER = re.compile(r"\d")


def involved(stories: Collection[Story]) -> set[UserId]:
    """Return everybody whose name is needed to tell them."""
    mentioned = {UserId(user) for one in stories for user in _MENTION.findall(one.reason)}
    return {one.giver for one in stories} | {user for one in stories for user in one.receivers} | mentioned


def item(story: Story, names: Mapping[UserId, str], audience: Audience) -> Item:
    whom = [text.bold(names.get(user, "a colleague")) for user in story.receivers]
    whom += [text.bold(group) for group in story.groups]
    shown = " · ".join(filter(None, (_more(story), text.link(story.link, "View message") if story.link else "")))
    reason = _MENTION.sub(lambda one: text.escape(names.get(UserId(one[1]), "someone")), story.reason)
    return Item(
        section=Section.KUDOS,
        key=f"kudos:{story.gesture}",
        text=f"{text.bold(names.get(story.giver, 'A colleague'))} → {', '.join(whom[:8])}: {cut(reason)}",
        detail=shown,
        weight=_tells(reason) + 0.05 * story.seconds + 0.1 * bool(story.values),
        people=story.receivers,
        only_in=audience.channel if story.channel == audience.channel else None,
    )


def _tells(reason: str) -> float:
    """Guess how specific a reason is, between 0 and 1.2: longer up to a point, and with a number in it."""
    return min(len(reason.split()), 40) / 40 + 0.2 * bool(_NUMBER.search(reason))


def _more(story: Story) -> str:
    tags = " ".join(f"#{text.escape(value)}" for value in story.values)
    return f"{tags} +{story.seconds}".strip() if story.seconds else tags


def cut(escaped: str) -> str:
    """Cut the safe mrkdwn of a reason to what a digest has room for, never within a link."""
    line = " ".join(escaped.split())
    if len(line) <= REASON:
        return line
    head = line[:REASON].rpartition(" ")[0] or line[:REASON]
    if head.rfind("<") > head.rfind(">"):
        head = head[: head.rfind("<")]
    return head.rstrip() + "…"
