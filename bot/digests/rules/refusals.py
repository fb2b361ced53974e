"""What does a person read when something about a digest is not possible?"""

from bot.errors import Forbidden, UserError


class NotYours(Forbidden):
    """{owner} looks after this channel's digest. Please ask them, or an admin."""


class NoDigest(UserError):
    """This channel has no digest yet. To start one, type /pollen digest on"""


class NoneOfYours(UserError):
    """You don't look after a digest yet. To start one, type /pollen digest on in a channel."""


class NotAChannel(UserError):
    """A digest needs a channel. Type this in one, or name it: /pollen digest #learning weekly Wed 10:00"""


class NotUnderstood(UserError):
    """I didn't understand “{words}”. Try: /pollen digest here weekly Wed 10:00 Europe/Paris"""


class Settled(UserError):
    """That digest is already {state}, so nothing changed."""


class NothingToTell(UserError):
    """There's nothing to share yet, so I didn't send it."""


class Paused(UserError):
    """This digest is paused. To start it again, type /pollen digest resume"""


class TooEarly(UserError):
    """This week's digest is out. You can send the next one from the day before it's due."""


class OutOfReach(Forbidden):
    """A digest needs a channel that you and I can both read, and I can't see you there. If it's private, join it, \
invite me and try again."""


class Archived(UserError):
    """That channel is archived, so no digest can go there. Please choose another."""


class OnlyMembers(Forbidden):
    """Only members of the workspace can look after a digest."""
