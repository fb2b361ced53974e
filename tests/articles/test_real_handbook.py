"""A real handbook goes in whole: nested folders, tables, HTML fragments, another tool's front matter."""

from pathlib import Path

import pytest

from bot.articles import service
from bot.articles.rules.readers import EVERYBODY
from bot.articles.service import exporting, importing
from bot.articles.service.comparing import Fate
from bot.markup.sections import sections
from tests.articles.conftest import WORKSPACE, Curator
from tests.articles.test_exporting import tree

TTS = Path(__file__).parents[3] / "shared" / "data" / "handbooks" / "tts"

pytestmark = pytest.mark.skipif(not TTS.is_dir(), reason="the handbook is not here")


def test_a_real_handbook_goes_in_and_comes_out(curator: Curator, tmp_path: Path) -> None:
    files = sorted(TTS.rglob("*.md"))

    report = importing.import_folder(curator.runtime, WORKSPACE, TTS)

    assert report.count(Fate.NEW) == len(files) == 247
    assert report.broken == ()
    assert len(report.notes) == 8  # pages that only redirect
    snapshot = curator.runtime.reading(lambda session: service.snapshot(session, WORKSPACE))
    assert len(snapshot.articles) == 239
    topics = curator.runtime.reading(lambda session: service.topics(session, WORKSPACE, EVERYBODY))
    assert "Travel and leave" in {topic.label for topic in topics}

    assert importing.import_folder(curator.runtime, WORKSPACE, TTS).is_unchanged
    assert curator.version() == 1

    assert exporting.export(curator.runtime, WORKSPACE, tmp_path / "out", collection="tts") == 247
    told, there = tree(tmp_path / "out"), tree(TTS)
    pages = {path: text for path, text in there.items() if path.endswith(".md")}
    assert sorted(told) == sorted(pages)
    assert all(told[path] == pages[path] for path in pages)


def test_what_the_index_cuts_is_what_is_kept(curator: Curator) -> None:
    importing.import_folder(curator.runtime, WORKSPACE, TTS)
    snapshot = curator.runtime.reading(lambda session: service.snapshot(session, WORKSPACE))
    for article in snapshot.articles[::20]:
        page = curator.page(curator.id(article.title))
        assert page.sections == article.sections == sections(page.text)
