"""How do sessions hear from Slack? A file for each way in, and for what is asked before and done after one."""

from bot.sessions.handlers import after, buttons, command, forms, mentions, questions, weeks
from bot.slack.listener import Listeners


def register(on: Listeners) -> None:
    command.register(on)
    mentions.register(on)
    buttons.register(on)
    forms.register(on)
    questions.register(on)
    after.register(on)
    weeks.register(on)
