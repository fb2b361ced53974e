"""One tiny model for all tests of this folder."""

from pathlib import Path

import pytest

from bot.meaning import models
from bot.meaning.models import Model
from tests.meaning import tiny

PAGES = {
    "garden": "# Garden rules\n\nThe rules of the garden: no ball games.\n\n## Gate\n\nMore rules hang at the gate.\n",
    "away": "# Time off\n\n## Summer\n\nA vacation has rules; a vacation is a vacation.\n\n"
    "## Winter\n\nThe rules for snow days: stay at home and read.\n",
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model that knows: a jaunt is a vacation."""
    return tiny.made(tmp_path_factory.mktemp("model"), PAGES.values(), same={"jaunt": "vacation"})


@pytest.fixture(scope="session")
def model(folder: Path) -> Model:
    return models.opened(folder)
