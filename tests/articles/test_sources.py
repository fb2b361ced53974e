"""What companies keep elsewhere comes in: each kind as its tool lays it out, as a reader sees it afterwards."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.articles.rules import faults
from bot.articles.service import importing, inspecting, reading
from bot.articles.service.comparing import Fate
from bot.articles.service.reading import Draft
from tests.articles import sources
from tests.articles.conftest import WORKSPACE, Curator, write
from tests.articles.test_exporting import export, tree

FOLDER: dict[str, str | bytes] = {
    "ops/Cold-room_11.html": sources.CONFLUENCE,
    "Parking.html": sources.SHAREPOINT,
    "scanner.htm": sources.SAVED.encode("iso-8859-2", "xmlcharrefreplace"),
    "photo.rst": sources.RST,
    "badge.adoc": sources.ASCIIDOC,
    "lost.txt": sources.TEXT,
    "faq.csv": sources.FAQ,
    "travel.docx": sources.WORD,
    "hours.mdx": "import Tabs from '@theme/Tabs';\n\n# Office hours\n\n:::tip\nOpens at seven.\n:::\n",
    "guard.md": "# Night guard\n\nStarts at 22.\n",
    "old.zip": sources.packed({"it/vpn.md": "# VPN\n\nTurn it on.\n"}),
    "budget.xlsx": b"PK",
}

SEEN = {
    "Cold room": "The room is kept at four degrees.\nWarning: Never prop the door.\n"
    "Press RESET, then read the rota.\nLight | Meaning\nred | call the porter\nreset --all\n  now\nPlan of the room",
    "Parking": "Park at the north gate.\n• Bicycles inside\n• Cars outside\n  • only with a badge",
    "Scanner": "Die K\u0151nig-Taste dr\u00fccken, dann warten und lesen.",
    "Badge photo": "Author:\nAda\n"
    "The photo is taken at reception. See hours and the form.\nWarning: Bring a passport.\n"
    "1. Second floor\n2. Left, door 4\n2.1 The left door.\nDay | Hours\nMonday | 7 to 9",
    "Badge renewal": "Ada <ada@x.example>\nRenew your badge every January with the blue form.\n"
    "Warning: An old badge opens nothing.\n1. Fill in form 7\n2. See the hours or the site\n  1. bring it\n"
    "Note: The desk closes at four.\nbadge --renew\nDay | Hours\nMonday | 7 to 9\nPlan of the desk",
    "Lost and found": "The box stands at reception. Ask *there* first.\n• Monday to Friday\n• Saturday, until noon\n"
    "1. Say what you lost\n2. Sign",
    "Where is the printer?": "Second floor.\nNext to the lift.",
    "Who fixes it?": "Ada, always.",
    "Travel": "Book trains first & planes last.\nUp to the limit.\nCity | Limit\nBasel | 180",
    "Office hours": "Tip: Opens at seven.",
    "Night guard": "Starts at 22.",
    "VPN": "Turn it on.",
}


def pages(place: Path, files: dict[str, str | bytes]) -> dict[str, Draft]:
    write(place, files)
    harvest = reading.harvest(place)
    assert harvest.broken == ()
    return {draft.facts.title: draft for draft in harvest.drafts}


def test_a_reader_sees_the_words_and_no_notation(tmp_path: Path) -> None:
    found = pages(tmp_path / "company", FOLDER)
    assert {title: "\n".join(section.text for section in one.sections) for title, one in found.items()} == SEEN


def test_pages_of_sphinx_link_to_one_another(tmp_path: Path) -> None:
    text = "Door\n====\n\nSee :doc:`opening-hours` and :doc:`the rota <../ops/rota>`; :ref:`the map <map>`.\n"
    (draft,) = pages(tmp_path / "company", {"guide/door.rst": text}).values()
    assert draft.targets == ("opening-hours", "../ops/rota")
    assert draft.sections[0].text == "See opening hours and the rota; the map."


@pytest.mark.parametrize(
    ("directive", "seen"),
    [
        (".. note:: Tapes leave at noon.", "Note: Tapes leave at noon."),
        (".. danger::\n\n   Hot.", "Warning: Hot."),
        (".. hint:: Push.", "Tip: Push."),
        (".. admonition:: Before noon\n\n   Call.", "Note: Before noon\nCall."),
    ],
)
def test_a_box_says_once_what_it_is(tmp_path: Path, directive: str, seen: str) -> None:
    (draft,) = pages(tmp_path / "company", {"door.rst": f"Door\n====\n\n{directive}\n"}).values()
    assert draft.sections[0].text == seen


def test_a_page_knows_where_it_was_published_its_language_and_its_tags(tmp_path: Path) -> None:
    found = pages(tmp_path / "company", FOLDER)
    assert (found["Scanner"].facts.url, found["Scanner"].facts.language) == ("https://intra.example/it/scanner", "de")
    printer = found["Where is the printer?"].facts
    assert (printer.url, printer.tags) == ("https://x.example/p", ("IT",))
    assert found["Cold room"].sections[1].anchor == "Coldroom-Alarm"


def test_all_of_it_goes_in_again_changes_nothing_and_comes_out_as_markdown(curator: Curator, tmp_path: Path) -> None:
    report = curator.imports(FOLDER)
    assert (report.count(Fate.NEW), report.broken) == (len(SEEN), ())
    assert "Not read: 1 .xlsx." in list(report.lines())
    assert curator.imports().is_unchanged
    printer = curator.id("Where is the printer?")

    export(curator, tmp_path / "out")
    assert (tmp_path / "out/guard.md").read_bytes() == (curator.folder / "guard.md").read_bytes()
    assert "ops/Cold-room_11.html.md" in tree(tmp_path / "out")
    again = importing.import_folder(curator.runtime, WORKSPACE, tmp_path / "out", collection="handbook")
    assert again.is_unchanged

    faq = sources.FAQ.replace("Second floor", "Third floor").replace("Who fixes it?", "Who mends it?")
    changed = curator.imports({**FOLDER, "faq.csv": faq})
    assert changed.fates[Fate.CHANGED] == ("faq.csv#where-is-the-printer",)
    assert curator.id("Where is the printer?") == printer
    assert (changed.count(Fate.ARCHIVED), changed.count(Fate.NEW)) == (1, 1)


def test_what_breaks_later_keeps_its_pages(curator: Curator) -> None:
    curator.imports(FOLDER)
    broken = {**FOLDER, "old.zip": b"PK\x03\x04", "travel.docx": b"no", "faq.csv": "Name,Age\nAda,4\n"}
    report = curator.imports(broken)
    assert report.is_unchanged
    assert [one.path for one in report.broken] == ["old.zip", "travel.docx"]


def test_a_table_without_questions_says_how_to_name_them(tmp_path: Path) -> None:
    write(tmp_path / "f", {"faq.csv": "Problem,Remedy\nIt smokes,Leave\n", "a.md": "# A\n\nText.\n"})
    found = inspecting.inspect(tmp_path / "f")
    assert (dict(found.others), found.broken, found.pages) == ({".csv": 1}, (), 1)
    assert "(Problem, Remedy)" in found.notes[0].sentence
    named = inspecting.inspect(tmp_path / "f", columns=("problem", "remedy"))
    assert (dict(named.others), named.pages) == ({}, 2)


LABELLED = "id\tquestion\tpage\tanswer\tnote\n1\tWho opens?\ta.md\tthe (night )?guard\tone\n"


@pytest.mark.parametrize("columns", [(), ("question", "answer")])
def test_questions_that_a_handbook_is_measured_by_never_come_in_and_are_named(
    curator: Curator, columns: tuple[str, ...]
) -> None:
    curator.imports({"a.md": "# A\n\nText.\n", "questions.tsv": "question\tanswer\nWho opens?\tThe guard.\n"})
    curator.has({"a.md": "# A\n\nText.\n", "questions.tsv": LABELLED})
    report = importing.import_folder(curator.runtime, WORKSPACE, curator.folder, columns=columns)
    assert report.fates[Fate.ARCHIVED] == ("questions.tsv#who-opens",), "one that came in before goes"
    assert (curator.texts(), report.broken, report.notes) == ({"A": "Text."}, (), ())
    assert "Not read: 1 .tsv of labelled questions." in list(report.lines())
    with pytest.raises(faults.OnlyLabels):
        inspecting.pages(curator.folder / "questions.tsv", columns=columns)


@pytest.mark.parametrize(
    "heads",
    [
        "Question,Answer,Score",
        "Question,Option A,Option B,Answer",
        "Timestamp,Question,Response",
        "question,answer,page",
    ],
)
def test_a_table_that_has_more_than_questions_and_answers_is_asked_about_first(tmp_path: Path, heads: str) -> None:
    write(tmp_path / "f", {"t.csv": f"{heads}\nWho opens?,the guard,x,y\n"})
    found = inspecting.inspect(tmp_path / "f")
    assert (found.pages, dict(found.others)) == (0, {".csv": 1})
    assert "Say it with --columns." in found.notes[0].sentence
    said = inspecting.inspect(tmp_path / "f", columns=("question", heads.split(",")[1]))
    assert said.pages == 1


@pytest.mark.parametrize("heads", ["Q,A", "Question,Answer,Last updated,Status", "ID,Frage,Antwort", "FAQ,Answer,Tags"])
def test_a_list_of_questions_and_answers_comes_in_by_itself(tmp_path: Path, heads: str) -> None:
    write(tmp_path / "f", {"t.csv": f"{heads}\nWho opens?,Who opens?,the guard,y\n"})
    assert inspecting.inspect(tmp_path / "f").pages == 1


@pytest.mark.parametrize("is_packed", [False, True])
def test_an_export_of_notion(tmp_path: Path, is_packed: bool) -> None:
    files: dict[str, str | bytes] = sources.NOTION
    if is_packed:
        files = {"Export-part.zip": sources.packed({"Export-1.zip": sources.packed(files)})}
    found = pages(tmp_path / "notion", files)
    assert set(found) == {"Team", "Rota", "Tools", "Ladder"}
    assert found["Rota"].facts.tags == ("shifts",)
    tools = found["Tools"].sections
    assert [(one.path[-1], one.text) for one in tools] == [("Cold saw", "• Owner: Chi\n• Shelf: B4")]


def test_a_zip_goes_in_by_itself(curator: Curator, tmp_path: Path) -> None:
    place = tmp_path / "Handbook.zip"
    place.write_bytes(sources.packed({name: text for name, text in FOLDER.items() if name != "old.zip"}))
    report = importing.import_folder(curator.runtime, WORKSPACE, place)
    assert (report.collection, report.count(Fate.NEW)) == ("Handbook", len(SEEN) - 1)
    assert importing.import_folder(curator.runtime, WORKSPACE, place).is_unchanged


def test_a_zip_that_is_none_changes_nothing(curator: Curator, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no zip")
    with pytest.raises(faults.BadArchive) as refused:
        importing.import_folder(curator.runtime, WORKSPACE, tmp_path / "x.zip")
    assert "nothing was changed" in refused.value.sentence


def test_the_bot_loads_no_converter() -> None:
    """They are for an import; what serves questions is as small as before."""
    heavy = "{'lxml', 'mammoth', 'docutils'}"
    code = f"import sys, bot.app, bot.cli.main; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
