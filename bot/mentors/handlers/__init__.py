"""How do mentors hear from Slack? A file for each way in: command, sentence, button, form."""

from bot.answers.service.colleagues import Sessions
from bot.mentors.handlers import buttons, command, forms, mentions
from bot.slack.listener import Listeners


def register(on: Listeners, sessions: Sessions) -> None:
    """Hear. `sessions`: whoever looks for a mentor hears of the next session on it."""
    command.register(on, sessions)
    mentions.register(on, sessions)
    buttons.register(on, sessions)
    forms.register(on)
