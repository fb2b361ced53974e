"""How do digests hear from Slack? A file for each way in: command, sentence, button, form."""

from collections.abc import Sequence

from bot.digests.handlers import buttons, command, forms, mentions
from bot.digests.service.sources import Contributor
from bot.slack.listener import Listeners


def register(on: Listeners, contributors: Sequence[Contributor]) -> None:
    command.register(on, contributors)
    mentions.register(on, contributors)
    buttons.register(on, contributors)
    forms.register(on, contributors)
