"""The playground as `make playground` starts it, and a browser in front of it."""

from collections.abc import Iterator

import pytest

from bot.cli.knowledge import KNOWLEDGE
from bot.playground.run import Stage
from bot.playground.server import Server
from tests.playground.test_page import page

__all__ = ["page"]


@pytest.fixture
def playground() -> Iterator[str]:
    """The address of a playground with the production bot in it, over Socket Mode."""
    with Server() as web:
        stage = Stage(web, knowledge=KNOWLEDGE)
        stage.begin()
        try:
            assert stage.slack is not None
            slack = stage.slack
            slack.eventually(lambda: slack.sockets.connections, within=20)
            yield web.url
        finally:
            stage.end()
