"""A curator looks at a folder before it is imported."""

import json
from pathlib import Path

import pytest

from bot.articles.rules import faults
from bot.articles.service import inspecting, overviews
from bot.articles.service.inspecting import Inspection
from tests.articles import sources
from tests.articles.conftest import write

SITE: dict[str, str | bytes] = {
    "index.md": "# Home\n\nSee [hours](hours.mdx), [the gate](gate.md#north) and\n[the moon](moon/base.md).\n",
    "hours.mdx": "import Tabs from '@theme/Tabs';\n\n# Office hours\n\nThe office opens at seven in the morning.\n",
    "gate.md": "---\ntitle: The gate\n---\n\nSee <a href='lost.md'>this</a>, [out](https://x.example/no.md), "
    "[root](/docs/no.md), [photo](gate.png) and [above](../no.md).\n",
    "de/zeiten.md": "# Zeiten\n\nDas Büro ist von sieben bis acht für alle offen, und die Tür ist nicht zu.\n",
    "empty.md": "# Empty\n",
    "copy/gate one.md": "# Twin\n\nThe same words.\n",
    "copy/gate two.md": "# Twin again\n\nThe same words.\n",
    "other/home.md": "# Home\n\nAnother home.\n",
    "Untitled 99998888777766665555444433332222.md": "Words.\n",
    "0f8fad5b-d9cb-469f-a165-70867728950e.md": "Words of another page.\n",
    "bad.md": "---\ntitle: [\n---\n",
    "gate.png": b"\x89PNG",
    "plan.pdf": b"%PDF",
    ".obsidian/app.json": "{}",
}


def inspect(place: Path, files: dict[str, str | bytes]) -> Inspection:
    write(place, files)
    return inspecting.inspect(place)


def test_what_comes_in_is_counted_by_kind(tmp_path: Path) -> None:
    found = inspect(tmp_path / "site", SITE)
    markdown, mdx = found.kinds
    assert (markdown.ending, markdown.pages) == (".md", 9)
    assert dict(markdown.languages)["de"] == 1
    assert (mdx.ending, mdx.pages, mdx.sections, mdx.words) == (".mdx", 1, 1, 8)
    assert dict(found.others) == {".png": 1, ".pdf": 1}
    assert found.hidden == 1


def test_what_a_reader_would_stumble_over_is_named_with_file_and_line(tmp_path: Path) -> None:
    found = inspect(tmp_path / "site", SITE)
    assert [(one.path, one.line) for one in found.broken] == [("bad.md", 3)]
    assert [(one.path, one.line, one.sentence) for one in found.links] == [
        ("gate.md", 5, "It links to lost.md, which is not there."),
        ("index.md", 3, "It links to gate.md#north, where there is no such heading."),
        ("index.md", 4, "It links to moon/base.md, which is not there."),
    ]
    assert found.empty == ("empty.md",)
    assert [group.paths for group in found.twins] == [("copy/gate one.md", "copy/gate two.md")]
    assert [group.paths for group in found.namesakes] == [("index.md", "other/home.md")]
    assert [group.paths[0] for group in found.nameless] == ["Untitled 99998888777766665555444433332222.md"]


def test_a_page_of_a_zip_is_shown_by_its_path_or_the_end_of_it(tmp_path: Path) -> None:
    place = tmp_path / "Handbook.zip"
    place.write_bytes(
        sources.packed(
            {"it/vpn.md": "# VPN\n\nTurn it on.\n", "it/bad.md": "---\ntitle: [\n---\nHello\n", "x.pdf": b"%"}
        )
    )
    for name in ("it/vpn.md", "vpn.md"):
        (draft,) = inspecting.packed_pages(place, name)
        assert draft.facts.title == "VPN"
    with pytest.raises(faults.BrokenPage) as refused:
        inspecting.packed_pages(place, "it/bad.md")
    assert "front matter" in refused.value.sentence
    for name in ("x.pdf", "pn.md"):
        with pytest.raises(faults.NotPacked):
            inspecting.packed_pages(place, name)


def test_it_is_one_screen_and_all_of_it_as_json(tmp_path: Path) -> None:
    many: dict[str, str | bytes] = {f"{n}.md": f"# P{n}\n\nSee [it](no/{n}.md).\n" for n in range(300)}
    found = inspect(tmp_path / "site", SITE | many)
    told = list(overviews.lines(found))
    assert len(told) <= 40
    assert "Links that lead nowhere (303):" in told
    assert "  and 298 more; --json names them all" in told
    assert "Not read: 1 .png, 1 .pdf." in told
    everything = json.loads(json.dumps(overviews.as_json(found)))
    assert len(everything["links"]) == 303
    assert everything["is_mostly_left"] is False


def test_a_folder_of_which_most_is_left_out_is_warned_of(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.md": "# A\n\nText.\n", "b.pdf": b"%PDF", "c.pptx": b"PK", "logo.svg": "<svg/>"}
    found = inspect(tmp_path / "site", files)
    assert found.is_mostly_left
    assert "Warning: most of this folder would be left out: one page comes in, 2 don't." in list(overviews.lines(found))


def test_pictures_beside_pages_are_no_reason_to_warn(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.md": "# A\n\nText.\n", **{f"{n}.png": b"\x89PNG" for n in range(9)}}
    assert not inspect(tmp_path / "site", files).is_mostly_left
