"""How do kudos hear from Slack? A file for each way in: command, sentence, emoji, button, form."""

from bot.kudos.handlers import buttons, command, emoji, forms, mentions, settings
from bot.slack.listener import Listeners


def register(on: Listeners) -> None:
    command.register(on)
    mentions.register(on)
    emoji.register(on)
    buttons.register(on)
    forms.register(on)
    settings.register(on)
