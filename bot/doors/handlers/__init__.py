"""Which buttons and forms belong to other programs?"""

from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.doors.handlers import drafts, keys
from bot.slack.listener import Listeners


def register(on: Listeners, library: Library, teachers: Teachers) -> None:
    keys.register(on)
    drafts.register(on, library, teachers)
