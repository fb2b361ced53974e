"""A space of Confluence comes in from either of its exports, with its links, and nothing that nobody reads."""

from pathlib import Path

import pytest

from bot.articles import service
from bot.articles.rules.readers import EVERYBODY
from bot.articles.service import importing, reading
from bot.articles.service.comparing import Fate
from tests.articles import spaces
from tests.articles.conftest import WORKSPACE, Curator, write

FREEZER = (
    "Kept at four degrees — see who is on or Rota, and the old page. Ask .\n"
    "Warning: Door\nNever prop it.\n"
    "reset --all && echo <done>\n• Read the rota\nMore\nLight | Meaning\nred | call the porter\nPlan of the room\n"
    "In use since 2025-05-01"
)


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_space_as_xml(curator: Curator, tmp_path: Path, is_packed: bool) -> None:
    place = tmp_path / ("Space.zip" if is_packed else "Space")
    if is_packed:
        place.write_bytes(spaces.zipped(spaces.XML))
    else:
        write(place, spaces.XML)
    report = importing.import_folder(curator.runtime, WORKSPACE, place)
    assert (report.count(Fate.NEW), report.broken) == (3, ())
    assert curator.texts() == {"Freezer": FREEZER, "Rota": "Ben, until six.", "New gate": "It opens in May."}
    page = curator.runtime.reading(
        lambda session: service.published(session, WORKSPACE, curator.id("Freezer"), EVERYBODY)
    )
    assert page.article.facts.tags == ("cold-room",)
    assert [(lead.title, lead.article) for lead in page.leads.values()] == [("Rota", curator.id("Rota"))]
    assert importing.import_folder(curator.runtime, WORKSPACE, place).is_unchanged


def test_a_page_that_is_renamed_there_is_the_same_article(curator: Curator) -> None:
    curator.imports(spaces.XML)
    rota = curator.id("Rota")
    renamed = spaces.ENTITIES.replace("<![CDATA[Rota]]>", "<![CDATA[Duty]]>")
    assert curator.imports({**spaces.XML, "entities.xml": renamed}).count(Fate.NEW) == 0
    assert curator.id("Duty") == rota


def test_a_space_as_html(curator: Curator, tmp_path: Path) -> None:
    (tmp_path / "Space.zip").write_bytes(spaces.zipped(spaces.HTML))
    importing.import_folder(curator.runtime, WORKSPACE, tmp_path / "Space.zip")
    texts = curator.texts()
    assert set(texts) == {"Cold room", "Rota"}, "its table of contents is no article"
    assert "plan.png" not in texts["Cold room"]
    page = curator.runtime.reading(
        lambda session: service.published(session, WORKSPACE, curator.id("Cold room"), EVERYBODY)
    )
    assert [lead.title for lead in page.leads.values()] == ["Rota"]


@pytest.mark.parametrize(
    "entities",
    [
        '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><hibernate-generic>&b;</hibernate-generic>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><hibernate-generic/>',
        "<x/>",
        "<hibernate-generic><object>",
        b"\xff\xfe<\0",
        "",
        "<a>" * 100_000,
    ],
)
def test_what_confluence_never_writes_is_refused(tmp_path: Path, entities: str | bytes) -> None:
    write(tmp_path / "f", {"entities.xml": entities, "a.md": "# A\n\nText.\n"})
    found = reading.harvest(tmp_path / "f")
    assert [one.path for one in found.drafts] == ["a.md"]
    assert [one.path for one in found.broken] == ["entities.xml"]


@pytest.mark.parametrize(
    "body", ["<ac:link>" * 3000, "&lol;&nbsp;" * 1000, "<!DOCTYPE a><p>x", "<p", "]]>", "<ac:image/>"]
)
def test_no_body_breaks_a_space(tmp_path: Path, body: str) -> None:
    odd = spaces.ENTITIES.replace("<p>Ben, until six.</p>", body.replace("]]>", "]] >"))
    write(tmp_path / "f", {"entities.xml": odd})
    assert {one.facts.title for one in reading.harvest(tmp_path / "f").drafts} >= {"Freezer", "New gate"}
