"""A curator imports a folder, again and again, while it changes."""

from pathlib import Path

import pytest

from bot.articles import rules, service
from bot.articles.rules import faults
from bot.articles.rules.readers import EVERYBODY
from bot.articles.service import importing
from bot.articles.service.comparing import Fate
from bot.ids import WorkspaceId
from bot.workspaces import service as workspaces
from tests.articles.conftest import WORKSPACE, Curator, write

OTHERS = {"a.pdf": "%PDF", "b.PDF": "%PDF", "c.xlsx": "PK", ".DS_Store": "x"}
TWO = {"vpn.md": "# VPN\n\nTurn it on.\n", "people/leave.md": "# Leave\n\nTell your lead.\n"}


def test_a_folder_goes_in_and_can_be_searched(curator: Curator) -> None:
    report = curator.imports(TWO)

    assert report.fates[Fate.NEW] == ("people/leave.md", "vpn.md")
    assert curator.texts() == {"VPN": "Turn it on.", "Leave": "Tell your lead."}
    assert curator.version() == report.version == 1


def test_a_second_run_changes_nothing(curator: Curator) -> None:
    curator.imports(TWO)
    ids = {title: curator.id(title) for title in curator.texts()}

    again = curator.imports()

    assert again.is_unchanged
    assert again.count(Fate.UNCHANGED) == 2
    assert curator.version() == 1
    assert {title: curator.id(title) for title in curator.texts()} == ids
    assert all(len(curator.history(id)) == 1 for id in ids.values())


def test_a_dry_run_reports_the_same_and_changes_nothing(curator: Curator) -> None:
    dry = curator.imports(TWO, is_dry_run=True)

    assert dry.count(Fate.NEW) == 2
    assert curator.version() == 0
    assert curator.texts() == {}
    assert list(dry.lines())[-1] == "This was a dry run: nothing was changed."


def test_an_edit_makes_a_revision_and_keeps_the_article(curator: Curator) -> None:
    curator.imports(TWO)
    id = curator.id("VPN")

    report = curator.imports({**TWO, "vpn.md": "# VPN\n\nTurn it off.\n\n## When\n\nNow.\n"})

    assert report.fates[Fate.CHANGED] == ("vpn.md",)
    assert report.count(Fate.UNCHANGED) == 1
    page = curator.page(id)
    assert (page.article.revision, page.article.changed_in) == (2, 2)
    assert [section.path for section in page.sections] == [("VPN",), ("VPN", "When")]
    newest, oldest = curator.history(id)
    assert oldest.text == "# VPN\n\nTurn it on.\n"
    assert (newest.number, newest.origin, newest.made_by) == (2, "import handbook", None)


def test_a_change_of_front_matter_alone_is_a_change(curator: Curator) -> None:
    curator.imports({"a.md": "---\ntags: [one]\n---\nText\n"})
    curator.imports({"a.md": "---\ntags: [two]\n---\nText\n"})

    topics = curator.runtime.reading(lambda session: service.topics(session, WORKSPACE, EVERYBODY))
    assert [(topic.label, topic.count) for topic in topics] == [("Two", 1)]


def test_a_file_that_vanished_is_archived_and_comes_back_as_itself(curator: Curator) -> None:
    curator.imports(TWO)
    id = curator.id("VPN")

    gone = curator.imports({"people/leave.md": TWO["people/leave.md"]})
    assert gone.fates[Fate.ARCHIVED] == ("vpn.md",)
    assert list(curator.texts()) == ["Leave"]
    assert curator.page(id).article.state is rules.State.ARCHIVED
    assert curator.imports().is_unchanged

    back = curator.imports(TWO)
    assert back.fates[Fate.RESTORED] == ("vpn.md",)
    assert curator.id("VPN") == id
    assert len(curator.history(id)) == 1


def test_a_file_can_come_back_with_another_text(curator: Curator) -> None:
    curator.imports(TWO)
    id = curator.id("VPN")
    curator.imports({"people/leave.md": TWO["people/leave.md"]})

    back = curator.imports({**TWO, "vpn.md": "# VPN\n\nGone.\n"})

    assert back.fates[Fate.RESTORED] == ("vpn.md",)
    assert curator.page(id).text == "# VPN\n\nGone.\n"
    assert [revision.number for revision in curator.history(id)] == [2, 1]


def test_a_renamed_file_is_the_same_article(curator: Curator) -> None:
    curator.imports(TWO)
    id = curator.id("VPN")

    report = curator.imports({"it/network/vpn.md": TWO["vpn.md"], "people/leave.md": TWO["people/leave.md"]})

    assert report.fates[Fate.MOVED] == ("it/network/vpn.md",)
    assert report.count(Fate.ARCHIVED) == report.count(Fate.NEW) == 0
    assert curator.id("VPN") == id
    assert curator.page(id).article.path == "it/network/vpn.md"
    assert [revision.path for revision in curator.history(id)] == ["it/network/vpn.md", "vpn.md"]
    assert curator.imports().is_unchanged


def test_a_title_from_the_file_name_follows_it(curator: Curator) -> None:
    curator.imports({"old-name.md": "Some text."})
    id = curator.id("Old name")
    curator.imports({"new-name.md": "Some text."})
    assert curator.id("New name") == id


def test_an_id_holds_an_article_whatever_its_path_and_text(curator: Curator) -> None:
    curator.imports({"a.md": "---\nid: vpn\n---\n# VPN\n\nText.\n"})
    id = curator.id("VPN")
    report = curator.imports({"b/c.md": "---\nid: vpn\n---\n# Tunnel\n\nText.\n"})
    assert report.fates[Fate.CHANGED] == ("b/c.md",)
    assert curator.id("Tunnel") == id


def test_an_id_can_be_given_later_and_taken_away(curator: Curator) -> None:
    curator.imports({"a.md": "# VPN\n\nText.\n"})
    id = curator.id("VPN")
    curator.imports({"a.md": "---\nid: vpn\n---\n# VPN 2\n\nText.\n"})
    assert curator.id("VPN 2") == id
    curator.imports({"a.md": "# VPN 3\n\nText.\n"})
    assert curator.id("VPN 3") == id


def test_another_id_at_the_same_path_is_another_article(curator: Curator) -> None:
    curator.imports({"a.md": "---\nid: one\n---\n# One\n\nText.\n"})
    id = curator.id("One")
    report = curator.imports({"a.md": "---\nid: two\n---\n# Two\n\nText.\n"})
    assert report.count(Fate.NEW) == report.count(Fate.ARCHIVED) == 1
    assert curator.id("Two") != id


def test_two_files_that_trade_their_texts_both_change(curator: Curator) -> None:
    curator.imports({"a.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n"})
    a = curator.id("A")
    assert curator.imports({"a.md": "# B\n\nText.\n", "b.md": "# A\n\nText.\n"}).count(Fate.CHANGED) == 2
    assert curator.id("B") == a


def test_a_folder_never_touches_the_articles_of_another(curator: Curator, tmp_path: Path) -> None:
    curator.imports(TWO)
    other = tmp_path / "other"
    write(other, {"vpn.md": "# Another VPN\n\nText.\n"})

    importing.import_folder(curator.runtime, WORKSPACE, other)
    report = curator.imports({"x.md": "# X\n\nText.\n"})

    assert report.count(Fate.ARCHIVED) == 2
    assert set(curator.texts()) == {"Another VPN", "X"}


def test_a_folder_can_go_by_another_name(curator: Curator) -> None:
    report = curator.imports(TWO, collection="The handbook (2026)")
    assert report.collection == "The handbook (2026)"
    assert curator.page(curator.id("VPN")).article.collection == "The handbook (2026)"


@pytest.mark.parametrize("name", ["", "a/b", "..", ".", "a\nb", "x" * 65, " a"])
def test_a_name_that_is_none_is_refused(curator: Curator, name: str) -> None:
    with pytest.raises(faults.BadName) as refused:
        curator.imports(TWO, collection=name)
    assert "can't be the name of a collection" in refused.value.sentence
    assert curator.version() == 0


def test_the_starters_name_is_taken(curator: Curator) -> None:
    with pytest.raises(faults.TakenName):
        curator.imports(TWO, collection="Starter")


def test_an_empty_folder_archives_nothing(curator: Curator) -> None:
    curator.imports(TWO)
    with pytest.raises(faults.NothingThere) as refused:
        curator.imports({"notes.pdf": "no"})
    assert "nothing was changed" in refused.value.sentence
    assert len(curator.texts()) == 2


def test_a_folder_that_is_not_there_is_named(curator: Curator, tmp_path: Path) -> None:
    with pytest.raises(faults.NoFolder) as refused:
        importing.import_folder(curator.runtime, WORKSPACE, tmp_path / "nowhere")
    assert str(tmp_path / "nowhere") in refused.value.sentence


def test_the_starter_articles_come_and_go_as_the_workspace_wishes(curator: Curator) -> None:
    curator.has(
        {
            "README.md": "# How to write\n\nText.\n",
            "asking/ask.md": "# Ask\n\nText.\n",
            "asking/README.md": "# About\n\nText.\n",
        }
    )

    def sync() -> int:
        return importing.sync_starter(curator.runtime, WORKSPACE, curator.folder).version

    assert sync() == 1
    assert set(curator.texts()) == {"Ask", "About"}
    id = curator.id("Ask")
    assert sync() == 1

    curator.runtime.transaction(lambda session: workspaces.choose(session, WORKSPACE, {"articles.starter": False}))
    assert sync() == 2
    assert curator.texts() == {}
    assert sync() == 2

    curator.runtime.transaction(lambda session: workspaces.choose(session, WORKSPACE, {"articles.starter": True}))
    assert sync() == 3
    assert curator.id("Ask") == id


def test_workspaces_have_each_their_own(curator: Curator) -> None:
    curator.imports(TWO)
    found = curator.runtime.reading(lambda session: service.snapshot(session, WorkspaceId("T2")))
    assert found.articles == ()


def test_progress_is_told(curator: Curator) -> None:
    told: list[tuple[str, int, int]] = []
    curator.imports(TWO, progress=lambda *step: told.append(step))
    assert told == [
        ("Reading", 1, 2),
        ("Reading", 2, 2),
        ("Saving", 2, 2),
    ]


def test_a_report_for_the_terminal(curator: Curator) -> None:
    curator.imports(TWO)
    report = curator.imports({**TWO, "vpn.md": "# VPN\nNew\n", "bad.md": "---\ntitle: a: b\n---\n", **OTHERS})
    assert list(report.lines()) == [
        "handbook: 0 new, 1 changed, 0 moved, 0 restored, 0 archived, 1 unchanged, 1 broken",
        "  changed   vpn.md",
        "  broken    bad.md:2: Its front matter is not YAML: "
        "a value with a colon and a space in it needs quotes around it.",
        "Broken files were left out; articles imported from them before stay as they were.",
        "Not read: 2 .pdf, 1 .xlsx.",
        "Passed over: 1 hidden.",
    ]
