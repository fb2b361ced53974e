"""Who asks through another program, and why may they not?"""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import Forbidden, UserError
from bot.ids import UserId, WorkspaceId

ASSISTANTS, SCRIPTS = "doors.assistants", "doors.scripts"  #: settings: which doors are open

QUESTION = 3000  #: characters of a question, or of a topic, that are read
TITLE, WORDS, SOURCE = 150, 2400, 500  #: characters of what is suggested as an article: a form in Slack holds 3,000
REASON = 1000  #: characters of what somebody is thanked for


class Door(StrEnum):
    """By which door somebody came in."""

    SLACK = "slack"  #: a client of Slack's own, by Slack's signature
    KEY = "key"  #: a program with a personal key


@dataclass(frozen=True, kw_only=True)
class Caller:
    """A person for whom a program asks."""

    workspace: WorkspaceId
    user: UserId
    door: Door
    #: The key it came with.
    key: int | None = None


class Unknown(UserError):
    """This key isn't valid. It may have expired or been revoked; make a new one on Pollen's Home tab in Slack."""


class Unsigned(UserError):
    """This needs a personal key. Make one on Pollen's Home tab in Slack."""


class Nobody(Forbidden):
    """Slack didn't say who is asking."""


class TooMany(UserError):
    """That's more than I answer in a minute. Please try again in {seconds} seconds."""


class TooManyDrafts(UserError):
    """I keep up to {limit} drafts a day for you. Please look at the ones on Pollen's Home tab first."""


class NotThere(UserError):
    """There is no article with that id, or it isn't for you."""


class Missing(UserError):
    """Please give {what}."""


class TooLong(UserError):
    """Please keep {what} to {limit} characters."""


class NobodyCalled(UserError):
    """I know no one here called “{name}”. Please give their full name, or their id in Slack."""


class SeveralCalled(UserError):
    """There are several people called “{name}”. Please give the full name, or their id in Slack."""
