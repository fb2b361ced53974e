"""What do others see of a kudos? The announcement, its copy, and the note to the one who is thanked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.ids import UserId
from bot.kudos.rules import Audience, Gesture, Source, wishes
from bot.slack import message, text
from bot.slack.message import Block, Message

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_GROUP = re.compile(r"<!subteam\^[A-Z0-9]+(?:\|([^>]*))?>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+(?:\|([^>]*))?>")
_SECONDERS = 3  #: named before "and 4 more"
_REASON = 2800


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A kudos and what is needed to show it."""

    gesture: Gesture
    names: Mapping[UserId, str]
    #: more than one when several reacted to the same message
    givers: tuple[UserId, ...]
    seconders: tuple[UserId, ...] = ()
    #: the workspace's address in the browser
    url: str
    #: an admin's words, when it is hidden
    note: str = ""


def here(scene: Scene) -> Message:
    """Return the announcement where it happened: those who are thanked are mentioned."""
    whom = _whom(scene, [text.user(one) for one in _single(scene)])
    return _public(scene, whom, quote(scene.gesture.reason), extra=())


def feed(scene: Scene) -> Message:
    """Return the copy for the workspace's kudos channel: it rings nobody."""
    whom = _whom(scene, [name(one, scene.names) for one in _single(scene)], is_silent=True)
    return _public(scene, whom, quote(silent(scene.gesture.reason, scene.names)), extra=_place(scene))


def notice(scene: Scene, receiver: UserId, *, is_kept: bool = False) -> Message:
    """Return the direct message to one who is thanked. `is_kept`: they have said that it stays between the two."""
    gesture = scene.gesture
    audience = gesture.audience(receiver)
    lead = f"🙌 {people(scene.givers, scene.names)} thanks you{_for_message(scene)}"
    blocks = [message.section(lead), *_quoted(quote(gesture.reason))]
    if gesture.values:
        blocks.append(message.context(tags(gesture.values)))
    share = message.button("Let others see it", action="kudos.publish", value=str(gesture.id))
    if audience is Audience.PUBLIC:
        blocks.append(message.context(*(_place(scene) or ("Everyone can see kudos like this.",))))
    elif audience is Audience.ASK and not is_kept:
        keep = message.button("Keep it to me", action="kudos.keep", value=str(gesture.id))
        blocks += [message.section("Only you see this so far. May others see it?"), message.actions(share, keep)]
    else:
        blocks += [message.context("Only you see this, as you like it."), message.actions(share)]
    return message.message(f"{lead}: {silent(gesture.reason, scene.names)}" if gesture.reason else lead, blocks)


def withdrawn(scene: Scene) -> Message:
    """Return what stands where a kudos stood."""
    if scene.gesture.is_hidden:
        sentence = "_An admin has hidden this kudos._"
    else:
        sentence = "_This kudos was withdrawn by the giver._"
    return message.message(sentence.strip("_"), [message.context(f"🙌 {sentence}")])


def name(user: UserId, names: Mapping[UserId, str]) -> str:
    """Return somebody's name in bold, or a mention of one whose name is not known."""
    return text.bold(names[user]) if names.get(user) else text.user(user)


def people(users: Sequence[UserId], names: Mapping[UserId, str]) -> str:
    return listed([name(one, names) for one in users])


def listed(items: Sequence[str]) -> str:
    """Join items as one does in a sentence.

    >>> listed(["Ana", "Bo", "Cleo"])
    'Ana, Bo and Cleo'
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else "no one"


def quote(reason: str) -> str:
    return "\n".join(f"> {line}" for line in reason.splitlines())


def silent(reason: str, names: Mapping[UserId, str]) -> str:
    """Return a reason that mentions nobody: names instead."""
    return _MENTION.sub(lambda one: text.escape(names.get(UserId(one[1])) or "someone"), reason)


def spelled(typed: str, names: Mapping[UserId, str]) -> str:
    """Return what somebody typed with names for people, groups and channels; what has none is called "that …"."""
    found = _MENTION.sub(lambda one: f"@{text.escape(names.get(UserId(one[1])) or 'someone')}", typed)
    found = _GROUP.sub(lambda one: f"@{one[1].removeprefix('@')}" if one[1] else "that group", found)
    return _CHANNEL.sub(lambda one: f"#{one[1].removeprefix('#')}" if one[1] else "that channel", found)


def tags(values: Sequence[str]) -> str:
    return " ".join(f"#{text.escape(one)}" for one in values)


def _public(scene: Scene, whom: str, quoted: str, *, extra: tuple[str, ...]) -> Message:
    gesture = scene.gesture
    thanks = "thanks" if len(scene.givers) == 1 else "thank"
    lead = f"🙌 {people(scene.givers, scene.names)} {thanks} {whom}{_for_message(scene)}"
    quiet = [tags(gesture.values), _echo(scene), *extra]
    blocks = [message.section(lead), *_quoted(quoted)]
    if any(quiet):
        blocks.append(message.context(" · ".join(part for part in quiet if part)))
    blocks.append(message.actions(message.button("+1", action="kudos.second", value=str(gesture.id))))
    shown = silent(gesture.reason, scene.names)
    return message.message(f"{lead}: {shown}" if shown else lead, blocks)


def _quoted(quoted: str) -> list[Block]:
    return [message.section(text.clip(quoted, _REASON) if len(quoted) > message.SECTION else quoted)] if quoted else []


def _single(scene: Scene) -> list[UserId]:
    """Those named by themselves; a group's members go by the group's name."""
    by_group = {gift.receiver for gift in scene.gesture.gifts if gift.group}
    return [one for one in scene.gesture.public if one not in by_group]


def _whom(scene: Scene, shown: list[str], *, is_silent: bool = False) -> str:
    gesture = scene.gesture
    for key in gesture.groups:
        members = {gift.receiver for gift in gesture.gifts if gift.group == key} & set(gesture.public)
        group = wishes.group(key)
        called = text.bold(group.called) if is_silent else f"<!subteam^{group.id}>"
        if members:
            shown.append(f"{called} ({len(members)} {'person' if len(members) == 1 else 'people'})")
    return listed(shown)


def _for_message(scene: Scene) -> str:
    """The message that a reaction or shortcut is about."""
    gesture = scene.gesture
    if gesture.source not in (Source.REACTION, Source.SHORTCUT) or gesture.channel is None or gesture.ts is None:
        return ""
    return f" for {text.link(text.permalink(scene.url, gesture.channel, gesture.ts, gesture.thread), 'this message')}"


def _place(scene: Scene) -> tuple[str, ...]:
    gesture = scene.gesture
    return () if gesture.channel is None else (f"in {text.channel(gesture.channel)}",)


def _echo(scene: Scene) -> str:
    if not scene.seconders:
        return ""
    shown = [text.escape(scene.names.get(one) or "a colleague") for one in scene.seconders[:_SECONDERS]]
    more = len(scene.seconders) - len(shown)
    return "+1 from " + (f"{', '.join(shown)} and {more} more" if more else listed(shown))
