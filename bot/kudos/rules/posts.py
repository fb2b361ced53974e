"""What is said in Slack about a kudos: where, or to whom?"""

from dataclasses import dataclass
from enum import StrEnum

from bot.ids import PromiseId, UserId
from bot.kudos.rules import GestureId


class Kind(StrEnum):
    HERE = "here"  #: where it happened
    FEED = "feed"  #: the copy in the workspace's kudos channel
    NOTICE = "notice"  #: to one who is thanked, directly
    RECEIPT = "receipt"  #: to the giver, directly


class Standing(StrEnum):
    """What has become of an announcement."""

    PROMISED = "promised"
    POSTED = "posted"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, kw_only=True)
class Said:
    promise: PromiseId
    gesture: GestureId
    kind: Kind
    #: '' where everybody reads it
    receiver: UserId
