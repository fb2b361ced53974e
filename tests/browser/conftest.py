"""The playground as `make playground` starts it, and a browser in front of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.cli.knowledge import KNOWLEDGE
from bot.playground.server import Server
from bot.playground.stage import Scene, Stage
from tests.playground.test_page import page

__all__ = ["page"]


@contextmanager
def opened(*, is_empty: bool) -> Iterator[Stage]:
    with Server() as web:
        stage = Stage(web, Scene(starter=KNOWLEDGE, is_empty=is_empty))
        stage.begin()
        try:
            assert stage.slack is not None
            slack = stage.slack
            slack.eventually(lambda: slack.sockets.connections, within=20)
            yield stage
        finally:
            stage.end()


@pytest.fixture
def playground() -> Iterator[str]:
    """The address of a bare playground with the production bot in it, over Socket Mode."""
    with opened(is_empty=True) as stage:
        assert stage.slack is not None
        yield stage.slack.url


@pytest.fixture(scope="module")
def told() -> Iterator[Stage]:
    """A playground that opens on its story; the tests of a module share it."""
    with opened(is_empty=False) as stage:
        yield stage
