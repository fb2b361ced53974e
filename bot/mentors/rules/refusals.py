"""What does a person read when something about mentoring cannot be done?"""

from bot.errors import Forbidden, UserError


class Closed(UserError):
    """This request is over, so there is nothing left to do here."""


class Settled(UserError):
    """This request has already moved on. Its newest card shows where it stands."""


class NotAParty(Forbidden):
    """Only the people this request is about can do that."""


class Gone(UserError):
    """I cannot find this request any more."""


class Taken(UserError):
    """{who} took it {ago}. Thank you for stepping forward!"""


class TakenByYou(UserError):
    """You took it already. Thank you!"""


class Withdrawn(UserError):
    """The person who asked has withdrawn this request in the meantime. Thank you all the same!"""


class MovedOn(UserError):
    """This request goes on as another one, so this card is out of date. Thank you all the same!"""


class Answered(UserError):
    """You have answered this already, so nothing changed."""


class TooLate(UserError):
    """Your time to answer was over, so I went on and asked somebody else. Thank you all the same!"""


class NoRoom(UserError):
    """You already hold {load} of your {capacity} places (a question waiting for your answer holds one as well). Answer
    or finish one, or raise the number in your mentor profile: /pollen mentor profile."""


class OwnRequest(UserError):
    """This is your own request; somebody else will have to take it."""


class NoTopic(UserError):
    """What would you like to learn? Please give me a topic in a few words."""


class TooManyOpen(UserError):
    """You have {count} open requests, and that is as many as I look after for one person. Cancel one first:
    /pollen mentor shows them."""


class NobodyLeft(UserError):
    """I have asked everybody who fits. *Widen* carries it further."""


class NobodyLeftAtAll(UserError):
    """I have asked everybody who fits. The programme owner has your request and is looking for somebody."""


class Widest(UserError):
    """It is already with the programme owner, which is as far as I can carry it."""


class NoProfile(UserError):
    """You are not listed as a mentor. /pollen mentor profile lists you."""


class NotTheOwner(UserError):
    """Only the owner of the mentoring programme and the workspace's admins can do that."""


class NotHere(UserError):
    """That person cannot be asked: they are not an active colleague here."""


class AlreadyAsked(UserError):
    """That person has already been asked about this request."""


class NoChannel(UserError):
    """There is no mentors' channel yet. An admin can name one: /pollen mentor channel #name."""


class Unknown(UserError):
    """I do not know you well enough yet, because Slack did not answer in time. Please try again in a moment."""


class GroupTaken(UserError):
    """{who} has already offered to lead this session. Thank you!"""


class NoRoomThere(UserError):
    """That person cannot be asked just now: they are away, their places are taken, or they would rather not."""


class NobodyWaits(UserError):
    """Nobody is waiting for this any more, so there is no session to propose."""


class TooManyAliases(UserError):
    """There are {count} already, which is as many as I keep."""


class HaveThatOne(UserError):
    """You are looking for a mentor for {label} already, in a request of its own, so nothing was changed. Change that
    one instead."""


class TooManyThinking(UserError):
    """Three mentors are thinking about it right now. Let one of them answer first."""
