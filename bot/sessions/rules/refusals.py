"""What is said when something about a session cannot be done?"""

from bot.errors import Forbidden, UserError


class Gone(UserError):
    """I can't find that session any more."""


class Cancelled(UserError):
    """That session was cancelled."""


class Over(UserError):
    """That session is over. Thanks for your interest!"""


class NoTitle(UserError):
    """What should the session be about? For example: `/pollen session SQL basics`."""


class NoChannel(UserError):
    """Please choose the channel I should post the session in."""


class NotTheHost(Forbidden):
    """Only {who} can change this session."""


class NotForYou(Forbidden):
    """That session is for a group you're not in, so I can't add you. Its host can help."""


class HasAHost(UserError):
    """{who} is already hosting this session. You can join it instead."""


class NoTime(UserError):
    """That session has no time yet. Press *I'd come*, and I'll tell you when it has."""


class TooSoon(UserError):
    """That time has passed, or is too close. Please choose a later one."""


class TooFar(UserError):
    """That's more than a year away. Please choose an earlier time."""


class NoSlots(UserError):
    """I found no time in the next three weeks when you work. Please choose a time yourself."""


class VoteOver(UserError):
    """The vote is over: the time has been chosen."""


class NotHere(UserError):
    """Only people who work here can host a session."""


class NoQuestion(UserError):
    """What would you like to ask? Please write your question."""


class EnoughQuestions(UserError):
    """There are plenty of questions for this session already. You can ask yours in its thread once it starts."""


class NotTheirs(UserError):
    """Not everyone may know of this session, so only someone who has joined it can lead a week."""


class NotTold(UserError):
    """Slack didn't tell me in time whether you're in that channel. Please try again in a moment."""


class NotOver(UserError):
    """That session isn't over yet. Come back when it is!"""


class NothingLearned(UserError):
    """What did you take away? A line or two is enough."""


class NobodyToThank(UserError):
    """I don't know who hosted that session any more. You can thank people with /kudos."""


class YouHost(UserError):
    """You're hosting this session, so you're in already."""
