"""What is a milestone, who may do what with it, and what is said when they may not?

Facts, never levels: somebody passed, finished, gave, led, wrote. It is what the person says of themselves; somebody who
knows may confirm it, which is never needed for it to be celebrated.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.errors import Forbidden, UserError
from bot.ids import ChannelId, PromiseId, Ts, UserId, WorkspaceId

MilestoneId = NewType("MilestoneId", int)

TITLE = 3000  #: characters that are kept
LINE = 1000  #: characters a leader may write under a milestone
REMINDED = timedelta(days=30)  #: before a certificate expires
LETTER_MOST = 3  #: milestones in a leader's weekly letter
HOME_MOST = 8  #: of one's own milestones on App Home


class Kind(StrEnum):
    CERTIFICATION = "certification"
    COURSE = "course"
    SKILL = "skill"
    TALK = "talk"
    LED = "led"
    ATTENDED = "attended"
    ARTICLE = "article"
    MENTORSHIP = "mentorship"
    ONBOARDING = "onboarding"
    HELLO = "hello"  #: somebody new, who said so


LABELS = {
    Kind.CERTIFICATION: "Certificate",
    Kind.COURSE: "Course finished",
    Kind.SKILL: "New skill",
    Kind.TALK: "Talk given",
    Kind.LED: "Session led",
    Kind.ATTENDED: "Session attended",
    Kind.ARTICLE: "Article written",
    Kind.MENTORSHIP: "Mentorship completed",
    Kind.ONBOARDING: "Onboarding step",
    Kind.HELLO: "New here",
}

#: These say enough without a title.
WORDLESS = frozenset({Kind.TALK, Kind.MENTORSHIP, Kind.ONBOARDING, Kind.HELLO})


class Announce(StrEnum):
    """What a person likes to happen with a milestone of theirs (preference `milestones.announce`)."""

    ALWAYS = "always"
    ASK = "ask"
    NEVER = "never"


class Place(StrEnum):
    """Who can read along where it was celebrated."""

    PUBLIC = "public"
    PRIVATE = "private"
    UNKNOWN = "unknown"  #: not looked up yet; treated as private until it is


class Voice(StrEnum):
    CONGRATULATED = "congratulated"
    APPLAUDED = "applauded"  #: by a leader
    CONFIRMED = "confirmed"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a person says of a milestone, and may say differently later. The texts are plain, not yet escaped."""

    kind: Kind
    title: str
    link: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What somebody has reached, as it came to us."""

    workspace: WorkspaceId
    user: UserId
    #: names the effect: the same key again is the same milestone
    key: str
    facts: Facts
    #: where it was said for others to read, and so is celebrated
    channel: ChannelId | None = None
    thread: Ts | None = None
    #: came by itself, from something the person did
    is_automatic: bool = False


@dataclass(frozen=True, kw_only=True)
class Milestone:
    id: MilestoneId
    workspace: WorkspaceId
    user: UserId
    facts: Facts
    is_automatic: bool
    made_at: datetime
    #: None as long as nobody else has been told
    celebrated_at: datetime | None
    withdrawn_at: datetime | None
    channel: ChannelId | None
    thread: Ts | None
    place: Place
    #: the post that celebrates it, and the list of everybody who congratulated, once that is long
    post: PromiseId | None
    roll: PromiseId | None
    congratulated: tuple[UserId, ...] = ()
    applauded: tuple[UserId, ...] = ()
    confirmed: tuple[UserId, ...] = ()

    @property
    def is_live(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_celebrated(self) -> bool:
        return self.is_live and self.celebrated_at is not None

    def is_visible_to(self, viewer: UserId, where: ChannelId | None) -> bool:
        """May this person see it, who is looking at the channel `where`?"""
        can_be_read = self.place is Place.PUBLIC or (where is not None and where == self.channel)
        return viewer == self.user or (self.is_celebrated and can_be_read)


class Gone(UserError):
    """That milestone is gone; its owner has removed it."""


class NotYours(Forbidden):
    """Only the person whose milestone it is can change or remove it."""


class NotYoursToConfirm(Forbidden):
    """Only a mentor, a manager or the programme owner can confirm a milestone. Congratulating means just as much!"""


class NotYourOwn(UserError):
    """That one's yours. Let the others cheer: you've earned it."""


class NotALeader(Forbidden):
    """Only people who get my weekly letter can applaud; you can turn it on in my Home tab. Congratulating means just \
as much."""


class NoTitle(UserError):
    """What did you do? Tell me, for example: I passed CKA, or: I finished the SQL course."""


class NowhereToCelebrate(UserError):
    """There's no channel for milestones here yet. An admin can choose one with /pollen setup, or you can tell me
    about it in a channel."""
