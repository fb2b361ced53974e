"""With a model, a question also finds what means the same; it is read in the background, and nothing waits for it."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from bot import app
from bot.articles import service as articles
from bot.articles.rules.readers import EVERYBODY
from bot.ids import ArticleId
from bot.workspaces import service as workspaces
from bot.workspaces.rules import Workspace
from tests.meaning import tiny
from tests.meaning.conftest import PAGES
from tests.office import Office

QUESTION = "jaunt rules"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.made(tmp_path_factory.mktemp("model"), PAGES.values(), same={"jaunt": "vacation"})


@pytest.fixture
def office(office: Office) -> Office:
    office.knows({f"{name}.md": text for name, text in PAGES.items()})
    return office


def bot(office: Office, model: Path | None) -> app.Bot:
    """A bot with this model, on the same database and cache."""
    found = office.database.reading(lambda session: workspaces.workspace(session, office.workspace))
    assert isinstance(found, Workspace)
    settings = replace(office.settings, model_folder=model)
    made = app.create(settings, database=office.database, workspace=found, now=office.clock.now)
    made.library.follow(made.runtime, office.workspace)
    return made


def ticks(made: app.Bot) -> None:
    for job in made.jobs:
        if job.name in ("index", "meaning"):
            job.run()


def first(made: app.Bot, office: Office, question: str = QUESTION) -> str:
    """Return the title of the page that comes first."""
    hit = made.library.search(made.runtime, office.workspace, question, EVERYBODY).hits[0]
    page = made.runtime.reading(
        lambda session: articles.article(session, office.workspace, ArticleId(int(hit.article)), EVERYBODY)
    )
    return page.article.facts.title


def test_what_means_the_same_is_found_once_it_was_read(office: Office, folder: Path) -> None:
    made = bot(office, folder)
    assert first(made, office) == "Garden rules"
    ticks(made)
    assert first(made, office) == "Time off"


def test_after_a_restart_nothing_is_read_again(office: Office, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    ticks(bot(office, folder))
    caplog.set_level(logging.INFO, logger="bot.answers.service.meanings")
    caplog.clear()
    again = bot(office, folder)
    assert first(again, office) == "Time off"
    ticks(again)
    assert "read by their meaning" not in caplog.text


def test_what_is_edited_is_read_again_and_what_is_taken_out_is_forgotten(office: Office, folder: Path) -> None:
    made = bot(office, folder)
    ticks(made)
    office.knows({"garden.md": PAGES["garden"], "new.md": PAGES["away"].replace("Time off", "Away")})
    ticks(made)
    assert first(made, office) == "Away"
    office.knows({"garden.md": PAGES["garden"] + "\n## A vacation\n\nThe rules for a vacation.\n"})
    ticks(made)
    assert first(made, office) == "Garden rules"
    near = made.library.search(made.runtime, office.workspace, QUESTION, EVERYBODY).near
    assert near is not None
    assert near > 0.8


def test_a_large_base_is_read_a_little_at_each_tick(office: Office, folder: Path) -> None:
    rooms = {f"{number}.md": f"# Room {number}\n\nThe rules for room {number}.\n" for number in range(80)}
    office.knows(rooms)
    made = bot(office, folder)
    (job,) = (job for job in made.jobs if job.name == "meaning")
    job.run()
    read = [
        made.library.search(made.runtime, office.workspace, f"room {number}", EVERYBODY).near for number in range(80)
    ]
    assert 0 < sum(near is not None for near in read) < 80
    for _ in range(10):
        job.run()
    assert None not in [
        made.library.search(made.runtime, office.workspace, f"room {number}", EVERYBODY).near for number in range(80)
    ]


def test_a_model_that_cannot_be_used_is_a_warning_and_words_alone_answer(
    office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = bot(office, tmp_path / "gone")
    assert [vars(record).get("reason") for record in caplog.records if record.levelno == logging.WARNING] == [
        "is not there"
    ]
    plain = bot(office, None)
    assert made.library.search(made.runtime, office.workspace, QUESTION, EVERYBODY) == plain.library.search(
        plain.runtime, office.workspace, QUESTION, EVERYBODY
    )
    assert [job.name for job in made.jobs] == [job.name for job in plain.jobs]
    assert "meaning" not in {job.name for job in plain.jobs}
