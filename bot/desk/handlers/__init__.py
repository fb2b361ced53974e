"""How does the desk hear from Slack? Flags, changes, corrections, twins, and the desk itself."""

from collections.abc import Sequence
from functools import partial

from bot.desk.handlers import board, corrections, flags, history, suggestions, twins
from bot.desk.handlers.board import More
from bot.desk.service import history as history_service
from bot.desk.service import twins as twins_service
from bot.slack.listener import Listeners


def register(on: Listeners, more: Sequence[More] = ()) -> None:
    """`more`: the parts that other domains have on the desk."""
    flags.register(on)
    suggestions.register(on)
    corrections.register(on)
    twins.register(on)
    history.register(on)
    own = (partial(twins_service.on_desk, clock=on.door.runtime.now), history_service.on_desk)
    board.register(on, (*more, *own))
