"""What may stand in a digest, and who may see it?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.ids import ChannelId, UserId


class Section(StrEnum):
    """The parts of a digest, in the order they are read."""

    MILESTONES = "milestones"
    KUDOS = "kudos"
    TAUGHT = "taught"  #: new and updated articles, questions that got their answer
    UNANSWERED = "unanswered"
    MENTORS = "mentors"
    SESSIONS = "sessions"
    NEWCOMERS = "newcomers"


#: What is still so next week is worth saying again, as long as there is news beside it.
STANDING = frozenset({Section.MENTORS, Section.SESSIONS})


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Who reads a digest: everybody in a channel."""

    channel: ChannelId
    #: people of other companies read along: only what was said in the channel itself is for them
    is_shared: bool = False
    language: str = "en"


@dataclass(frozen=True, kw_only=True)
class Window:
    """A time: `since` <= moment < `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Button:
    label: str
    action: str
    value: str = ""
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing worth reading. Texts are safe mrkdwn: escaped, names in plain words, nobody is rung."""

    section: Section
    #: names what it tells of, for ever: `milestone:17`, `kudos:23`
    key: str
    text: str
    #: what is the same of several people is told in one line: a mark, their names, and the text
    group: str = ""
    mark: str = ""
    who: str = ""
    #: a quiet line below, '' for none
    detail: str = ""
    #: how much it tells: the more, the sooner it is a highlight
    weight: float = 0.0
    #: whom it is about: people not featured lately come first
    people: tuple[UserId, ...] = ()
    #: the only channel whose readers may see it; None: everybody in the workspace may
    only_in: ChannelId | None = None
    button: Button | None = None

    def is_for(self, audience: Audience) -> bool:
        if audience.is_shared:
            return self.only_in == audience.channel
        return self.only_in is None or self.only_in == audience.channel
