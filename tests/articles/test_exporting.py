"""What went in comes out: the same paths, the same bytes."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import URL

from bot.articles.rules import faults
from bot.articles.service import exporting, importing
from bot.db import Database
from tests.articles.conftest import WORKSPACE, Curator, runtime_of, write
from tests.conftest import NOW

HANDBOOK: dict[str, str | bytes] = {
    "a.md": "---\ntitle: A\nodd: [1, 2]\n---\n\n# A\n",
    "sub/dir/windows.md": "# W\r\n\r\ntext\r\n",
    "mark.md": b"\xef\xbb\xbf---\ntitle: Mark\n---\ntext",
    "empty.md": "",
    "sub/\u00fcmlaut \U0001f33c.markdown": "no end of line",
}


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def export(curator: Curator, to: Path, collection: str | None = "handbook") -> int:
    return exporting.export(curator.runtime, WORKSPACE, to, collection=collection)


def test_an_export_gives_back_what_went_in(curator: Curator, tmp_path: Path) -> None:
    curator.imports(HANDBOOK)
    assert export(curator, tmp_path / "out") == 5
    assert tree(tmp_path / "out") == tree(curator.folder)


def test_an_export_can_be_imported_again_and_changes_nothing(curator: Curator, tmp_path: Path) -> None:
    curator.imports(
        {**HANDBOOK, "old.md": "caf\xe9 \u201cx\u201d".encode("cp1252"), "wide.md": "# W\n".encode("utf-16")}
    )
    export(curator, tmp_path / "out")
    again = importing.import_folder(curator.runtime, WORKSPACE, tmp_path / "out", collection="handbook")
    assert again.is_unchanged
    assert (tmp_path / "out/old.md").read_text(encoding="utf-8") == "caf\xe9 \u201cx\u201d"


def test_all_collections_go_side_by_side(curator: Curator, tmp_path: Path) -> None:
    curator.imports({"a.md": "A"})
    curator.imports({"a.md": "B"}, collection="other")
    assert export(curator, tmp_path / "out", None) == 2
    assert tree(tmp_path / "out") == {"handbook/a.md": b"A", "other/a.md": b"B"}


def test_what_was_archived_is_not_exported(curator: Curator, tmp_path: Path) -> None:
    curator.imports({"a.md": "A", "b.md": "B"})
    curator.imports({"b.md": "B"})
    assert export(curator, tmp_path / "out") == 1


def test_an_export_overwrites_nothing(curator: Curator, tmp_path: Path) -> None:
    curator.imports({"a.md": "A"})
    write(tmp_path / "mine", {"a.md": "my work"})
    with pytest.raises(faults.NotEmpty):
        export(curator, tmp_path / "mine")
    assert tree(tmp_path / "mine") == {"a.md": b"my work"}


def test_an_export_to_a_place_that_is_a_file_is_explained(curator: Curator, tmp_path: Path) -> None:
    curator.imports({"a.md": "A"})
    (tmp_path / "file").write_text("x")
    with pytest.raises(faults.CannotWrite) as refused:
        export(curator, tmp_path / "file/out")
    assert "can't be written to" in refused.value.sentence


def test_a_collection_that_is_not_there_is_named(curator: Curator, tmp_path: Path) -> None:
    with pytest.raises(faults.NoCollection):
        export(curator, tmp_path / "out", "nowhere")


_NAMES = st.from_regex(r"[a-z\u00e4\u4e2d][a-z0-9 _-]{0,6}", fullmatch=True).map(str.strip)
_TEXTS = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60),
    st.builds("---\ntitle: {}\ntags: [{}]\n---\n{}".format, _NAMES, _NAMES, _NAMES),
)
_TREES = st.dictionaries(
    st.tuples(st.sampled_from(["", "one/", "one/two/", "three/"]), _NAMES).map(
        lambda parts: f"{parts[0]}{parts[1]}.md"
    ),
    _TEXTS,
    min_size=1,
    max_size=6,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees=st.lists(_TREES, min_size=1, max_size=3))
def test_whatever_was_imported_last_is_what_comes_out(sqlite_template: bytes, trees: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / "db.sqlite3").write_bytes(sqlite_template)
        database = Database(URL.create("sqlite", database=str(root / "db.sqlite3")))
        try:
            curator = Curator(runtime=runtime_of(database, NOW), folder=root / "handbook")
            for files in trees:
                report = curator.imports(files)
                assert curator.imports().is_unchanged
            left_out = {remark.path for remark in report.broken}
            if left_out:  # what was there before may stay in their place
                return
            assert export(curator, root / "out") == len(files)
            assert tree(root / "out") == {path: text.encode() for path, text in files.items()}
        finally:
            database.close()
