"""What does somebody want to give, and what became of it?

Wish       what somebody wants to give: from a command, a message, a form, a reaction
Draft      a wish that waits for its giver's yes
Outcome    what became of a wish, as the giver is told
"""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos.rules import DraftId, Gesture, GestureId, Place, Source
from bot.kudos.rules.budget import Budget
from bot.people.rules import Person


class Question(StrEnum):
    """What is asked before a wish is granted."""

    WHY = "why"  #: no reason was given; the only one that cannot be waved through
    SHORT = "short"
    CROWD = "crowd"
    AGAIN = "again"
    NAME = "name"  #: somebody was called by a name, not mentioned


class Why(StrEnum):
    """Why somebody who was named is not thanked."""

    SELF = "self"
    POLLEN = "pollen"
    BOT = "bot"
    GONE = "gone"
    OUTSIDER = "outsider"
    UNKNOWN = "unknown"  #: Slack did not say who it is
    UNREAD = "unread"  #: a name that is not a mention
    EVERYBODY = "everybody"  #: @channel, @here, @everyone
    GROUP = "group"  #: a user group that could not be looked up
    EMPTY = "empty"  #: a user group with nobody else in it
    GIVER = "giver"  #: "+1" by the one who gave it


@dataclass(frozen=True, kw_only=True)
class Group:
    """A user group as it was when somebody thanked it."""

    id: str
    #: '' for one that Slack does not name to everybody
    handle: str
    members: tuple[UserId, ...] = ()

    @property
    def key(self) -> str:
        """How a gift names the group it came by."""
        return f"{self.id}|{self.handle}"

    @property
    def called(self) -> str:
        """How people are told of it; an id says nothing to them."""
        return f"@{self.handle}" if self.handle and self.handle != self.id else "that group"


def group(key: str, members: Collection[UserId] = ()) -> Group:
    """Read the name that a gift has of the group it came by."""
    number, _, handle = key.partition("|")
    return Group(id=number, handle=handle, members=tuple(members))


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Somebody or something named that is not thanked. `who`: a user id, or what was written."""

    who: str
    why: Why

    @property
    def is_person(self) -> bool:
        return self.why in (Why.SELF, Why.POLLEN, Why.BOT, Why.GONE, Why.OUTSIDER, Why.UNKNOWN, Why.GIVER)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody wants to give."""

    workspace: WorkspaceId
    giver: UserId
    source: Source
    #: names the effect in its workspace, so that whatever comes twice happens once
    key: str
    #: where it happened, and the message it is about or came in
    channel: ChannelId | None = None
    ts: Ts | None = None
    thread: Ts | None = None
    place: Place = Place.DIRECT
    #: safe mrkdwn: escaped, with no mention but those of people
    reason: str = ""
    people: tuple[UserId, ...] = ()
    groups: tuple[Group, ...] = ()
    #: tags, without their #
    values: tuple[str, ...] = ()
    #: the gesture a "+1" joins
    seconds: GestureId | None = None
    #: what could not be read
    refused: tuple[Refused, ...] = ()
    #: what was typed, to give back when it comes to nothing
    typed: str = ""
    #: those of `people` who were called by name, and not mentioned
    guessed: tuple[UserId, ...] = ()
    #: are reason and values still to be read from what was typed, by the workspace's tags?
    is_raw: bool = False

    @property
    def origin(self) -> Ts | None:
        """The message to answer under, if it started in a thread or is about a message."""
        return self.thread or self.ts


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A wish that waits for its giver."""

    id: DraftId
    wish: Wish
    questions: tuple[Question, ...]
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a wish."""

    gesture: Gesture | None = None
    #: asked instead of giving
    draft: Draft | None = None
    refused: tuple[Refused, ...] = ()
    budget: Budget | None = None
    #: when a kudos to those not counted this time would count; None when never
    resumes_at: datetime | None = None
    #: tags the words suggest
    suggested: tuple[str, ...] = ()
    #: it had been given before; nothing was done
    is_repeat: bool = False
    #: nothing can have been said of it in Slack yet
    is_first: bool = False
    typed: str = ""
    #: those concerned, as far as they are known
    known: Mapping[UserId, Person] = field(default_factory=dict)
    #: the workspace's kudos channel
    feed: ChannelId | None = None


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
        groups=tuple(group(key, members) for key, members in by_group.items()),
        values=gesture.values,
        typed=gesture.reason,
    )


def tagged(gesture: Gesture, value: str) -> Wish:
    """Return the wish that a gesture stands for one more value."""
    wish = of(gesture)
    return dataclasses.replace(wish, values=tuple(dict.fromkeys((*wish.values, value))))


def opened(wish: Wish, number: GestureId, now: datetime) -> Gesture:
    """Return the gesture of a wish, before its gifts."""
    return Gesture(
        id=number,
        workspace=wish.workspace,
        giver=wish.giver,
        source=wish.source,
        key=wish.key,
        channel=wish.channel,
        ts=wish.ts,
        thread=wish.thread,
        place=wish.place,
        reason=wish.reason,
        seconds=wish.seconds,
        given_at=now,
    )
