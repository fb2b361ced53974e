"""What does a person read when something about mentoring cannot be done?"""

from bot.errors import Forbidden, UserError


class Closed(UserError):
    """This request is closed, so there's nothing left to do here."""


class Settled(UserError):
    """This request has already moved on. Its latest card shows where it stands."""


class NotAParty(Forbidden):
    """Only the people this request is about can do that."""


class Gone(UserError):
    """I can't find this request any more."""


class Taken(UserError):
    """{who} took it {ago}. Thank you for stepping forward!"""


class TakenByYou(UserError):
    """You've already taken it. Thank you!"""


class Withdrawn(UserError):
    """The person who asked has cancelled this request. Thanks all the same!"""


class MovedOn(UserError):
    """This request has been replaced by a newer one, so this card is out of date. Thanks all the same!"""


class Answered(UserError):
    """You've already answered this, so nothing changed."""


class TooLate(UserError):
    """The time to answer was up, so I asked someone else. Thanks all the same!"""


class NoRoom(UserError):
    """You're already helping {load} of the {capacity} people you have room for (a request waiting for your answer
    counts, too). Answer or finish one, or raise the number in your mentor profile: /pollen mentor profile"""


class OwnRequest(UserError):
    """This is your own request, so someone else has to take it."""


class NoTopic(UserError):
    """What would you like to learn? Please name a topic in a few words."""


class TooManyOpen(UserError):
    """You have {count} open requests, which is the most I can look after for one person. To cancel one, type
    /pollen mentor"""


class NobodyLeft(UserError):
    """I've asked everyone who fits. To go further, press Widen the search."""


class NobodyLeftAtAll(UserError):
    """I've asked everyone who fits. The programme owner has your request and is looking for someone."""


class Widest(UserError):
    """It's already with the programme owner, which is as far as I can take it."""


class NoProfile(UserError):
    """You're not a mentor yet. To become one, type /pollen mentor profile"""


class NotTheOwner(UserError):
    """Only the programme owner and admins can do that."""


class NotHere(UserError):
    """I can't ask that person: they're not an active colleague here."""


class AlreadyAsked(UserError):
    """That person has already been asked about this request."""


class NoChannel(UserError):
    """There's no mentors' channel yet. An admin can choose one: /pollen mentor channel #name"""


class Unknown(UserError):
    """Slack is slow to tell me who you are. Please try again in a moment."""


class GroupTaken(UserError):
    """{who} has already offered to lead this session. Thank you!"""


class NoRoomThere(UserError):
    """I can't ask that person right now: they're away, they have no room, or they'd rather not."""


class NobodyWaits(UserError):
    """No one is waiting for this any more, so there's no session to suggest."""


class TooManyAliases(UserError):
    """There are already {count}, which is the most I can keep."""


class HaveThatOne(UserError):
    """You already have a request for a {label} mentor, so nothing changed. You can edit that one instead."""


class TooManyThinking(UserError):
    """Three mentors are thinking about it right now. Please wait for one of them to answer."""
