"""What is a proposal: somebody's words, as an article would have them, until a curator has decided about them?"""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import Forbidden, UserError
from bot.ids import ArticleId, ChannelId, PromiseId, Ts, UserId


class State(StrEnum):
    WAITING = "waiting"
    PUBLISHED = "published"
    DECLINED = "declined"
    TAKEN_OUT = "taken_out"


class Decided(UserError):
    """Someone has already decided on this. Thank you!"""


class NothingToAddTo(UserError):
    """That article isn't there to add to. *Edit and publish* makes an article of its own of it."""


class GoneOn(UserError):
    """That part of the article has been changed since. Please change it with *Fix it* instead."""


class NotTheirs(Forbidden):
    """Only the person who wrote it or a curator can remove it."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What somebody has put into the form."""

    title: str
    #: Markdown.
    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Somebody's words, as an article would have them."""

    id: int
    author: UserId
    proposer: UserId
    channel: ChannelId
    ts: Ts
    thread: Ts | None
    title: str
    text: str
    tags: tuple[str, ...]
    state: State
    article: ArticleId | None
    cards: tuple[PromiseId, ...]
    #: The article it is added to, under a heading of its own; None for one of its own. And where it stands there.
    into: ArticleId | None = None
    section: str | None = None

    @property
    def is_waiting(self) -> bool:
        return self.state is State.WAITING
