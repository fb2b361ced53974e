"""What does somebody read who said no more than a kind word?"""

from bot.answers.rules.courtesies import Courtesy
from bot.slack import message
from bot.slack.message import Message

_SAID = {
    Courtesy.THANKS: "You're welcome! 🌻",
    Courtesy.GREETING: "Hi! Ask me anything your company has written down, or type `help` to see what else I can do.",
    Courtesy.AGREEMENT: "👍",
    Courtesy.FAREWELL: "See you! I'm here whenever you have a question.",
    Courtesy.COPY: "Noted. If there's a question in it for me, just ask it.",
    Courtesy.WHO: "I'm Pollen. I find answers in what your company has written down, pass on thanks, and help people "
    "find a mentor. Type `help` to see how.",
}


def word(courtesy: Courtesy) -> Message:
    """Return a kind word."""
    return message.message(_SAID[courtesy], [message.section(_SAID[courtesy])])
