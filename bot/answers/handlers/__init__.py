"""How do answers hear from Slack? A file for each way in: command, mention, thread, shortcut, button, form."""

from bot.answers.handlers import (
    buttons,
    captures,
    command,
    curation,
    experts,
    forms,
    gaps,
    inquiries,
    mentions,
    opinions,
    shortcuts,
    threads,
)
from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.slack.listener import Listeners


def register(on: Listeners, library: Library, teachers: Teachers) -> None:
    experts.register(on, library, teachers)
    command.register(on, library, teachers)
    shortcuts.register(on, library, teachers)
    captures.register(on, library)
    buttons.register(on, library, teachers)
    inquiries.register(on, library, teachers)
    gaps.register(on, library)
    opinions.register(on)
    curation.register(on)
    forms.register(on)
    threads.register(on, library)
    mentions.register(on, library, teachers)


def register_last(on: Listeners, library: Library, teachers: Teachers) -> None:
    """Take every sentence that nobody else wanted as a question."""
    mentions.register_last(on, library, teachers)
