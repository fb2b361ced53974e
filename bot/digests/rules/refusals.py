"""What does a person read when something about a digest is not possible?"""

from bot.errors import Forbidden, UserError


class NotYours(Forbidden):
    """{owner} looks after the digest of this channel. Please ask them, or an admin."""


class NoDigest(UserError):
    """This channel has no digest yet. /pollen digest on starts one."""


class NoneOfYours(UserError):
    """You look after no digest yet. Type /pollen digest on in a channel to start one."""


class NotAChannel(UserError):
    """A digest needs a channel. Type this in one, or name it: /pollen digest #learning weekly Wed 10:00"""


class NotUnderstood(UserError):
    """I did not understand “{words}”. Try: /pollen digest here weekly Wed 10:00 Europe/Paris"""


class Settled(UserError):
    """That edition is {state} already; nothing was changed."""


class NothingToTell(UserError):
    """There is nothing to tell yet, so nothing was sent."""


class Paused(UserError):
    """This digest is paused. /pollen digest resume goes on with it."""


class TooEarly(UserError):
    """This week's digest is out. The next one can be sent from a day before it is due."""


class OnlyMembers(Forbidden):
    """Only members of the workspace can look after a digest."""
