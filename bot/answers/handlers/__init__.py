"""How do answers hear from Slack? A file for each way in: command, mention, thread, shortcut, button, form."""

from bot.answers.handlers import buttons, command, curation, forms, mentions, opinions, shortcuts, threads
from bot.answers.service.library import Library
from bot.slack.listener import Listeners


def register(on: Listeners, library: Library) -> None:
    command.register(on, library)
    shortcuts.register(on, library)
    buttons.register(on, library)
    opinions.register(on)
    curation.register(on)
    forms.register(on)
    threads.register(on, library)
    mentions.register(on, library)


def register_last(on: Listeners, library: Library) -> None:
    """Take every sentence that nobody else wanted as a question."""
    mentions.register_last(on, library)
