"""How do sessions hear from Slack? A file for each way in: command, sentence, button, form, question."""

from bot.sessions.handlers import buttons, command, forms, mentions, questions
from bot.slack.listener import Listeners


def register(on: Listeners) -> None:
    command.register(on)
    mentions.register(on)
    buttons.register(on)
    forms.register(on)
    questions.register(on)
