"""What does somebody wish who typed this, or filled in that? From what Slack sent to a wish, before the transaction."""

import dataclasses
import html
import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.fair_lock import FairLocks
from bot.ids import ChannelId, Ts, UserId
from bot.kudos import rules
from bot.kudos.handlers import groups
from bot.kudos.rules import Gesture, Place, Source, parsing
from bot.kudos.rules.wishes import Group, Wish
from bot.kudos.service import options
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import text
from bot.slack.payloads import Actor, Command

PATIENCE = 2.0  #: seconds to wait for one's turn, of the three Slack gives

Result = TypeVar("Result")

_TURNS = FairLocks()

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)>")


def read(
    runtime: Runtime,
    actor: Actor,
    typed: str,
    *,
    source: Source,
    key: str,
    channel: ChannelId | None,
    place: Place,
    ts: Ts | None = None,
    thread: Ts | None = None,
) -> Wish:
    """Read whom somebody names; reason and tags are read once the workspace's tags are at hand."""
    reading = parsing.read(typed, known=())
    found, lost = groups.expand(runtime, actor.workspace, reading.groups)
    return Wish(
        workspace=actor.workspace,
        giver=actor.user,
        source=source,
        key=key,
        channel=channel,
        ts=ts,
        thread=thread,
        place=place,
        people=reading.people,
        groups=found,
        refused=(*reading.refused, *lost),
        typed=typed,
        is_raw=True,
        is_met=False,
    )


def grant(
    runtime: Runtime, wish: Wish, unit: Callable[[Session, Wish], Result], *, patience: float = PATIENCE
) -> Result:
    """Run `unit` in a transaction; when it meets somebody unknown, once more after Slack has been asked.

    Nearly always everybody is known, so the question is put only when it has to be.
    """
    giver = (wish.workspace, wish.giver)
    try:
        with _TURNS.of(giver, patience=patience / 2):
            return runtime.transaction(lambda session: unit(session, wish), patience=patience)
    except rules.Unmet as unmet:
        people.meet(runtime, wish.workspace, unmet.users)
        met = dataclasses.replace(wish, is_met=True)
        with _TURNS.of(giver, patience=patience / 2):
            return runtime.transaction(lambda session: unit(session, met), patience=patience)


def fill(
    runtime: Runtime, wish: Wish, *, chosen: Collection[str], typed: str, values: Collection[str], shown: str = ""
) -> Wish:
    """Return a wish as a form has it now. `shown`: the reason the form was opened with; left alone, it stays."""
    known = runtime.reading(lambda session: options.of(session, wish.workspace)).values
    reason, tags = parsing.read_plain(typed, known=known)
    return dataclasses.replace(
        wish,
        people=tuple(UserId(user) for user in chosen),
        reason=wish.reason if shown and typed.strip() == shown.strip() else reason,
        values=tuple(dict.fromkeys((*values, *tags))),
        refused=(),
        typed=text.escape(typed),
        is_met=False,
    )


def of(gesture: Gesture) -> Wish:
    """Return the wish that a gesture grants as it is."""
    by_group: dict[str, list[UserId]] = {}
    for gift in gesture.gifts:
        if gift.group and gift.receiver not in by_group.setdefault(gift.group, []):
            by_group[gift.group].append(gift.receiver)
    named = {one for members in by_group.values() for one in members}
    return Wish(
        workspace=gesture.workspace,
        giver=gesture.giver,
        source=gesture.source,
        key=gesture.key,
        channel=gesture.channel,
        ts=gesture.ts,
        thread=gesture.thread,
        place=gesture.place,
        reason=gesture.reason,
        people=tuple(one for one in gesture.receivers if one not in named),
        groups=tuple(_group(one, members) for one, members in by_group.items()),
        values=gesture.values,
        typed=gesture.reason,
    )


def _group(key: str, members: Collection[UserId]) -> Group:
    number, _, handle = key.partition("|")
    return Group(id=number, handle=handle, members=tuple(members))


def tagged(gesture: Gesture, value: str) -> Wish:
    """Return the wish that a gesture stands for one more value."""
    wish = of(gesture)
    return dataclasses.replace(wish, values=tuple(dict.fromkeys((*wish.values, value))))


def mentioned(wish: Wish) -> set[UserId]:
    """Return everybody whose name is needed to show a wish."""
    return {*wish.people, *parsing.mentioned(wish.reason)}


def plain(reason: str, names: Mapping[UserId, str]) -> str:
    """Return a reason as it is put into a form: names for mentions, nothing escaped."""
    return html.unescape(_MENTION.sub(lambda one: "@" + text.escape(names.get(UserId(one[1]), one[1])), reason))


def place(command: Command) -> tuple[ChannelId | None, Place]:
    """Return where a command was typed, and who can read along there, as far as its name tells."""
    if command.is_direct or command.channel_name == "directmessage":
        return None, Place.DIRECT
    if command.channel_name == "privategroup" or command.channel_name.startswith("mpdm-"):
        return command.channel, Place.PRIVATE
    return command.channel, Place.PUBLIC
