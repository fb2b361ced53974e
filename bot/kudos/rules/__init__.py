"""What is a kudos? A gesture of one giver, and in it a gift for each person thanked and each value it stands for.

Wish       what somebody wants to give, before it is given; what waits for a yes is a wish
Gesture    what was given: its words may change, its gifts are only ever added or reversed
Gift       one person thanked for one value; a person thanked for two values has two gifts and one charge
Outcome    what became of a wish, as the giver is told
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.errors import UserError
from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos.rules.budget import Count

GestureId = NewType("GestureId", int)
DraftId = NewType("DraftId", int)

REASON_MOST = 3000  #: characters of a reason
CROWD = 10  #: more people than this are thanked only after a second look
SHORT_WORDS = 3  #: a reason of fewer words says little
AGAIN_WITHIN = timedelta(seconds=60)  #: the same words twice within this are perhaps one thanks sent twice
DRAFTS_KEPT = timedelta(days=14)


class Source(StrEnum):
    """The way in."""

    COMMAND = "command"
    FORM = "form"
    MENTION = "mention"
    SHORTCUT = "shortcut"
    REACTION = "reaction"
    SECOND = "second"  #: "+1" on a kudos of somebody else


class Place(StrEnum):
    """Who can read along where it happened."""

    PUBLIC = "public"
    PRIVATE = "private"
    DIRECT = "direct"  #: nowhere in particular: a form, or between the giver and the bot
    UNKNOWN = "unknown"  #: not looked up yet; treated as private until it is


class Audience(StrEnum):
    """Who may see that somebody was thanked; the one who was thanked decides."""

    PUBLIC = "public"
    PRIVATE = "private"
    ASK = "ask"


class Cause(StrEnum):
    """Why a gift was reversed."""

    UNDONE = "undone"  #: by its giver
    EDITED = "edited"  #: its giver named somebody or something else
    UNREACTED = "unreacted"  #: its giver took the reaction away
    DELETED = "deleted"  #: the message that gave it is gone
    HIDDEN = "hidden"  #: by an admin, with a reason


@dataclass(frozen=True, kw_only=True)
class Gift:
    id: int
    receiver: UserId
    value: str
    #: the user group it came by, as `id|handle`; '' when the person was named
    group: str
    #: gifts with one charge cost one together: a person's values, a group's members
    charge: int
    charged_at: datetime
    count: Count
    #: what the receiver's audience was then; see `Gesture.shown`
    audience: Audience


@dataclass(frozen=True, kw_only=True)
class Gesture:
    id: GestureId
    workspace: WorkspaceId
    giver: UserId
    source: Source
    key: str
    channel: ChannelId | None
    ts: Ts | None
    thread: Ts | None
    place: Place
    reason: str
    seconds: GestureId | None
    given_at: datetime
    #: live ones, in the order of giving
    gifts: tuple[Gift, ...] = ()
    #: receivers who have published what was private
    published: frozenset[UserId] = frozenset()
    #: why its gifts were reversed, those that have not been given again since
    causes: frozenset[Cause] = frozenset()

    @property
    def receivers(self) -> tuple[UserId, ...]:
        return tuple(dict.fromkeys(gift.receiver for gift in self.gifts))

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(gift.value for gift in self.gifts if gift.value))

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(gift.group for gift in self.gifts if gift.group))

    @property
    def public(self) -> tuple[UserId, ...]:
        """The receivers whom everybody at the place may see thanked."""
        return tuple(one for one in self.receivers if self.audience(one) is Audience.PUBLIC)

    @property
    def is_live(self) -> bool:
        return bool(self.gifts)

    @property
    def is_hidden(self) -> bool:
        return Cause.HIDDEN in self.causes

    @property
    def uncounted(self) -> tuple[UserId, ...]:
        return tuple(dict.fromkeys(gift.receiver for gift in self.gifts if gift.count is Count.BEYOND))

    def audience(self, receiver: UserId) -> Audience:
        if receiver in self.published:
            return Audience.PUBLIC
        return next((gift.audience for gift in self.gifts if gift.receiver == receiver), Audience.PUBLIC)


class NotAmongUs(UserError):
    """Kudos here are given by the people of this workspace. Thank you for the thought!"""


class NotYours(UserError):
    """Only the one who gave a kudos can change it."""


class NotForYou(UserError):
    """Only the one who was thanked decides who may see it."""


class Withdrawn(UserError):
    """That kudos has been withdrawn."""


class Hidden(UserError):
    """An admin has hidden that kudos, so it can't be changed any more. They can tell you why."""


class GoesAlong(UserError):
    """A +1 is hidden and shown with the kudos it joined."""


class NothingToUndo(UserError):
    """You have given no kudos that could be undone."""


class NoSuchDraft(UserError):
    """That kudos has been sent or dropped already. /kudos me shows what you have given."""


class NobodyLeft(UserError):
    """That would leave nobody to thank. To take the kudos back, use Undo."""


class NoReason(UserError):
    """Please say what it's for: what did they do, and what did it change?"""


class TooLong(UserError):
    """That is {length} characters; a kudos has room for {most}. Please shorten it a little."""
