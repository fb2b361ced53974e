"""What is told of kudos afterwards: a story on the wall, a page of one's own; no list of who got most."""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import ChannelId, UserId
from bot.kudos.rules import Gesture, GestureId
from bot.kudos.rules.budget import Budget


@dataclass(frozen=True, kw_only=True)
class Story:
    """A kudos that its audience may see."""

    gesture: GestureId
    giver: UserId
    #: those thanked in public
    receivers: tuple[UserId, ...]
    #: handles of the user groups thanked
    groups: tuple[str, ...]
    values: tuple[str, ...]
    #: safe mrkdwn; it mentions nobody but people
    reason: str
    given_at: datetime
    #: how many said "+1"
    seconds: int
    channel: ChannelId | None
    #: where it can be read in Slack
    link: str | None


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What somebody gave or got that counts."""

    total: int
    by_value: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """What somebody sees of their own kudos."""

    given: Tally
    received: Tally
    #: "+1"s received
    seconds: int
    budget: Budget
    #: the latest received, newest first: also those that others do not see
    latest: tuple[Gesture, ...]


@dataclass(frozen=True, kw_only=True)
class Breadth:
    user: UserId
    #: different people thanked in 30 days
    people: int
